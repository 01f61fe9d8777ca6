"""Mail about a case, to a union's representatives and to the officer: nothing confidential is in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.models import Case, Consultation
from pafyll.apps.casework.permissions.cases import in_force
from pafyll.apps.casework.services.mailing import Reader, post
from pafyll.apps.organisations.models import RoleGrant


def tell_union(consultation: Consultation, letter: str, *, day: date, **facts: Any) -> None:
    """Writes to everyone who represents the union that day, each in their own language."""
    grants = RoleGrant.objects.filter(
        in_force(day), organisation=consultation.union, role=RoleGrant.Role.UNION_REPRESENTATIVE
    )
    users = {one.person.user for one in grants.select_related("person__user") if one.person.user}
    _tell(users, letter, consultation=consultation, case=consultation.case, **facts)


def tell_officer(case: Case, letter: str, *, day: date, **facts: Any) -> None:
    """Writes to those who handle the case that day: its officer unless disqualified, and substitutes."""
    _tell(handlers_of(case, day), letter, case=case, **facts)


def handlers_of(case: Case, day: date) -> list[User]:
    """The officer and the substitutes who have the case that day, without those who are disqualified."""
    disqualified = set(case.declarations.filter(in_force(day)).values_list("officer_id", flat=True))
    substitutes = [one.substitute for one in case.substitutes.filter(in_force(day)).select_related("substitute")]
    return [user for user in {case.officer, *substitutes} if user.pk not in disqualified]


def _tell(users: Iterable[User], letter: str, **facts: Any) -> None:
    readers = [Reader.of_user(user) for user in sorted(users, key=lambda one: one.pk)]
    post(f"casework/{letter}", readers, **facts)
