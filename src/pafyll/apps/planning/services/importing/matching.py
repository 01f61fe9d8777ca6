"""Whom a file means: by the owner's own number, else by e-mail among the owner's own people. Never by name alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from pafyll.apps.organisations.models import Employment, Organisation, Person
from pafyll.apps.planning.models import StaffNumber


@dataclass(frozen=True)
class Match:
    """Who a row of the file is. likely is someone to ask about; held says why nobody can be chosen."""

    person: int | None = None
    is_numbered: bool = False
    likely: int | None = None
    held: dict[str, Any] = field(default_factory=dict)


def matches_of(people: Sequence[tuple[str, Mapping[str, Any]]], owner: Organisation) -> dict[str, Match]:
    """The match of each (number, person's values). Four queries, however many they are."""
    known = _by_number([number for number, _values in people], owner)
    new = [(number, values) for number, values in people if number not in known]
    by_email = _by_email(new, owner)
    by_name = _by_name(new, owner)
    found = {number: Match(person=pk, is_numbered=True) for number, pk in known.items()}
    for number, values in new:
        found[number] = by_email.get(_email(values)) or by_name.get(_name(values)) or Match()
    return found


def _by_number(numbers: Sequence[str], owner: Organisation) -> dict[str, int]:
    rows = StaffNumber.objects.filter(owner=owner, number__in=numbers)
    return dict(rows.values_list("number", "person_id"))


def _by_email(people: Sequence[tuple[str, Mapping[str, Any]]], owner: Organisation) -> dict[str, Match]:
    """An address is enough for one of our own. It never opens another owner's people: theirs are held back."""
    wanted = {_email(values) for _number, values in people} - {""}
    if not wanted:
        return {}
    rows = Person.objects.filter(Q(email__in=wanted) | Q(email="", user__email__in=wanted)).select_related("user")
    found: dict[str, list[int]] = {}
    for person in rows:
        found.setdefault((person.email or person.user.email).lower(), []).append(person.pk)  # type: ignore[union-attr]
    own = _own([pk for keys in found.values() for pk in keys], owner)
    return {email: _of_address(email, keys, own) for email, keys in found.items()}


def _of_address(email: str, keys: list[int], own: set[int]) -> Match:
    mine = [pk for pk in keys if pk in own]
    if len(keys) == 1 and mine:
        return Match(person=mine[0])
    return Match(held={"code": "shared_address" if mine else "address_elsewhere", "email": email})


def _by_name(people: Sequence[tuple[str, Mapping[str, Any]]], owner: Organisation) -> dict[tuple[str, str], Match]:
    """One of our own with the same name and without a number of ours: likely the same, but somebody must say so."""
    last_names = {str(values.get("last_name") or "") for _number, values in people} - {""}
    if not last_names:
        return {}
    here = Employment.objects.filter(workplace__parent=owner).values("person")
    numbered = StaffNumber.objects.filter(owner=owner).values("person")
    rows = Person.objects.filter(last_name__in=last_names, pk__in=here).exclude(pk__in=numbered).order_by("-pk")
    return {_name({"first_name": one.first_name, "last_name": one.last_name}): Match(likely=one.pk) for one in rows}


def _own(people: Sequence[int], owner: Organisation) -> set[int]:
    """Those who have or had a position at one of the owner's schools."""
    rows = Employment.objects.filter(person__in=people, workplace__parent=owner)
    return set(rows.values_list("person_id", flat=True))


def _email(values: Mapping[str, Any]) -> str:
    return str(values.get("email") or "").strip().lower()


def _name(values: Mapping[str, Any]) -> tuple[str, str]:
    first, last = (str(values.get(name) or "").casefold() for name in ("first_name", "last_name"))
    return (first, last)
