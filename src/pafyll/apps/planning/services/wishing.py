"""A teacher says what she would like to study, and takes it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import record, require
from pafyll.apps.organisations.permissions import Role, Viewer, viewer_of
from pafyll.apps.planning.models import StudyWish
from pafyll.apps.planning.permissions.plans import may_withdraw_wish
from pafyll.domain.answers import Answer, Refusal, first_no, no, yes
from pafyll.domain.rules.subjects import SUBJECTS
from pafyll.domain.values import SchoolYear
from pafyll.integrations.clock import OSLO


@dataclass(frozen=True)
class Wish:
    """A subject, the first school year that suits, the teacher's own words, and whether she would like company."""

    subject: str
    earliest_year: int
    note: str = ""
    with_others: bool = False


@transaction.atomic
def add_wish(*, wish: Wish, by: User, at: datetime) -> StudyWish:
    """Keeps the teacher's own wish. One live wish in a subject: another is refused, and says so."""
    day = at.astimezone(OSLO).date()
    viewer = viewer_of(by, day=day)
    require(first_no([_is_teacher(viewer), _is_subject(wish), _is_ahead(wish, SchoolYear.of(day))]))
    assert viewer.person is not None  # a teacher is a person
    try:
        with transaction.atomic():
            kept = StudyWish.objects.create(
                person=viewer.person,
                subject=wish.subject,
                earliest_year=wish.earliest_year,
                note=wish.note,
                with_others=wish.with_others,
                wished_at=at,
            )
    except IntegrityError:
        raise Refusal(_HAS_ONE) from None
    record(about=kept.about, verb="wished", by=by, at=at, subject=wish.subject, year=wish.earliest_year)
    return kept


@transaction.atomic
def withdraw_wish(*, wish: StudyWish, by: User, at: datetime) -> None:
    """Takes the wish back. It stays in the history; twice does nothing new."""
    require(may_withdraw_wish(viewer_of(by, day=at.astimezone(OSLO).date()), wish))
    if StudyWish.objects.filter(pk=wish.pk, withdrawn_at__isnull=True).update(withdrawn_at=at):
        record(about=wish.about, verb="withdrawn", by=by, at=at)


_HAS_ONE = no(
    "has_wish",
    "Du har allerede et ønske i dette faget.",
    remedy="Trekk det gamle først hvis du vil skrive et nytt.",
    field="subject",
)


def _is_teacher(viewer: Viewer) -> Answer:
    if viewer.person is not None and viewer.has_role(Role.TEACHER):
        return yes()
    return no("not_teacher", "Bare lærere kan legge inn studieønsker her.", remedy="Be skolen registrere deg.")


def _is_subject(wish: Wish) -> Answer:
    if wish.subject in SUBJECTS:
        return yes()
    return no("unknown_subject", "Faget står ikke i listen.", remedy="Velg et fag fra listen.", field="subject")


def _is_ahead(wish: Wish, current: SchoolYear) -> Answer:
    if wish.earliest_year > current.start:
        return yes()
    return no(
        "year_has_begun",
        "Skoleåret {year} har begynt, og planlegges ikke nå.",
        remedy="Velg et senere skoleår.",
        field="earliest_year",
        year=str(SchoolYear(wish.earliest_year)),
    )
