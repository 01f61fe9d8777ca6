"""What a teacher or her principal types in about education and credits, confirmed or set back. All of it in history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.models import Event
from pafyll.apps.casework.services import AlreadyChanged, Refusal, record, require
from pafyll.apps.organisations.models import Organisation, Person
from pafyll.apps.organisations.permissions import Viewer, viewer_of
from pafyll.apps.planning.models import CreditsHeld, TeacherBackground
from pafyll.apps.planning.permissions.staff import may_confirm, may_keep_staff, may_state
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.rules.subjects import SUBJECTS, TAUGHT_SUBJECTS

BY_TEACHER, BY_SCHOOL = "Oppgitt av læreren", "Registrert av skolen"
MOST_CREDITS = Decimal(300)
EDUCATION = "education"  # the thing that is not a subject, in the history of a person
KEPT = (
    "education",
    "educated_on",
    "hired_under_rules_before_2014",
    "vocational_route",
    "relevant_theory_year",
    "on_conditions",
)


@dataclass(frozen=True)
class Education:
    """How someone became a teacher. None and "" mean not known."""

    education: str = ""
    educated_on: date | None = None
    hired_under_rules_before_2014: bool | None = None
    vocational_route: bool | None = None
    relevant_theory_year: bool | None = None
    on_conditions: bool = False


def about(person: Person) -> str:
    """The key of a person's history of qualifications."""
    return f"qualifications:{person.pk}"


@transaction.atomic
def state_credits(
    *, person: Person, subject: str, credits: Decimal, school: Organisation | None = None, by: User, at: datetime
) -> CreditsHeld:
    """Writes how many credits the person has in the subject.

    school is where the one who writes it leads; without it, it is the person's own word, which waits for the
    principal.
    """
    require(_may_write(person, school, by, at))
    require(_are_credits(subject, credits))
    _hold(person)
    row = CreditsHeld.objects.filter(person=person, subject=subject).first() or CreditsHeld(
        person=person, subject=subject
    )
    before = _credits(row) if row.pk else None
    row.credits, row.source = credits, BY_SCHOOL if school else BY_TEACHER
    row.as_of, row.is_confirmed = norwegian_day(at), school is not None
    row.save()
    _record(person, "stated", subject, before, _credits(row), by, at)
    return row


@transaction.atomic
def state_education(
    *, person: Person, given: Education, school: Organisation | None = None, by: User, at: datetime
) -> TeacherBackground:
    """Writes how the person became a teacher. Whether she was hired on conditions is for the school to say."""
    require(_may_write(person, school, by, at))
    require(_is_past(given.educated_on, at))
    _hold(person)
    row = TeacherBackground.objects.filter(person=person).first() or TeacherBackground(person=person)
    before = _education(row) if row.pk else None
    for name in KEPT:
        if name != "on_conditions" or school:
            setattr(row, name, getattr(given, name))
    row.source = BY_SCHOOL if school else BY_TEACHER
    row.as_of, row.is_confirmed = norwegian_day(at), school is not None
    row.save()
    _record(person, "stated", EDUCATION, before, _education(row), by, at)
    return row


@transaction.atomic
def confirm_statement(*, person: Person, what: str, school: Organisation, by: User, at: datetime) -> None:
    """Confirms what the person typed in about a subject, or about her education."""
    row = _unconfirmed(person, what, school, by, at)
    before = _snapshot(row)
    row.is_confirmed, row.source = True, f"{BY_TEACHER}, bekreftet av skolen"
    row.as_of = norwegian_day(at)
    row.save()
    _record(person, "statement_confirmed", what, before, _snapshot(row), by, at)


@transaction.atomic
def set_back_statement(*, person: Person, what: str, school: Organisation, why: str, by: User, at: datetime) -> None:
    """Puts back what stood before the person typed something in, with a reason that she reads."""
    row = _unconfirmed(person, what, school, by, at)
    if not why.strip():
        raise Refusal(no("why_missing", "Skriv hvorfor det settes tilbake. Læreren leser det.", field="why"))
    stood = _last_confirmed(person, what)
    _put(row, stood)
    _record(person, "statement_set_back", what, _snapshot(row), stood, by, at, why=why.strip())


@transaction.atomic
def undo_statement(*, event: Event, person: Person, by: User, at: datetime) -> None:
    """Undoes what the same person wrote last, and puts back what stood before. Raises AlreadyChanged after others."""
    _hold(person)
    last = _events(person, event.facts["what"]).last()
    if last is None or last.pk != event.pk:
        raise AlreadyChanged("opplysningen")
    if event.by_id != by.pk or event.verb not in ("stated", "statement_confirmed"):
        raise Refusal(no("not_yours_to_undo", "Bare den som skrev opplysningen, kan angre den."))
    what, stood = event.facts["what"], event.facts["stood"]
    row = _row(person, what)
    if row is None:
        raise AlreadyChanged("opplysningen")
    before = _snapshot(row)
    _put(row, stood)
    _record(person, "statement_undone", what, before, stood, by, at)


def _may_write(person: Person, school: Organisation | None, by: User, at: datetime) -> Answer:
    viewer = _viewer(by, at)
    if school is None:
        return may_state(viewer, person)
    return may_keep_staff(viewer, person, school, norwegian_day(at))


def _unconfirmed(person: Person, what: str, school: Organisation, by: User, at: datetime) -> Any:
    require(may_confirm(_viewer(by, at), person, school, norwegian_day(at)))
    _hold(person)
    row = _row(person, what)
    if row is None or row.is_confirmed:
        raise AlreadyChanged("opplysningen")
    return row


def _are_credits(subject: str, credits: Decimal) -> Answer:
    if subject not in SUBJECTS.keys() | TAUGHT_SUBJECTS.keys():
        return no("unknown_subject", "Velg et fag fra listen.", field="subject")
    if not 0 <= credits <= MOST_CREDITS or credits * 2 != int(credits * 2):
        return no(
            "odd_credits",
            "Studiepoeng er fra 0 til {most}, i hele eller halve.",
            remedy="Står det vekttall på vitnemålet, velger du det som enhet.",
            field="credits",
            most=int(MOST_CREDITS),
        )
    return yes()


def _is_past(day: date | None, at: datetime) -> Answer:
    if day is None or day <= norwegian_day(at):
        return yes()
    return no("in_the_future", "Dagen utdanningen ble fullført, kan ikke ligge fram i tid.", field="educated_on")


def _viewer(by: User, at: datetime) -> Viewer:
    return viewer_of(by, day=norwegian_day(at))


def _hold(person: Person) -> None:
    """The person's row is locked, so that two who write about her come one after the other."""
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)


def _row(person: Person, what: str) -> Any:
    if what == EDUCATION:
        return TeacherBackground.objects.filter(person=person).first()
    return CreditsHeld.objects.filter(person=person, subject=what).first()


def _snapshot(row: Any) -> dict[str, Any]:
    return _education(row) if isinstance(row, TeacherBackground) else _credits(row)


def _credits(row: CreditsHeld) -> dict[str, Any]:
    return {"credits": str(row.credits), **_marks(row)}


def _education(row: TeacherBackground) -> dict[str, Any]:
    educated = row.educated_on.isoformat() if row.educated_on else None
    return {**{name: getattr(row, name) for name in KEPT}, "educated_on": educated, **_marks(row)}


def _marks(row: Any) -> dict[str, Any]:
    return {"source": row.source, "as_of": row.as_of.isoformat(), "is_confirmed": row.is_confirmed}


def _put(row: Any, stood: dict[str, Any] | None) -> None:
    """Makes the row what it was; it goes when there was none."""
    if stood is None:
        row.delete()
        return
    for name, value in stood.items():
        setattr(row, name, _read(name, value))
    row.save()


def _read(name: str, value: Any) -> Any:
    if name in ("as_of", "educated_on") and value:
        return date.fromisoformat(value)
    return Decimal(value) if name == "credits" else value


def _last_confirmed(person: Person, what: str) -> dict[str, Any] | None:
    """What stood before the person began to type: the newest confirmed that history remembers."""
    for event in _events(person, what).reverse():
        before: dict[str, Any] | None = event.facts.get("stood")
        if before is None or before["is_confirmed"]:
            return before
    return None


def _events(person: Person, what: str) -> Any:
    return Event.objects.filter(about=about(person), facts__what=what).order_by("at", "pk")


def _record(
    person: Person,
    verb: str,
    what: str,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
    by: User,
    at: datetime,
    *,
    why: str = "",
) -> None:
    record(about=about(person), verb=verb, by=by, at=at, why=why, what=what, stood=before, now=after)
