"""Addresses that pages ask for by the dozen: those without arguments, and those with one key in them.

How they are put together is the same as long as the process lives, under each place that the site is served from.
"""

from __future__ import annotations

from functools import lru_cache

from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse

SOME_KEY = 1_000_000_007  # stands in no other part of an address


def address(name: str) -> str:
    """The address of a URL name without arguments, or "" when there is none."""
    return _address(name, get_script_prefix(), get_urlconf())


def address_of(name: str, key: int) -> str:
    """The address of a URL name with one key in it."""
    before, after = _around_the_key(name, get_script_prefix(), get_urlconf())
    return f"{before}{key}{after}"


@lru_cache(maxsize=1000)
def _address(name: str, prefix: str, urls: str | None) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@lru_cache(maxsize=1000)
def _around_the_key(name: str, prefix: str, urls: str | None) -> tuple[str, str]:
    before, _key, after = reverse(name, args=[SOME_KEY]).rpartition(str(SOME_KEY))
    return before, after
