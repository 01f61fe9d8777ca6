"""Schemes for collective development, a folder each: dated parameters with sources. A folder is a scheme by itself."""

from functools import cache
from importlib import import_module
from pathlib import Path

from pafyll.domain.schemes.collective.scheme import CollectiveScheme, OwnContribution, kind_of_provider


@cache
def collective_schemes() -> dict[str, CollectiveScheme]:
    """Every collective scheme by its code, the oldest first."""
    folders = sorted(path.parent.name for path in Path(__file__).parent.glob("*/parameters.yaml"))
    found = [import_module(f"{__name__}.{name}").SCHEME for name in folders]
    found.sort(key=lambda scheme: (scheme.starts_on, scheme.code))
    return {scheme.code: scheme for scheme in found}


def collective_scheme(code: str) -> CollectiveScheme:
    """The scheme with the code. Raises KeyError on an unknown one."""
    return collective_schemes()[code]


__all__ = ["CollectiveScheme", "OwnContribution", "collective_scheme", "collective_schemes", "kind_of_provider"]
