"""Mail about inquiries. Nothing that somebody without a log-in wrote is in a mail: it cannot carry others' words."""

from __future__ import annotations

from datetime import date
from typing import Any

from pafyll.apps.assignments.models import Inquiry
from pafyll.apps.assignments.permissions.disqualified import disqualified_in
from pafyll.apps.assignments.queries.staff import coordinators_of, leaders_at
from pafyll.apps.casework.services.mailing import Reader, post
from pafyll.apps.organisations.models import Person


def tell_inquirer(inquiry: Inquiry, letter: str, **facts: Any) -> None:
    """Writes to the one who asked, in the language that the form was sent in."""
    post(f"assignments/{letter}", [Reader(inquiry.email, inquiry.language)], inquiry=inquiry, **facts)


def tell_coordinators(inquiry: Inquiry, letter: str, *, day: date, **facts: Any) -> None:
    """Writes to those who receive inquiries at the provider that day, and to the one who is responsible.

    Not to one who is disqualified in it, or who reads inquiries no more.
    """
    told = {one.pk: one for one in coordinators_of(inquiry.provider_id, day)}
    told |= {one.pk: one for one in leaders_at(inquiry.provider_id, day=day).filter(pk=inquiry.responsible_id or 0)}
    for key in sorted(told.keys() - disqualified_in(inquiry)):
        tell_person(told[key], letter, inquiry=inquiry, **facts)


def tell_person(person: Person, letter: str, **facts: Any) -> None:
    """Writes to somebody in their own form of Norwegian."""
    post(f"assignments/{letter}", [Reader.of(person)], person=person, **facts)
