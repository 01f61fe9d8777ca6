"""Filling an empty installation from two files: the organisations, and the first people who may act for them.

Whoever runs the installation does it from the command line; from then on each organisation gives its own people roles.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from pafyll.apps.organisations.identity import has_number, keep_number, person_with_number
from pafyll.apps.organisations.models import Organisation, Person, RoleGrant
from pafyll.apps.organisations.permissions import ROLES_BY_KIND
from pafyll.apps.organisations.queries import people_with_address
from pafyll.domain.answers import Refusal, no
from pafyll.domain.rules.deadlines.counting import norwegian_day
from pafyll.integrations.tables.checks import Checked
from pafyll.integrations.tables.reader import RawTable
from pafyll.integrations.tables.registering import check_organisations, check_people

REGISTERED = {
    "kind": "kind",
    "name": "name",
    "municipality": "municipality_code",
    "county": "county_code",
    "email": "email",
    "stages": "stages",
    "written_form": "written_form",
}
REASON = "Registrert fra kommandolinjen"


@dataclass(frozen=True)
class Told:
    """What becomes of a row: what it is about, with what is added to it, and new, changed or same."""

    what: str
    outcome: str


def judge_organisations(raw: RawTable) -> Checked:
    """The file's rows and every fault in it."""
    return check_organisations(
        raw, Organisation.Kind.values, set(Organisation.objects.values_list("number", flat=True))
    )


def judge_people(raw: RawTable) -> Checked:
    """The file's rows and every fault in it."""
    kinds = Organisation.objects.values_list("number", "kind")
    roles_at = {number: ROLES_BY_KIND[Organisation.Kind(kind)] for number, kind in kinds}
    return check_people(raw, roles_at, RoleGrant.Role.values)


@transaction.atomic
def register_organisations(checked: Checked, *, source: str, save: bool) -> list[Told]:
    """Registers every row of a file without faults, or shows what it would do. The same again changes nothing."""
    rows = list(checked.frame.iter_rows(named=True))
    told = [_organisation(row, source) for row in rows]
    for row in rows:
        _owned(row)
    transaction.set_rollback(not save)
    return told


def _organisation(row: dict[str, Any], source: str) -> Told:
    said = {field: row[column] for column, field in REGISTERED.items() if column in row}
    if said.get("written_form"):
        said["written_form_source"] = source
    what = f"{row['number']} {row['name']}"
    have = Organisation.objects.filter(number=row["number"]).first()
    if have is None:
        Organisation.objects.create(number=row["number"], **said)
        return Told(what, "new")
    changed = [field for field, value in said.items() if getattr(have, field) != value]
    for field in changed:
        setattr(have, field, said[field])
    if changed:
        have.save(update_fields=changed)
    return Told(what, "changed" if changed else "same")


def _owned(row: dict[str, Any]) -> None:
    """After all rows are in, because an owner may stand below its schools."""
    if row.get("parent"):
        owner = Organisation.objects.get(number=row["parent"])
        Organisation.objects.filter(number=row["number"]).exclude(parent=owner).update(parent=owner)


@transaction.atomic
def register_people(checked: Checked, *, source: str, at: datetime, save: bool) -> list[Told]:
    """Registers the people of a file without faults with their roles, or shows what it would do.

    Somebody is known again by the address. Raises Refusal, with the row, when the number is somebody else's, so that a
    slip in a file gives nobody another's roles; then nothing is registered.
    """
    told = []
    for number, row in enumerate(checked.frame.iter_rows(named=True), start=2):
        try:
            told.append(_person(row, source, at))
        except Refusal as refusal:
            raise Refusal(no(refusal.answer.code, f"Rad {number}: {refusal.answer.text}")) from None
    transaction.set_rollback(not save)
    return told


def _person(row: dict[str, Any], source: str, at: datetime) -> Told:
    number = row.get("identity_number") or ""
    person = _known(row["email"], number)
    is_new = person is None
    if person is None:
        names = {"first_name": row["first_name"], "last_name": row["last_name"]}
        person = Person.objects.create(**names, email=row["email"])
    role = f"{RoleGrant.Role(row['role']).label}"
    added = {"identity number": _number(person, number, source, at), f"role {role}": _role(person, row, source, at)}
    words = " and ".join(what for what, is_added in added.items() if is_added)
    if is_new or not words:
        return Told(f"{person}, {role}", "new" if is_new else "same")
    return Told(f"{person}, {words} added", "changed")


def _number(person: Person, number: str, source: str, at: datetime) -> bool:
    """Whether a number was added now. Raises Refusal where another is kept."""
    if not number:
        return False
    had = has_number(person)
    keep_number(person=person, number=number, source=source, at=at)
    return not had


def _known(email: str, number: str) -> Person | None:
    with_number = person_with_number(number) if number else None
    with_address = people_with_address(email)
    if len(with_address) > 1:
        raise Refusal(no("several_have_address", "Flere er registrert med denne e-postadressen."))
    found = with_address[0] if with_address else None
    if with_number is not None and with_number != found:
        raise Refusal(no("two_people", "Fødselsnummeret er registrert på en person med en annen e-postadresse."))
    return found


def _role(person: Person, row: dict[str, Any], source: str, at: datetime) -> bool:
    """Whether the role was given now; one that is in force, or begins later, is not given twice."""
    day = row.get("starts_on") or norwegian_day(at)
    organisation = Organisation.objects.get(number=row["organisation"])
    same = RoleGrant.objects.filter(person=person, role=row["role"], organisation=organisation)
    if same.filter(Q(ends_before__isnull=True) | Q(ends_before__gt=day)).exists():
        return False
    reason = f"{REASON}: {source}"[:300]
    RoleGrant.objects.create(
        person=person, role=row["role"], organisation=organisation, starts_on=day, reason=reason, granted_at=at
    )
    return True
