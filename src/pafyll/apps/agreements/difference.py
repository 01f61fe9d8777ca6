"""What differs between two versions of an agreement: term by term, and line by line in the longer texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _

from pafyll.apps.agreements.models import AgreementVersion
from pafyll.apps.documents.typesetting import written
from pafyll.domain.values import Kroner

COMPARED = (
    "amount",
    "starts_on",
    "ends_on",
    "background",
    "content",
    "participants",
    "provider_duties",
    "counterpart_duties",
    "provider_contact",
    "academic_contact",
    "counterpart_contact",
    "depends_on",
    "notice_months",
    "travel_included",
    "tax",
    "invoice_to",
    "buyer_reference",
    "due_days",
)
SAME, ADDED, REMOVED = "same", "added", "removed"


@dataclass(frozen=True)
class DifferenceLine:
    """A line of a text: the same in both, added, or removed."""

    kind: str
    text: str


@dataclass(frozen=True)
class TermDifference:
    """A term that differs. lines are its text as it changed, line by line."""

    name: str
    label: str
    before: str
    after: str
    lines: tuple[DifferenceLine, ...]


def changed_terms(before: AgreementVersion, after: AgreementVersion) -> list[TermDifference]:
    """The terms that differ, in the order of the agreement. The invoice plan is compared by its own rules."""
    found = []
    for name in COMPARED:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            texts = _in_words(after, name, old), _in_words(after, name, new)
            found.append(TermDifference(name, _label(name), *texts, tuple(_lines(*texts))))
    return found


def _label(name: str) -> str:
    text = str(AgreementVersion._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return text[:1].upper() + text[1:]


def _in_words(version: AgreementVersion, name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("Ja") if value else _("Nei")
    if name == "amount":
        return str(Kroner(value))
    if isinstance(value, date):
        return written(value)
    if name == "tax":
        return str(AgreementVersion.Tax(value).label)
    return str(value)


def _lines(before: str, after: str) -> Iterator[DifferenceLine]:
    old, new = before.splitlines(), after.splitlines()
    for tag, i1, i2, j1, j2 in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (DifferenceLine(SAME, line) for line in old[i1:i2])
        else:
            yield from (DifferenceLine(REMOVED, line) for line in old[i1:i2])
            yield from (DifferenceLine(ADDED, line) for line in new[j1:j2])
