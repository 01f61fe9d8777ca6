"""Finding somebody or a case, and what is known of her: for those who help people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from pafyll.apps.applications.models import AllocationResult, Application
from pafyll.apps.casework.models import Decision, Event
from pafyll.apps.casework.queries import VERBS
from pafyll.apps.casework.services.revealing import REVEALED
from pafyll.apps.organisations.models import Person
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.organisations.reading import reading_everything
from pafyll.apps.planning.models import CompetencePlan, PlanLine
from pafyll.apps.privacy.models import PersonMerge, Reading
from pafyll.apps.privacy.permissions import may_support
from pafyll.apps.privacy.queries.own_rows import Me, OwnRows
from pafyll.apps.privacy.services.scrubbing.leaving import SCRUBBED
from pafyll.apps.privacy.services.seeing_as import SEEN_AS
from pafyll.domain.lifecycles.allocation import RunStatus

MOST = 50
FEW = 5
WORDS = VERBS | {
    REVEALED: _("så fødselsnummeret"),
    SEEN_AS: _("så sidene slik personen ser dem"),
    SCRUBBED: _("slettet det som var gått ut på tid"),
    "asked_for_deletion": _("ba om sletting"),
    "start": _("begynte på søknaden"),
    "merged": _("slo sammen to registreringer"),
    "merge_undone": _("gjorde om en sammenslåing"),
    "wished": _("ønsket et studium"),
}
LATEST = 30


def found_people(*, viewer: Viewer, words: str) -> QuerySet[Person]:
    """People by name, address, or the number of an application, a decision or an appeal. Nobody without words."""
    people = Person.objects.select_related("user").order_by("last_name", "first_name", "pk")
    if not may_support(viewer) or not words.strip():
        return people.none()
    for word in words.split()[:5]:
        people = people.filter(_by_name(word) | Q(pk__in=_behind_number(word)))
    return people[:MOST]


def looked_up_lately(*, viewer: Viewer) -> list[Person]:
    """The last few whom the viewer has helped, the latest first: she is often called again. Two queries."""
    if not may_support(viewer) or viewer.user is None:
        return []
    rows = Reading.objects.filter(reader=viewer.user, what=Reading.What.SUPPORT).values_list("person", flat=True)
    keys = list(dict.fromkeys(rows[:MOST]))[:FEW]
    found = Person.objects.in_bulk(keys)
    return [found[key] for key in keys]


def supported_people(*, viewer: Viewer) -> QuerySet[Person]:
    return Person.objects.select_related("user") if may_support(viewer) else Person.objects.none()


def merges_of(person: Person) -> QuerySet[PersonMerge]:
    """Those that the person was merged with, and that still stand."""
    return PersonMerge.objects.filter(kept=person, undone_at__isnull=True).select_related("gone", "merged_by")


def _by_name(word: str) -> Q:
    return Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(email__icontains=word)


@reading_everything("a number leads whoever helps people to a person, whom she then asks for with a reason")
def _behind_number(word: str) -> set[int]:
    """The people behind an application's own number, or a case number of a decision about an application."""
    found = set(Application.objects.filter(number__iexact=word).values_list("person", flat=True))
    abouts = Decision.objects.filter(Q(case_number=word) | Q(appeals__case_number=word)).values_list("about", flat=True)
    keys = [int(key) for kind, _colon, key in (one.partition(":") for one in abouts) if kind == "application"]
    return found | set(Application.objects.filter(pk__in=keys).values_list("person", flat=True))


@dataclass(frozen=True)
class Known:
    """One person, as the one who helps her needs to see her."""

    person: Person
    employments: list[Any]
    roles: list[Any]
    applications: list[Application]
    results: list[AllocationResult]
    plan_lines: list[PlanLine]
    events: list[tuple[Event, str]]  # with what happened in words


@reading_everything("whoever helps a person sees what is known of her; each look is noted, and shown to her")
def known_of(person: Person) -> Known:
    """Where she works, what she may do, what she has applied for and why it became so, and what happened last."""
    return Known(
        person,
        list(person.employments.select_related("workplace")),
        list(person.role_grants.select_related("organisation").order_by("-starts_on")),
        list(person.applications.select_related("round").order_by("-round__study_year", "-pk")),
        list(_results(person)),
        list(_plan_lines(person)),
        [(event, str(WORDS.get(event.verb, event.verb))) for event in _events(person)],
    )


def _results(person: Person) -> QuerySet[AllocationResult]:
    """Of runs that were decided: what is only tried out is nobody's answer."""
    rows = AllocationResult.objects.filter(application__person=person, run__status=RunStatus.DECIDED)
    return rows.select_related("application__round", "offer__programme__provider").order_by("-run__decided_at")


def _plan_lines(person: Person) -> QuerySet[PlanLine]:
    """Of plans that are adopted: what the others hold is somebody's trial."""
    adopted = CompetencePlan.objects.filter(run_in_force__isnull=False).values("run_in_force")
    return PlanLine.objects.filter(person=person, run__in=adopted).order_by("school_year", "pk")


def _events(person: Person) -> QuerySet[Event]:
    abouts = OwnRows(Me(person, person.user)).abouts
    return Event.objects.filter(about__in=abouts).select_related("by").order_by("-at", "-pk")[:LATEST]
