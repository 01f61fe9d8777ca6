"""The staff of a school, and everything that is known of one of them, for her principal and for herself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from pafyll.apps.casework.models import Event
from pafyll.apps.casework.queries.history import VERBS
from pafyll.apps.organisations.models import Employment, Organisation, Person
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.organisations.reading import reading_everything
from pafyll.apps.planning.models import CreditsHeld, SubjectTaught, TeacherBackground
from pafyll.apps.planning.queries.facts import Known, known_of
from pafyll.apps.planning.queries.people import TeachingRow, teaching_row
from pafyll.domain.rules.qualification import UNKNOWN

WORDS = {
    "stated": _("registrerte"),
    "statement_confirmed": _("bekreftet"),
    "statement_set_back": _("satte tilbake"),
    "statement_undone": _("angret"),
    "assigned_subject": _("førte opp"),
    "took_out_subject": _("tok ut"),
}
UNDOABLE = ("stated", "statement_confirmed", "took_out_subject")


@dataclass(frozen=True)
class StaffRow:
    """Somebody who works at the school, and what she teaches there in the school year."""

    person: Person
    job: Employment
    taught: Sequence[TeachingRow]
    is_unconfirmed: bool
    has_background: bool

    @property
    def hours(self) -> Decimal:
        return sum((row.hours for row in self.taught), Decimal(0))

    @property
    def unknown(self) -> bool:
        return any(row.standing.verdict == UNKNOWN for row in self.taught)

    @property
    def must_be_followed_up(self) -> bool:
        return self.is_unconfirmed or self.unknown


@dataclass(frozen=True)
class HistoryLine:
    """Who wrote what about a person, what stood before and what stands now, and whether the viewer may undo it."""

    event: Event
    who: str
    verb: str
    may_undo: bool

    @property
    def facts(self) -> dict[str, Any]:
        facts: dict[str, Any] = self.event.facts
        return facts


@dataclass(frozen=True)
class Staff:
    """Everything that is known of one person's qualifications."""

    person: Person
    taught: Sequence[TeachingRow]
    credits: Sequence[CreditsHeld]
    background: TeacherBackground | None
    history: Sequence[HistoryLine]


def staff_of(*, viewer: Viewer, school: Organisation, school_year: int, day: date) -> list[StaffRow]:
    """Those employed at the school today: those to follow up first, then by name. Seven queries, however many."""
    if school.pk not in viewer.leads_schools and school.parent_id not in viewer.ranks_for:
        return []
    jobs = {job.person_id: job for job in _jobs(school, day)}
    people = Person.objects.filter(pk__in=list(jobs))
    known = known_of(people)
    taught = _taught(people, known, school_year, day, school)
    with_background = set(known.backgrounds)
    unconfirmed = {person for person, _what in known.unconfirmed}
    rows = [
        StaffRow(job.person, job, taught.get(pk, ()), pk in unconfirmed, pk in with_background)
        for pk, job in jobs.items()
    ]
    return sorted(rows, key=lambda row: (not row.must_be_followed_up, row.person.last_name, row.person.first_name))


def staff_member(*, viewer: Viewer, person: Person, school_year: int, day: date) -> Staff:
    """What is known of one person. Nine queries. The page has already checked who may see her."""
    people = Person.objects.filter(pk=person.pk)
    return Staff(
        person,
        _taught(people, known_of(people), school_year, day).get(person.pk, ()),
        list(CreditsHeld.objects.filter(person=person).order_by("subject")),
        TeacherBackground.objects.filter(person=person).first(),
        history_of_person(viewer=viewer, person=person),
    )


def people_led_by(viewer: Viewer, day: date) -> QuerySet[Person]:
    """Those employed today at the schools that the viewer leads."""
    now = Q(ends_before__isnull=True) | Q(ends_before__gt=day)
    jobs = Employment.objects.filter(now, workplace__in=viewer.leads_schools, starts_on__lte=day)
    return Person.objects.filter(pk__in=jobs.values("person"))


def school_of(viewer: Viewer, person: Person, day: date) -> Organisation:
    """The largest of the person's schools today among those that the viewer leads. One query."""
    now = Q(ends_before__isnull=True) | Q(ends_before__gt=day)
    jobs = Employment.objects.filter(now, person=person, workplace__in=viewer.leads_schools, starts_on__lte=day)
    return jobs.select_related("workplace__parent").order_by("-position_percent", "pk")[0].workplace


@reading_everything(
    "whoever leads a school where she works now reads it, which employments say and no key of the event"
)
def history_of_person(*, viewer: Viewer, person: Person) -> list[HistoryLine]:
    """What has been written about the person, newest first. One query. The last of each thing may be undone."""
    events = Event.objects.filter(about=f"qualifications:{person.pk}").select_related("by").order_by("-at", "-pk")
    seen: set[Any] = set()
    lines = []
    for event in events:
        facts = event.facts
        thing = (facts.get("what"), facts.get("subject"), facts.get("stage"), facts.get("school_year"))
        is_last, mine = thing not in seen, viewer.user is not None and event.by_id == viewer.user.pk
        seen.add(thing)
        verb = str(WORDS.get(event.verb, VERBS.get(event.verb, event.verb)))
        lines.append(HistoryLine(event, str(event.by or ""), verb, is_last and mine and event.verb in UNDOABLE))
    return lines


def _jobs(school: Organisation, day: date) -> QuerySet[Employment]:
    now = Q(ends_before__isnull=True) | Q(ends_before__gt=day)
    rows = Employment.objects.filter(now, workplace=school, starts_on__lte=day)
    return rows.select_related("person").order_by("position_percent", "-pk")


def _taught(
    people: QuerySet[Person], known: Known, school_year: int, day: date, school: Organisation | None = None
) -> dict[int, list[TeachingRow]]:
    """By person's key, the subject with most hours first."""
    rows = SubjectTaught.objects.filter(person__in=people.values("pk"), school_year=school_year)
    rows = rows.filter(school=school) if school else rows
    found: dict[int, list[TeachingRow]] = {}
    for row in rows.select_related("person", "school__parent").order_by("-hours_per_week", "subject", "pk"):
        found.setdefault(row.person_id, []).append(teaching_row(row, known, day))
    return found
