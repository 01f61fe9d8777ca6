"""Mail about agreements and invoices: written when the change is, never standing in its way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from pafyll.apps.accounts.models import User
from pafyll.apps.agreements.models import Agreement, AgreementVersion, Invoice
from pafyll.apps.agreements.permissions import COUNTERPARTS, SIGNS_FOR_PROVIDER, WRITES, signs_for_counterpart
from pafyll.apps.casework.services.mailing import Reader, post
from pafyll.apps.organisations.models import Organisation, Person


def tell_signers(version: AgreementVersion, *, day: date) -> None:
    """To those who may sign, of both parties: there is something to sign."""
    agreement = version.agreement
    for person in holders(agreement.provider_id, SIGNS_FOR_PROVIDER, day=day):
        _write(person, "to_sign", version=version, agreement=agreement)
    role = signs_for_counterpart(agreement.counterpart)
    _tell(agreement.counterpart, (role,), "to_sign", day=day, version=version, agreement=agreement)


def tell_signed(version: AgreementVersion, *, day: date) -> None:
    """To the provider's writers and the counterpart: both have signed, and it is in force."""
    _both(version.agreement, "signed", day=day, version=version)


def tell_writer(version: AgreementVersion, *, by: User) -> None:
    """To the one who prepared it: it came back. Not when they took it back themselves."""
    if version.prepared_by_id == by.pk:
        return
    person = Person.objects.filter(user=version.prepared_by).select_related("user").first()
    if person is not None:
        _write(person, "sent_back", version=version, agreement=version.agreement)


def tell_ending(version: AgreementVersion, *, days: int, day: date) -> None:
    """To both parties: it runs out soon."""
    _both(version.agreement, "ending", day=day, version=version, days=days)


def tell_incident(agreement: Agreement, *, day: date, **facts: Any) -> None:
    """To both parties: force majeure or a termination is registered."""
    _both(agreement, "incident", day=day, **facts)


def tell_recipient(invoice: Invoice, *, day: date) -> None:
    """To the recipient: an invoice or a credit note has come."""
    _tell(invoice.recipient, COUNTERPARTS, "invoice", day=day, invoice=invoice, agreement=invoice.agreement)


def holders(organisation: int, roles: Iterable[str], *, day: date) -> list[Person]:
    """Those who have one of the roles at the organisation that day. One query."""
    held = Q(role_grants__organisation=organisation, role_grants__role__in=list(roles), role_grants__starts_on__lte=day)
    stands = Q(role_grants__ends_before__isnull=True) | Q(role_grants__ends_before__gt=day)
    return list(Person.objects.filter(held & stands).select_related("user").distinct().order_by("pk"))


def _both(agreement: Agreement, letter: str, *, day: date, **facts: Any) -> None:
    for person in holders(agreement.provider_id, WRITES, day=day):
        _write(person, letter, agreement=agreement, **facts)
    _tell(agreement.counterpart, COUNTERPARTS, letter, day=day, agreement=agreement, **facts)


def _tell(organisation: Organisation, roles: Iterable[str], letter: str, *, day: date, **facts: Any) -> None:
    """To everyone in the roles, or to the organisation's own address where nobody is."""
    readers = [Reader.of(person) for person in holders(organisation.pk, roles, day=day)]
    found = [one for one in readers if one.address] or [Reader.of_organisation(organisation)]
    post(f"agreements/{letter}", found, **facts)


def _write(person: Person, letter: str, **facts: Any) -> None:
    post(f"agreements/{letter}", [Reader.of(person)], **facts)
