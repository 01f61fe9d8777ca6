"""What stands in the way of another schedule: the limits that are full, and by how much they fall short."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import numpy as np

from pafyll.domain.planning.limits import ABSENCE, BUDGET, PLACES, Limit
from pafyll.domain.planning.model import Choice, Model
from pafyll.domain.planning.schedules import Ints
from pafyll.domain.planning.texts import Text
from pafyll.domain.rules.qualification import STAGES
from pafyll.domain.rules.subjects import subject_name
from pafyll.domain.values import Credits, Kroner, SchoolYear, percent_text


@dataclass(frozen=True)
class Block:
    """A limit that a schedule would overdraw, and what is missing, in the limit's own unit."""

    limit: Limit
    missing: int


@dataclass(frozen=True, eq=False)
class Standpoint:
    """A whole plan, from which other schedules are looked at."""

    model: Model
    choice: Choice

    @cached_property
    def left(self) -> Ints:
        return self.model.left(self.choice)

    @cached_property
    def unit_of(self) -> dict[tuple[str, str], int]:
        return {unit.id: number for number, unit in enumerate(self.model.units)}

    @cached_property
    def names(self) -> dict[str, str]:
        """person → her name, or her id where there is no name."""
        return {person.id: person.name or person.id for person in self.model.problem.people}

    @cached_property
    def weekly(self) -> dict[tuple[str, str], dict[str, Decimal]]:
        """(person, subject) → stage → hours a week, where they are known."""
        found: dict[tuple[str, str], dict[str, Decimal]] = defaultdict(dict)
        for gap in self.model.problem.gaps:
            if gap.weekly_hours is not None:
                found[gap.person, gap.subject][gap.stage] = gap.weekly_hours
        return found

    @cached_property
    def queues(self) -> dict[tuple[str, str], list[int]]:
        """(school, subject) → units."""
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, unit in enumerate(self.model.units):
            found[unit.person.school, unit.subject].append(number)
        return found

    def blocks(self, unit: int, schedule: int) -> tuple[Block, ...]:
        """What the unit's other schedule would overdraw, everyone else's staying as they are."""
        own = dict(self.model.uses(unit, int(self.choice[unit])))
        needed = [
            (row, amount - own.get(row, 0) - int(self.left[row])) for row, amount in self.model.uses(unit, schedule)
        ]
        return tuple(Block(self.model.limits[row], missing) for row, missing in needed if missing > 0)

    def easiest(self, unit: int, schedules: Ints) -> tuple[int, tuple[Block, ...]] | None:
        """The schedule with the fewest limits in its way, then the least missing; None when there is no schedule."""
        if not len(schedules):
            return None
        looked = self._cheapest(unit, schedules)
        missing = self._missing(unit, looked)
        best = int(looked[np.lexsort((looked, missing.sum(axis=1), (missing > 0).sum(axis=1)))[0]])
        return best, self.blocks(unit, best)

    def _missing(self, unit: int, schedules: Ints) -> Ints:
        """schedule × limit: what would be missing, as `blocks` tells it for one schedule."""
        draws, now = self.model.group(unit).draws, int(self.choice[unit])
        found = [_over(draws.shared, schedules, now, self.left[: len(self.model.shared)])]
        for amounts, rows in ((draws.release, self.model.absence_rows), (draws.load, self.model.load_rows)):
            has = rows[unit] >= 0
            found.append(_over(amounts[:, has], schedules, now, self.left[rows[unit][has]]))
        return np.concatenate(found, axis=1)

    def _cheapest(self, unit: int, schedules: Ints) -> Ints:
        """No more than a few dozen: those that cost least."""
        cost = self.model.group(unit).draws.cost[schedules]
        return schedules[np.lexsort((schedules, cost))[:24]]


def _over(amounts: Ints, schedules: Ints, now: int, left: Ints) -> Ints:
    """What other schedules draw beyond what is left when the present one is given up."""
    drawn = amounts[schedules]
    return np.where(drawn > 0, np.maximum(drawn - amounts[now] - left, 0), 0)


def text_of(model: Model, block: Block) -> Text:
    """What is full, when, and what is missing."""
    limit = block.limit
    year = model.problem.settings.first_year.start
    if limit.kind == BUDGET:
        return Text(
            "full_budget", {"year": str(year + limit.when), "missing": str(Kroner(block.missing)), **_total(limit)}
        )
    if limit.kind == PLACES:
        pool = next(pool for pool in model.problem.pools if pool.id == limit.who)
        name = pool.label or subject_name(pool.id)
        return Text(
            "full_places", {"year": str(SchoolYear(year + limit.when)), "places": str(limit.total), "pool": name}
        )
    if limit.kind == ABSENCE:
        school = next(school for school in model.problem.schools if school.id == limit.who)
        share = percent_text(school.largest_share_percent or Decimal(0))
        facts = {"school": school.name or school.id, "share": share, "when": month_of(year, limit.when)}
        return Text("full_absence", facts)
    most = Credits(Decimal(limit.total) / 2)
    return Text("full_load", {"year": str(SchoolYear(year + limit.when)), "most": str(most)})


def _total(limit: Limit) -> dict[str, str]:
    return {"total": str(Kroner(limit.total))}


def month_of(start: int, semester: int) -> str:
    """The month in which the semester begins: the same word in every written form of Norwegian."""
    return f"januar {start + semester // 2 + 1}" if semester % 2 else f"august {start + semester // 2}"


def remedy_of(model: Model, block: Block) -> Text:
    """What would take the limit out of the way."""
    limit, year = block.limit, model.problem.settings.first_year.start
    if limit.kind == BUDGET:
        return Text("more_money", {"year": str(year + limit.when), "missing": str(Kroner(block.missing))})
    if limit.kind == PLACES:
        pool = next(pool for pool in model.problem.pools if pool.id == limit.who)
        return Text(
            "more_places", {"year": str(SchoolYear(year + limit.when)), "pool": pool.label or subject_name(pool.id)}
        )
    if limit.kind == ABSENCE:
        school = next(school for school in model.problem.schools if school.id == limit.who)
        percent = percent_text(Decimal(block.missing) / 100)
        facts = {"school": school.name or school.id, "percent": percent, "when": month_of(year, limit.when)}
        return Text("more_absence", facts)
    return Text("less_load", {"year": str(SchoolYear(year + limit.when))})


def stage_name(stage: str) -> str:
    """The stage as it is written: 8.–10. trinn."""
    return STAGES.get(stage, stage)
