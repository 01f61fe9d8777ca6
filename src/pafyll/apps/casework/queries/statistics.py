"""Appeals in numbers: how many, how they ended and how long they took, by year and kind of decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median

from pafyll.apps.casework.models import Appeal
from pafyll.apps.casework.outcomes import kind_of
from pafyll.apps.casework.queries.appeals import appeals_on_desk
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.lifecycles.appeal import OPEN, AppealStatus
from pafyll.domain.rules.deadlines import norwegian_day

ENDS = tuple(status for status in AppealStatus if status not in OPEN)


@dataclass
class Numbers:
    """The appeals of one year against one kind of decision. days: from receipt to outcome, withdrawn left out."""

    year: int
    kind: str
    received: int = 0
    late: int = 0
    open: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    days: list[int] = field(default_factory=list)

    @property
    def ends(self) -> list[int]:
        """How many ended each way, in the order of ENDS."""
        return [self.outcomes[status.value] for status in ENDS]

    @property
    def median_days(self) -> int | None:
        return round(median(self.days)) if self.days else None

    @property
    def longest_days(self) -> int | None:
        return max(self.days, default=None)


def appeal_numbers(*, viewer: Viewer) -> list[Numbers]:
    """A row for each year and kind, the newest year first. One query."""
    return _counted(appeals_on_desk(viewer=viewer))


def _counted(appeals: Iterable[Appeal]) -> list[Numbers]:
    found: dict[tuple[int, str], Numbers] = {}
    for appeal in appeals:
        key = norwegian_day(appeal.submitted_at).year, kind_of(appeal.decision.kind).label
        _add(found.setdefault(key, Numbers(*key)), appeal)
    return [found[key] for key in sorted(found, key=lambda key: (-key[0], key[1]))]


def _add(numbers: Numbers, appeal: Appeal) -> None:
    numbers.received += 1
    numbers.late += appeal.is_late
    if appeal.status in OPEN:
        numbers.open += 1
        return
    numbers.outcomes[appeal.status] += 1
    if appeal.concluded_at is not None and appeal.status != AppealStatus.WITHDRAWN:
        numbers.days.append((norwegian_day(appeal.concluded_at) - norwegian_day(appeal.submitted_at)).days)
