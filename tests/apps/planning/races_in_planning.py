"""Eight who adopt plans in the same moment, and somebody who writes while a file of staff is read in. Alone."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pafyll.config.settings.test")
    django.setup()

from django.core.management import call_command

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.models import Event
from pafyll.apps.planning.models import CompetencePlan, PlannedCost, StaffImport
from pafyll.apps.planning.services.importing import staging
from pafyll.apps.planning.services.importing.applying import apply_preview
from pafyll.apps.planning.services.plans import adopt_plan
from tests.apps.planning.importing import municipality
from tests.apps.planning.small_owner import SmallOwner, small_owner
from tests.factories import (
    CompetencePlanFactory,
    JobFactory,
    PersonFactory,
    PlanLineFactory,
    PlanRunFactory,
    RoleGrantFactory,
)
from tests.factories.base import NOW
from tests.races import DONE, ROUNDS, THREADS, at_once

FEW = ROUNDS if ROUNDS >= 200 else 2


def violations(rounds: int = FEW) -> list[str]:
    """What went wrong, in words: an owner has one plan in force, adopted once, whose costs are booked once."""
    fjordvik = small_owner(hours=(9,))
    grants = [RoleGrantFactory(owner_decider=True, organisation=fjordvik.owner) for _ in range(THREADS)]
    deciders = [grant.person.user for grant in grants]
    races = (all_adopt_one, some_adopt_each)
    found = [
        f"round {number}: {wrong}" for number in range(rounds) for race in races for wrong in race(fjordvik, deciders)
    ]
    return [*found, *others_write_meanwhile()]


def all_adopt_one(fjordvik: SmallOwner, deciders: list[User]) -> Iterator[str]:
    """The same run: it is put in force once, and the others are told that it is."""
    plan = _computed(fjordvik)
    outcomes = at_once(*(_adopts(plan, by) for by in deciders))
    if outcomes.count(DONE) != 1:
        yield f"{outcomes.count(DONE)} adopted one run: {sorted(outcomes)}"
    yield from _after(fjordvik, outcomes)
    if (times := Event.objects.filter(about=plan.about, after="adopted").count()) != 1:
        yield f"the plan became adopted {times} times"


def some_adopt_each(fjordvik: SmallOwner, deciders: list[User]) -> Iterator[str]:
    """Two plans: one is in force in the end, and each was adopted once."""
    plans = [_computed(fjordvik), _computed(fjordvik)]
    outcomes = at_once(*(_adopts(plans[number % 2], by) for number, by in enumerate(deciders)))
    if outcomes.count(DONE) != 2:
        yield f"{outcomes.count(DONE)} adopted two plans: {sorted(outcomes)}"
    yield from _after(fjordvik, outcomes)


class Quiet:
    """Nobody asks how far the work has come."""

    def __call__(self, done: int, total: int, text: str = "") -> None:
        return None

    def finish(self, result: dict[str, object] | None = None) -> None:
        return None


def others_write_meanwhile() -> Iterator[str]:
    """A file of staff is confirmed batch by batch; somebody else saves a page again and again until it is done."""
    town = municipality()
    staging.CHUNK = 4
    kept = town.previewed(*(f"{number};Kari{number};Nordvik;;@;100;Norsk;1-7;9;60" for number in range(40)))
    meanwhile: list[str] = []

    def write() -> None:
        for _ in range(1000):
            status = StaffImport.objects.get(pk=kept.pk).status
            if status == "done":
                return
            Event.objects.create(about="page", verb="saved", at=NOW)
            meanwhile.append(status)
            time.sleep(0.01)

    job = JobFactory(kind="staff_apply", about=kept.about, arguments={"import": kept.pk}, started_by=town.siri)
    outcomes = at_once(lambda: apply_preview(job, Quiet()), write)
    if outcomes != [DONE, DONE]:
        yield f"reading in a file and saving a page ended {outcomes}"
    if meanwhile.count("writing") < 2:
        yield f"nobody else got to write while the file was read in: {meanwhile}"
    if (people := StaffImport.objects.get(pk=kept.pk).counts["people_written"]) != 40:
        yield f"{people} of 40 people were written"


def _after(fjordvik: SmallOwner, outcomes: list[str]) -> Iterator[str]:
    if odd := set(outcomes) - {DONE, "Refusal", "AlreadyChanged"}:
        yield f"adopting met {sorted(odd)}"
    in_force = CompetencePlan.objects.filter(owner=fjordvik.owner, status="adopted")
    if in_force.count() != 1:
        yield f"{in_force.count()} plans are in force"
    booked = PlannedCost.objects.filter(owner=fjordvik.owner, removed_at=None).exclude(plan=None)
    if (costs := list(booked.values_list("plan", "amount"))) != [(in_force.get().pk, 50_000)]:
        yield f"booked: {costs}"


def _computed(fjordvik: SmallOwner) -> CompetencePlan:
    plan = CompetencePlanFactory(owner=fjordvik.owner, status="computed", first_year=2026)
    run = PlanRunFactory(plan=plan)
    PlanLineFactory(run=run, person=PersonFactory(), school=fjordvik.school, school_year=2026)
    return CompetencePlan.objects.get(pk=plan.pk)


def _adopts(plan: CompetencePlan, by: User) -> Callable[[], object]:
    mine = CompetencePlan.objects.select_related("owner").get(pk=plan.pk)
    return lambda: adopt_plan(plan=mine, by=by, at=NOW)


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    wrong = violations()
    print("\n".join(wrong))
    raise SystemExit(bool(wrong))
