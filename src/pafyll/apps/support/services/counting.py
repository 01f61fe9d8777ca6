"""Counting what people are told is wrong in forms: which question, and which fault."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F

from pafyll.apps.support.models import FormFault

NUMBERS = re.compile(r"\d+")
MOST = 30  # for one answer: a form that is wrong throughout says no more after that


@dataclass(frozen=True, order=True)
class Fault:
    """A kind of fault in a question of a form."""

    form: str
    field: str
    code: str

    @property
    def plain(self) -> Fault:
        """Without a key of anything in the question's name: it could be a person's."""
        return Fault(self.form[:200], NUMBERS.sub("#", self.field)[:60], self.code[:40])


def count_faults(*, page: str, faults: Iterable[Fault], day: date) -> None:
    """Adds one for each kind of fault. Two who are wrong at once are both counted."""
    for one in sorted({fault.plain for fault in faults})[:MOST]:
        kind: dict[str, Any] = {"day": day, "page": page[:80], "form": one.form, "field": one.field, "code": one.code}
        row, _is_new = FormFault.objects.get_or_create(**kind)
        FormFault.objects.filter(pk=row.pk).update(count=F("count") + 1)
