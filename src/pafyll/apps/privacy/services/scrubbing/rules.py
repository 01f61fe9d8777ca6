"""Every rule after which something is removed, with what finds it: shown first, carried out when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from pafyll.apps.privacy.models import RetentionPeriod
from pafyll.apps.privacy.queries.own_rows import Me, OwnRows
from pafyll.apps.privacy.queries.periods import all_rules, cut_off, periods_in_force
from pafyll.apps.privacy.services.removing import remove
from pafyll.apps.privacy.services.scrubbing import leaving, rows
from pafyll.domain.privacy import Retention

Find = Callable[[date], QuerySet[Any]]
PEOPLE_A_NIGHT = 500

FOUND_BY: dict[str, tuple[tuple[Find, Callable[[QuerySet[Any]], None] | None], ...]] = {
    "unsent": ((rows.drafts, None), (rows.unsent_changes, rows.forget_changes)),
    "voluntary": ((rows.taken_back, None), (rows.consents_taken_back, None)),
    "asked": ((rows.invitations, rows.forget_who), (rows.answer_drafts, None)),
    "signed_up": ((rows.sign_ups, None),),
    "read": ((rows.readings, None),),
    "technical": ((rows.finished_jobs, None),),
    "session": ((rows.sessions, None),),
}
OF_PEOPLE = "left"  # left_contact and left_name go with it: nobody is removed by halves
WITH_IT = ("left_contact", "left_name")
ELSEWHERE = {  # the command that does it
    "staff_file": "forget_staff_files",
    "called": "forget_calls",
    "written_in_file": "forget_bulk_rows",
}


@dataclass(frozen=True)
class Due:
    """What a rule would remove: how many, or why nothing is."""

    rule: str
    before: date | None
    count: int = 0
    note: str = ""


def due(*, on: date) -> list[Due]:
    """What is past its time, by rule. Nothing is changed."""
    periods = periods_in_force(on)
    return [*(_due(code, on, periods) for code in FOUND_BY), _people_due(on, periods)]


def carry_out(*, on: date, at: datetime) -> list[Due]:
    """Removes it. Safe twice. Tells what was held because something else still needs it."""
    periods, done = periods_in_force(on), []
    for code in FOUND_BY:
        before = _before(code, on, periods)
        if before:
            done.append(_remove(code, before))
    return [*done, *_people(on, at, periods)]


def _due(code: str, on: date, periods: dict[str, RetentionPeriod]) -> Due:
    before = _before(code, on, periods)
    if before is None:
        return Due(code, None, note="no period is decided: manage.py set_retention")
    return Due(code, before, sum(find(before).count() for find, _how in FOUND_BY[code]))


def _people_due(on: date, periods: dict[str, RetentionPeriod]) -> Due:
    before = _people_before(on, periods)
    if before is None:
        return Due(OF_PEOPLE, None, note="no period is decided: manage.py set_retention")
    people = list(leaving.who_have_left(before).select_related("user")[:PEOPLE_A_NIGHT])
    held = sum(leaving.case_that_holds(OwnRows(Me(one, one.user))) is not None for one in people)
    note = f"{held} keep their names: their cases are archives (arkivlova § 13)" if held else ""
    return Due(OF_PEOPLE, before, len(people), note)


def _remove(code: str, before: date) -> Due:
    count, held = 0, []
    for find, how in FOUND_BY[code]:
        with transaction.atomic():
            found = find(before)
            count += found.count()
            if how is not None:
                how(found)
            else:
                held += remove([found])
    return Due(code, before, count, f"held: {', '.join(held)}" if held else "")


def _people(on: date, at: datetime, periods: dict[str, RetentionPeriod]) -> list[Due]:
    before = _people_before(on, periods)
    if before is None:
        return []
    people = list(leaving.who_have_left(before)[:PEOPLE_A_NIGHT])
    for person in people:
        leaving.scrub_person(person, at=at)
    return [Due(OF_PEOPLE, before, len(people))]


def _before(code: str, on: date, periods: dict[str, RetentionPeriod]) -> date | None:
    return cut_off(_rule(code), on, periods)


def _people_before(on: date, periods: dict[str, RetentionPeriod]) -> date | None:
    """The earliest of the three: what is kept longest decides when a person goes."""
    found = [cut_off(_rule(code), on, periods) for code in (OF_PEOPLE, *WITH_IT)]
    known = [one for one in found if one is not None]
    return min(known) if len(known) == len(found) else None


def _rule(code: str) -> Retention:
    return all_rules()[code]
