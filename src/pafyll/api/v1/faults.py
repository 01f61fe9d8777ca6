"""What is wrong with one field of a call, in words, with what to do: for each kind of fault that the shapes find."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pafyll.domain.answers import Answer, no

MISSING = ("Feltet mangler.", "Send det med.")
UNKNOWN = ("Feltet finnes ikke.", "Ta det bort, eller sjekk skrivemåten.")
WRONG_TYPE = ("Verdien er av en annen type enn feltet tar.", "Se hva feltet kan være, i openapi.json.")
TOO_LONG = ("Verdien er for lang.", "Det er plass til {max_length}.")
TOO_SHORT = ("Verdien er for kort.", "Den må være minst {min_length}.")
PATTERN = ("Verdien har ikke formen til feltet.", "Formen er {pattern}.")
TOO_SMALL = ("Verdien er for liten.", "Den minste er {ge}.")
TOO_LARGE = ("Verdien er for stor.", "Den største er {le}.")
UNREADABLE = ("Verdien kan ikke leses.", "Se hva feltet kan være, i openapi.json.")

WORDS: Mapping[str, tuple[str, str]] = {
    "missing": MISSING,
    "extra_forbidden": UNKNOWN,
    "string_too_long": TOO_LONG,
    "too_long": TOO_LONG,
    "string_too_short": TOO_SHORT,
    "too_short": TOO_SHORT,
    "string_pattern_mismatch": PATTERN,
    "greater_than_equal": TOO_SMALL,
    "less_than_equal": TOO_LARGE,
}


def fault_of(error: Mapping[str, Any]) -> Answer:
    """The library's finding as one of our own answers. kind of fault is its code, which is stable."""
    kind = str(error["type"])
    text, remedy = WORDS.get(kind) or (WRONG_TYPE if kind.endswith(("_type", "_parsing")) else UNREADABLE)
    return no(kind, text, remedy=remedy, field=_field(error["loc"]), **dict(error.get("ctx") or {}))


def _field(place: tuple[Any, ...]) -> str:
    """Where it stands in the call: "moves.3.on", or the name in the address or the head."""
    parts = [str(part) for part in place]
    return ".".join(parts[2:] or parts[-1:]) if parts[0] == "body" else parts[-1]
