"""Addresses of pages without arguments, which the frame around every page asks for by the dozen.

They are the same as long as the process lives, under each place that the site is served from.
"""

from __future__ import annotations

from functools import lru_cache

from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse


def address(name: str) -> str:
    """The address of a URL name without arguments, or "" when there is none."""
    return _address(name, get_script_prefix(), get_urlconf())


@lru_cache(maxsize=1000)
def _address(name: str, prefix: str, urls: str | None) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
