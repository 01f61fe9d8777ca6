"""Financing schemes, one folder each: code, dated parameters with sources, cases. Add a folder and list it here."""

from functools import cache

from pafyll.domain.parameters import parameters_of
from pafyll.domain.schemes.scheme import Scheme, per_15_credits, per_30_credits


@cache
def schemes() -> dict[str, Scheme]:
    """Every scheme by its code."""
    from pafyll.domain.schemes import scholarship, substitute

    return {module.SCHEME.code: module.SCHEME for module in (substitute, scholarship)}


__all__ = ["Scheme", "parameters_of", "per_15_credits", "per_30_credits", "schemes"]
