"""Finding applications in the owner's list: by text, status, school, subject and facts, in a chosen order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pafyll.apps.applications.permissions.owner import UNDECIDED
from pafyll.apps.applications.queries.owner import OwnerRow


@dataclass(frozen=True)
class Filters:
    """What is looked for; empty means everything."""

    text: str = ""
    status: str = ""
    school: str = ""
    subject: str = ""
    principal: str = ""
    lacks_credits: bool = False
    sort: str = "name"

    def of(self, rows: Iterable[OwnerRow]) -> list[OwnerRow]:
        """The rows that fit, sorted."""
        return sorted((row for row in rows if self._fits(row)), key=SORTS.get(self.sort, SORTS["name"]))

    def _fits(self, row: OwnerRow) -> bool:
        application = row.application
        return (
            self._has_text(row)
            and (not self.status or application.status in STATUSES.get(self.status, (self.status,)))
            and (not self.school or str(application.school_id) == self.school)
            and (not self.subject or row.subject == self.subject)
            and (not self.principal or row.supports is PRINCIPAL[self.principal])
            and (not self.lacks_credits or row.lacks_credits)
        )

    def _has_text(self, row: OwnerRow) -> bool:
        school = row.application.school.name if row.application.school else ""
        searched = f"{row.person} {row.application.number} {row.study_name} {row.provider} {school}".casefold()
        return all(word in searched for word in self.text.casefold().split())


STATUSES = {"undecided": UNDECIDED}
PRINCIPAL: dict[str, bool | None] = {"yes": True, "no": False, "none": None}

SORTS: dict[str, Callable[[OwnerRow], Any]] = {
    "name": lambda row: (row.application.person.last_name, row.application.person.first_name, row.pk),
    "lacks": lambda row: (not row.lacks_credits, -row.hours, row.application.number),
    "hours": lambda row: (-row.hours, row.application.number),
    "refused": lambda row: (-row.earlier_refusals, row.application.number),
    "school": lambda row: (row.application.school.name if row.application.school else "", row.application.number),
    "sent": lambda row: (row.application.submitted_at, row.pk),
    "cost": lambda row: (-(row.price.autumn + row.price.spring), row.application.number),
}
