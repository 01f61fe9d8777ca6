"""Mail to those who have a part in an award: written when the change is, never standing in its way."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q

from pafyll.apps.casework.services.mailing import Reader, post
from pafyll.apps.grants.models import Award
from pafyll.apps.organisations.models import Organisation, Person, RoleGrant
from pafyll.domain.rules.deadlines import norwegian_day

Role = RoleGrant.Role
OFFICERS = (Role.OWNER_OFFICER, Role.OWNER_DECIDER, Role.PROVIDER_OFFICER)


def tell_recipient(award: Award, letter: str, *, at: datetime, **facts: Any) -> None:
    """Posts grants/<letter> to the recipient's people: what follows an award is between them and the Governor.

    An organisation without anybody who handles grants gets it at its own address, if it has one.
    """
    _tell(award, award.recipient, letter, at, facts)


def tell_parties(award: Award, letter: str, *, at: datetime, **facts: Any) -> None:
    """The same to the recipient's people, and to the payee's where another passes the money on."""
    for party in dict.fromkeys([award.recipient, award.payee]):
        _tell(award, party, letter, at, facts)


def _tell(award: Award, party: Organisation, letter: str, at: datetime, facts: dict[str, Any]) -> None:
    post(f"grants/{letter}", _readers(party, at), award=award, party=party, **facts)


def _readers(party: Organisation, at: datetime) -> list[Reader]:
    """Those who handle grants there that day, else the party's own address."""
    day = norwegian_day(at)
    held = Q(role_grants__organisation=party, role_grants__role__in=OFFICERS, role_grants__starts_on__lte=day)
    stands = Q(role_grants__ends_before__isnull=True) | Q(role_grants__ends_before__gt=day)
    people = Person.objects.filter(held & stands).select_related("user").distinct().order_by("pk")
    readers = [Reader.of(one) for one in people]
    return [one for one in readers if one.address] or [Reader.of_organisation(party)]
