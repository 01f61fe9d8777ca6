"""Competence plans, their runs and lines: whose they are decides who sees them, and who sees the people in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet

from pafyll.apps.organisations.models import Organisation, Person
from pafyll.apps.organisations.permissions import Role, Viewer
from pafyll.apps.planning.models import CompetencePlan, PlanGap, PlanLine, PlanMove, PlanRun, StudyWish
from pafyll.domain.lifecycles.competence_plan import PlanStatus as S
from pafyll.domain.values import SchoolYear, Semester

FEWEST_SHOWN = 5
ORDER = {S.ADOPTED: 0, S.PROPOSED: 1, S.COMPUTED: 2, S.DRAFT: 3, S.REPLACED: 4, S.WITHDRAWN: 5}


def visible_plans(viewer: Viewer) -> QuerySet[CompetencePlan]:
    """The plans of the owners that the viewer works for."""
    rows = CompetencePlan.objects.filter(owner__in=viewer.ranks_for)
    return rows.select_related("owner", "run_in_force", "copied_from", "adopted_by")


def plans_of(*, viewer: Viewer, owner: Organisation) -> list[CompetencePlan]:
    """The owner's plans: the one in force first, then those being made, then those that are over. One query."""
    rows = visible_plans(viewer).filter(owner=owner).annotate(last_run=Max("runs__number"))
    return sorted(rows, key=lambda plan: (ORDER[S(plan.status)], -plan.first_year, -plan.pk))  # type: ignore[call-arg]


def last_run(plan: CompetencePlan) -> PlanRun | None:
    """The plan's newest computation. One query."""
    return plan.runs.select_related("computed_by", "previous").order_by("number").last()


def visible_lines(viewer: Viewer) -> QuerySet[PlanLine]:
    """Lines of one's owners' plans; of the plan in force also one's own, and those of schools that one leads."""
    return PlanLine.objects.filter(_seen(viewer)).select_related("person", "school", "run__plan__owner")


def visible_gaps(viewer: Viewer) -> QuerySet[PlanGap]:
    """What runs leave open, for the same viewers as the lines."""
    return PlanGap.objects.filter(_seen(viewer)).select_related("person", "school", "run__plan__owner")


def visible_moves(viewer: Viewer) -> QuerySet[PlanMove]:
    """Who was moved, for the same viewers as the lines."""
    return PlanMove.objects.filter(_seen(viewer)).select_related("person", "school", "run__plan__owner")


def _seen(viewer: Viewer) -> Q:
    mine = Q(run__plan__owner__in=viewer.ranks_for)
    in_force = Q(run__plan__status=S.ADOPTED, run__plan__run_in_force=F("run"))
    led = Q(school__in=viewer.leads_schools)
    own = Q(person=viewer.person) if viewer.person else Q(pk=None)
    return mine | in_force & (led | own)


@dataclass(frozen=True)
class Term:
    """How much of a school's staff is away in a term, and the most that the plan allows. FTE are exact."""

    semester: Semester
    away: Decimal
    staff: Decimal
    most_percent: Decimal
    people: int

    @property
    def percent(self) -> Decimal:
        """Of the staff, one decimal."""
        return (self.away * 100 / self.staff).quantize(Decimal("0.1")) if self.staff else Decimal(0)


@dataclass(frozen=True)
class SchoolPlan:
    """One school's part of the plan in force."""

    school: Organisation
    plan: CompetencePlan
    lines: tuple[PlanLine, ...]
    gaps: tuple[PlanGap, ...]
    moves: tuple[PlanMove, ...]
    terms: tuple[Term, ...]


def school_plans(*, viewer: Viewer) -> list[SchoolPlan]:
    """The plan in force for each school that the viewer leads and whose owner has adopted one. Five queries."""
    schools = Organisation.objects.filter(pk__in=viewer.leads_schools).select_related("parent").order_by("name")
    owners = {school.parent_id for school in schools}
    adopted = CompetencePlan.objects.filter(owner__in=owners, status=S.ADOPTED).select_related("run_in_force", "owner")
    plans = {plan.owner_id: plan for plan in adopted}
    here = {"school__in": viewer.leads_schools, "run__in": [plan.run_in_force_id for plan in plans.values()]}
    lines = list(visible_lines(viewer).filter(**here))
    gaps, moves = list(visible_gaps(viewer).filter(**here)), list(visible_moves(viewer).filter(**here))
    found = []
    for school in schools:
        plan = plans.get(school.parent_id or 0)
        if plan is None:
            continue
        own = tuple(line for line in lines if line.school_id == school.pk)
        left = tuple(gap for gap in gaps if gap.school_id == school.pk)
        moved = tuple(move for move in moves if move.school_id == school.pk)
        found.append(SchoolPlan(school, plan, own, left, moved, absence_of(school, plan, own)))
    return found


def absence_of(school: Organisation, plan: CompetencePlan, lines: Iterable[PlanLine]) -> tuple[Term, ...]:
    """Each term in which somebody is away, with the share of the staff by the run in force."""
    assert plan.run_in_force is not None
    staff = Decimal(plan.run_in_force.inputs["staff"].get(str(school.pk), "0"))
    by_term: dict[str, list[Decimal]] = {}
    for line in lines:
        for term in line.terms:
            by_term.setdefault(term.code, []).append(line.release_percent / 100)
    most = Decimal(plan.absence_percent)
    terms = [Term(Semester(code), sum(away, Decimal(0)), staff, most, len(away)) for code, away in by_term.items()]
    return tuple(sorted(terms, key=lambda term: (term.semester.code[:4], term.semester.is_autumn)))


@dataclass(frozen=True)
class MyTurn:
    """What the plan in force says about one of the viewer's subjects."""

    subject: str
    plan: CompetencePlan
    lines: tuple[PlanLine, ...]
    gaps: tuple[PlanGap, ...]
    moves: tuple[PlanMove, ...]

    @property
    def first(self) -> PlanLine | PlanGap:
        return self.lines[0] if self.lines else self.gaps[0]

    @property
    def year(self) -> SchoolYear | None:
        return SchoolYear(self.lines[0].school_year) if self.lines else None


def my_turns(*, viewer: Viewer) -> list[MyTurn]:
    """The viewer's own subjects in the plans in force, the earliest first. Three queries."""
    if viewer.person is None:
        return []
    in_force = {"person": viewer.person, "run__plan__status": S.ADOPTED, "run__plan__run_in_force": F("run")}
    lines = list(visible_lines(viewer).filter(**in_force))
    gaps, moves = list(visible_gaps(viewer).filter(**in_force)), list(visible_moves(viewer).filter(**in_force))
    plans = {line.run.plan_id: line.run.plan for line in lines} | {gap.run.plan_id: gap.run.plan for gap in gaps}
    keys = dict.fromkeys([*map(_key, lines), *map(_key, gaps)])
    return [
        MyTurn(
            subject,
            plans[plan],
            tuple(line for line in lines if _key(line) == (plan, subject)),
            tuple(gap for gap in gaps if _key(gap) == (plan, subject)),
            tuple(move for move in moves if _key(move) == (plan, subject)),
        )
        for plan, subject in keys
    ]


def _key(row: PlanLine | PlanGap | PlanMove) -> tuple[int, str]:
    return row.run.plan_id, row.subject


def my_wishes(*, viewer: Viewer) -> QuerySet[StudyWish]:
    """The viewer's own wishes that are not taken back. One query."""
    if viewer.person is None:
        return StudyWish.objects.none()
    return StudyWish.objects.filter(person=viewer.person, withdrawn_at__isnull=True)


def wishes_of(*, viewer: Viewer, owner: Organisation) -> QuerySet[StudyWish]:
    """Live wishes of the owner's teachers, for those who work for the owner. One query."""
    people = Person.objects.filter(employments__workplace__parent=owner)
    rows = StudyWish.objects.filter(person__in=people, withdrawn_at__isnull=True)
    return rows.select_related("person") if owner.pk in viewer.ranks_for else rows.none()


@dataclass(frozen=True)
class PlanFigures:
    """A plan without people: what a union representative and a politician may read."""

    plan: CompetencePlan
    run: PlanRun
    by_subject: tuple[tuple[str, int | None], ...]  # None where fewer than five would be shown
    by_year: tuple[tuple[int, int | None], ...]


def figures_to_represent(*, viewer: Viewer) -> list[PlanFigures]:
    """Plans in a case or in force at the owners whose employees the viewer represents. Small numbers are left out."""
    owners = viewer.organisations_in(Role.UNION_REPRESENTATIVE)
    plans = CompetencePlan.objects.filter(owner__in=owners, status__in=(S.PROPOSED, S.ADOPTED))
    rows = plans.select_related("owner", "run_in_force")
    shown = [(plan, plan.run_in_force if plan.status == S.ADOPTED else last_run(plan)) for plan in rows]
    return [figures_of(plan, run) for plan, run in shown if run is not None and run.is_feasible]


def figures_of(plan: CompetencePlan, run: PlanRun) -> PlanFigures:
    """How many study what and when by the run, without names. Two queries."""
    subjects = run.lines.order_by().values_list("subject").annotate(people=Count("person", distinct=True))
    years = run.lines.order_by().values_list("school_year").annotate(people=Count("person", distinct=True))
    return PlanFigures(plan, run, _shown(subjects), _shown(years))


def _shown(rows: Iterable[tuple[Any, int]]) -> tuple[tuple[Any, int | None], ...]:
    return tuple((key, count if count >= FEWEST_SHOWN else None) for key, count in sorted(rows))
