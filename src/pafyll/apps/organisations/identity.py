"""Identity numbers: whose they are, and the user behind a log-in. Never in an address, a list, a log or mail."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from pafyll.apps.accounts.models import LogIn, User
from pafyll.apps.accounts.sealing import finding_hash, opened, seal
from pafyll.apps.organisations.models import IdentityNumber, Person
from pafyll.domain.answers import Answer, no, require, yes
from pafyll.integrations.postgresql.reading import reading_everything

FINDS = "who logs in is nobody until her number is found"


class Unknown(Exception):
    """Nobody here is the one who logged in. code says why: unknown, closed or another."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@reading_everything(FINDS)
@transaction.atomic
def keep_number(*, person: Person, number: str, source: str, at: datetime) -> IdentityNumber:
    """Keeps a person's number, sealed. The same again changes nothing; another, or another's, is refused."""
    Person.objects.select_for_update().get(pk=person.pk)
    digest = finding_hash(number)
    have = IdentityNumber.objects.filter(person=person).first()
    if have is not None and have.digest == digest:
        return have
    require(_may_keep(number, have))
    require(_is_nobody_elses(digest))
    return IdentityNumber.objects.create(person=person, digest=digest, sealed=seal(number), source=source, kept_at=at)


def _may_keep(number: str, have: IdentityNumber | None) -> Answer:
    if len(number) != 11 or not (number.isascii() and number.isdigit()):
        return no("not_a_number", "Et fødselsnummer eller D-nummer har elleve siffer.", field="number")
    if have is not None:
        return no("has_another_number", "Personen er registrert med et annet nummer.", field="number")
    return yes()


def _is_nobody_elses(digest: str) -> Answer:
    if IdentityNumber.objects.filter(digest=digest).exists():
        return no("number_in_use", "Nummeret er registrert på en annen person.", field="number")
    return yes()


@reading_everything(FINDS)
def number_of(person: Person) -> str:
    """The number in clear, "" when none is kept. For casework's reveal_number, which says who asked and why."""
    kept = IdentityNumber.objects.filter(person=person).first()
    return opened(kept.sealed) if kept else ""


@reading_everything(FINDS)
def has_number(person: Person) -> bool:
    return IdentityNumber.objects.filter(person=person).exists()


@reading_everything(FINDS)
def person_with_number(number: str) -> Person | None:
    """The person behind a number, by its keyed hash."""
    kept = IdentityNumber.objects.filter(digest=finding_hash(number)).select_related("person__user").first()
    return kept.person if kept else None


@reading_everything(FINDS)
@transaction.atomic
def user_behind(*, issuer: str, subject: str, number: str, at: datetime) -> User:
    """The user who logged in: as the provider knows her, else by her number. Raises Unknown.

    A first log-in makes the user; nobody becomes somebody that no organisation has told us about.
    """
    link = LogIn.objects.filter(issuer=issuer, subject=subject).select_related("user").first()
    person = person_with_number(number) if number else None
    if link is not None:
        return _still_the_same(link.user, person)
    if person is None:
        raise Unknown("unknown")
    person = Person.objects.select_for_update().get(pk=person.pk)  # alone: a joined user would be from before the wait
    user = _user_of(person)
    stated = {"user": user, "linked_at": at}
    made, _is_new = LogIn.objects.get_or_create(issuer=issuer, subject=subject, defaults=stated)
    return _still_the_same(made.user, person)  # another window may have been first


def _still_the_same(user: User, person: Person | None) -> User:
    """A provider's name for somebody stands for one person for ever; a number that is another's stops it."""
    if person is not None and person.user_id != user.pk:
        raise Unknown("another")
    return _still_open(user)


def _still_open(user: User) -> User:
    if not user.is_active:
        raise Unknown("closed")
    return user


def _user_of(person: Person) -> User:
    if person.user is not None:
        return person.user
    user = User(username=uuid4().hex, first_name=person.first_name, last_name=person.last_name, email=person.email)
    user.set_unusable_password()
    user.save()
    person.user = user
    person.save(update_fields=["user"])
    return user
