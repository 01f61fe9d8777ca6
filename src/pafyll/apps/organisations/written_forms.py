"""Registering which form of Norwegian a municipality or county has resolved to use, from a published list."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from pafyll.apps.organisations.models import Organisation

FORMS = {"bokmål": "nb", "nynorsk": "nn", "nøytral": "neutral"}
COLUMNS = ("kommunenr", "malform")


class Fault(ValueError):
    """What is wrong with the list, with the line."""


@dataclass(frozen=True)
class Plan:
    """What would be registered: (owner, form), numbers that nobody here has, and where the list is published."""

    changes: tuple[tuple[Organisation, str], ...]
    unknown: tuple[str, ...]
    source: str


def plan_written_forms(text: str, *, source: str) -> Plan:
    """Reads the list and compares it with what is registered. Raises Fault, and then nothing is planned."""
    if not source.strip():
        raise Fault("Say where the list is published.")
    wanted = dict(_rows(text))
    owners = {one.municipality_code: one for one in _of(Organisation.Kind.MUNICIPALITY)}
    owners |= {one.county_code: one for one in _of(Organisation.Kind.COUNTY_AUTHORITY)}
    changes = [(owners[code], form) for code, form in wanted.items() if code in owners]
    changed = [(one, form) for one, form in changes if (one.written_form, one.written_form_source) != (form, source)]
    return Plan(tuple(changed), tuple(sorted(wanted.keys() - owners.keys())), source.strip()[:300])


@transaction.atomic
def set_written_forms(plan: Plan) -> int:
    """Registers what was planned. Gives how many."""
    for one, form in plan.changes:
        Organisation.objects.filter(pk=one.pk).update(written_form=form, written_form_source=plan.source)
    return len(plan.changes)


def _of(kind: Organisation.Kind) -> Iterator[Organisation]:
    yield from Organisation.objects.filter(kind=kind).order_by("pk")


def _rows(text: str) -> Iterator[tuple[str, str]]:
    delimiter = ";" if ";" in text.split("\n", 1)[0] else ","
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    if missing := [name for name in COLUMNS if name not in (reader.fieldnames or ())]:
        raise Fault(f"Missing columns: {', '.join(missing)}")
    for number, row in enumerate(reader, start=2):
        code, form = row["kommunenr"].strip(), row["malform"].strip().lower()
        if form not in FORMS:
            raise Fault(f"Line {number}: {form!r} is not one of {', '.join(FORMS)}")
        yield code, FORMS[form]
