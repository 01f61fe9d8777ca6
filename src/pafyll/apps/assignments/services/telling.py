"""Mail about inquiries. Nothing that somebody without a log-in wrote is in a mail: it cannot carry others' words."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import override

from pafyll.apps.assignments.models import Inquiry
from pafyll.apps.casework.permissions.cases import in_force
from pafyll.apps.organisations.models import Person, RoleGrant

LANGUAGES = ("nb", "nn")
Role = RoleGrant.Role


def tell_inquirer(inquiry: Inquiry, letter: str, **facts: Any) -> None:
    """Writes to the one who asked, in the language that the form was sent in."""
    _tell(inquiry.email, inquiry.language, letter, inquiry=inquiry, **facts)


def tell_coordinators(inquiry: Inquiry, letter: str, *, day: date, **facts: Any) -> None:
    """Writes to those who receive inquiries at the provider that day, and to the one who is responsible."""
    for person in coordinators_of(inquiry.provider_id, day):
        if not _is_disqualified(inquiry, person):
            tell_person(person, letter, inquiry=inquiry, **facts)


def _is_disqualified(inquiry: Inquiry, person: Person) -> bool:
    return inquiry.statements.filter(person=person, outcome="disqualified", superseded_at__isnull=True).exists()


def coordinators_of(provider: int, day: date) -> list[Person]:
    """The coordinators of the provider that day; the deputy heads where there is none. One query."""
    grants = RoleGrant.objects.filter(
        in_force(day), organisation=provider, role__in=[Role.ASSIGNMENT_COORDINATOR, Role.DEPUTY_HEAD]
    ).select_related("person__user")
    found = list(grants.order_by("pk"))
    first = [one.person for one in found if one.role == Role.ASSIGNMENT_COORDINATOR]
    return first or [one.person for one in found]


def tell_person(person: Person, letter: str, **facts: Any) -> None:
    """Writes to somebody in their own form of Norwegian."""
    address = person.email or (person.user.email if person.user else "")
    language = person.user.language if person.user else "nb"
    if address:
        _tell(address, language, letter, person=person, **facts)


def _tell(address: str, language: str, letter: str, **facts: Any) -> None:
    """Goes out after the transaction. A mail server that is down is logged and stops nothing."""
    with override(language if language in LANGUAGES else "nb"):
        text = render_to_string(f"assignments/mail/{letter}.txt", facts)
    heading, _, body = text.strip().partition("\n")
    send = partial(send_mail, subject=heading.strip(), message=body.strip() + "\n", from_email=None)
    transaction.on_commit(partial(send, recipient_list=[address]), robust=True)
