"""Plans for the country, as the directorate sees them: figures for each owner, never so few that they show people."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.planning.models import NationOwner, NationPlan
from pafyll.domain.lifecycles.nation_plan import NationPlanStatus as S
from pafyll.domain.planning.publishing import FEWEST_SHOWN
from pafyll.domain.rules.subjects import subject_name


@dataclass(frozen=True)
class OwnerRow:
    """What the plan gives an owner. is_hidden: too few people lack credits there for the other figures to be shown."""

    name: str
    left_out: str
    is_hidden: bool
    places: int
    gaps: int | None = None
    closed: int | None = None
    hours_without: Decimal | None = None
    hours: Decimal | None = None


@dataclass(frozen=True)
class SubjectRow:
    """How many of the places in a subject the plan uses, over all the years."""

    name: str
    places: int
    taken: int


@dataclass(frozen=True)
class Reached:
    """How far a computation has come: parts of its present step, and whether some have stopped."""

    step: int
    done: int
    total: int


def nation_plans(*, viewer: Viewer) -> QuerySet[NationPlan]:
    """Every plan for the country, newest first; none for those outside the directorate. One query."""
    rows = NationPlan.objects.select_related("started_by").annotate(owner_count=Count("owners"))
    return rows if viewer.works_for_directorate else rows.none()


def national_places(first_year: int) -> dict[str, int]:
    """subject → places in the study offers that are published for the school year. One query."""
    rows = StudyOffer.objects.filter(study_year=first_year, status=StudyOffer.Status.PUBLISHED)
    sums = rows.values_list("programme__subject").annotate(places=Sum("capacity")).order_by("programme__subject")
    return {subject: places for subject, places in sums if subject and places}


def newest_study_year() -> int | None:
    """The latest school year that study offers are published for."""
    rows = StudyOffer.objects.filter(status=StudyOffer.Status.PUBLISHED).order_by("-study_year")
    return rows.values_list("study_year", flat=True).first()


def reached_by(nation: NationPlan) -> Reached:
    """The step that is being answered. One query."""
    parts = nation.parts.values("step").annotate(done=Count("pk", filter=Q(is_answered=True)), total=Count("pk"))
    last = parts.order_by("-step").first()
    return Reached(last["step"], last["done"], last["total"]) if last else Reached(0, 0, 0)


def rows_of(nation: NationPlan) -> list[OwnerRow]:
    """One row for each owner, by name. One query."""
    owners = list(nation.owners.select_related("plan__owner"))
    hidden = _hidden(owners)
    return sorted((_row(one, is_hidden=one.pk in hidden) for one in owners), key=lambda row: row.name)


def _hidden(owners: list[NationOwner]) -> set[int]:
    """Owners with few people; where that is one owner alone, the next as well: else the sums would tell."""
    counted = sorted((one.people, one.pk) for one in owners if one.people)
    few = [pk for people, pk in counted if people < FEWEST_SHOWN]
    return {pk for _, pk in counted[:2]} if len(few) == 1 else set(few)


def _row(one: NationOwner, *, is_hidden: bool) -> OwnerRow:
    name, places = one.plan.owner.name, sum(sum(taken) for taken in one.taken.values())
    if is_hidden or one.left_out:
        return OwnerRow(name, one.left_out, is_hidden, places)
    return OwnerRow(name, "", False, places, one.gaps, one.closed, one.hours_without, one.hours)


def subjects_of(nation: NationPlan) -> list[SubjectRow]:
    """One row for each subject with shared places. One query."""
    taken: dict[str, int] = {}
    for used in nation.owners.values_list("taken", flat=True):
        for subject, places in used.items():
            taken[subject] = taken.get(subject, 0) + sum(places)
    return [
        SubjectRow(subject_name(subject), places * nation.years, taken.get(subject, 0))
        for subject, places in nation.places.items()
    ]


def is_computing(nation: NationPlan) -> bool:
    return nation.status == S.COMPUTING
