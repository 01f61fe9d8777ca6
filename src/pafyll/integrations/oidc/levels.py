"""How sure the provider is of who somebody is: the last word of acr, whatever the provider writes before it.

Source: Digdir, ID-porten, "acr values": idporten-loa-low, -substantial, -high, and eidas-loa-… for foreign log-ins.
"""

from __future__ import annotations

LEVELS = ("low", "substantial", "high")


def level_of(acr: object) -> str:
    """low, substantial or high; "" for what is none of them, which is enough for nothing."""
    if not isinstance(acr, str):
        return ""
    before, _dash, last = acr.rpartition("-")
    return last if last in LEVELS and before.endswith("-loa") else ""


def reaches(level: str, least: str) -> bool:
    """Whether a level is at least the one asked for. least "" asks for nothing."""
    if not least:
        return True
    return level in LEVELS and LEVELS.index(level) >= LEVELS.index(least)
