"""Showing an identity number to somebody who needs it: said who, whose, when and why, before it is shown."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.models import Event
from pafyll.apps.casework.services.recording import record
from pafyll.apps.organisations.identity import number_of
from pafyll.apps.organisations.models import Person
from pafyll.apps.organisations.permissions import may_see_number, viewer_of
from pafyll.domain.answers import Answer, no, require, yes
from pafyll.domain.rules.deadlines import norwegian_day

REVEALED = "reveal"
SHORTEST = 10


@transaction.atomic
def reveal_number(*, person: Person, why: str, by: User, at: datetime) -> str:
    """The person's identity number, noted on the person with the reason. Refused without one."""
    require(may_see_number(viewer_of(by, day=norwegian_day(at)), person))
    require(_says_why(why))
    number = number_of(person)
    require(_is_kept(number))
    record(about=f"person:{person.pk}", verb=REVEALED, by=by, at=at, why=why)
    return number


def reveals_of(person: Person) -> list[Event]:
    """Everybody who has seen the person's number, the latest first: for the person herself."""
    seen = Event.objects.filter(about=f"person:{person.pk}", verb=REVEALED)
    return list(seen.select_related("by").order_by("-at", "-pk"))


def _says_why(why: str) -> Answer:
    if len(why.strip()) >= SHORTEST:
        return yes()
    return no(
        "no_reason",
        "Skriv hvorfor du trenger nummeret, med minst {shortest} tegn.",
        law="personopplysningsloven § 12",
        field="why",
        shortest=SHORTEST,
    )


def _is_kept(number: str) -> Answer:
    if number:
        return yes()
    return no("no_number", "Påfyll har ikke fødselsnummeret til denne personen.", field="why")
