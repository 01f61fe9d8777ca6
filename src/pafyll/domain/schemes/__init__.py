"""Financing schemes, one folder each: code, dated parameters with sources, cases. A folder is a scheme by itself."""

from functools import cache
from importlib import import_module
from pathlib import Path

from pafyll.domain.schemes.scheme import Scheme


@cache
def schemes() -> dict[str, Scheme]:
    """Every scheme by its code, the oldest first. A folder with parameters.yaml is a scheme."""
    folders = sorted(path.parent.name for path in Path(__file__).parent.glob("*/parameters.yaml"))
    found = [import_module(f"{__name__}.{name}").SCHEME for name in folders]
    found.sort(key=lambda scheme: (scheme.parameters["regime"].values[0].starts_on, scheme.code))
    return {scheme.code: scheme for scheme in found}


def schemes_in_rounds() -> tuple[str, ...]:
    """The codes of the schemes that a teacher may apply for in a round."""
    return tuple(code for code, scheme in schemes().items() if scheme.is_in_rounds)


__all__ = ["Scheme", "schemes", "schemes_in_rounds"]
