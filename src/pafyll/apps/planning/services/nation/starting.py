"""Starting a plan for the country, stopping it, and setting stranded parts going again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.models import Job
from pafyll.apps.casework.services import advance, jobs, record, require
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.apps.planning.models import CompetencePlan, NationOwner, NationPart, NationPlan
from pafyll.apps.planning.permissions.nation import may_plan_nation, may_stop_nation
from pafyll.domain.answers import Answer, Refusal, no, yes
from pafyll.domain.lifecycles.competence_plan import PlanStatus
from pafyll.domain.lifecycles.job import LIVE, JobStatus
from pafyll.domain.lifecycles.nation_plan import NATION_PLAN
from pafyll.domain.lifecycles.nation_plan import NationPlanStatus as S
from pafyll.domain.rules.deadlines import norwegian_day

KIND, PART_KIND = "nation_plan", "nation_part"
MOST_YEARS = 12


@dataclass(frozen=True)
class NationTerms:
    """What is asked: the first school year, how many, and the places each year that all owners share, by subject."""

    first_year: int
    years: int
    places: Mapping[str, int]


@transaction.atomic
def start_nation(*, terms: NationTerms, by: User, at: datetime) -> NationPlan:
    """Begins to compute the plan, as jobs. Raises Refusal when there is nothing to plan, or one is being computed."""
    require(may_plan_nation(viewer_of(by, day=norwegian_day(at))))
    plans = plans_to_share(terms.first_year)
    require(_is_something(terms, bool(plans)))
    try:
        with transaction.atomic():
            nation = NationPlan.objects.create(
                first_year=terms.first_year,
                years=terms.years,
                places={subject: places for subject, places in sorted(terms.places.items()) if places},
                started_by=by,
                started_at=at,
            )
    except IntegrityError:
        raise Refusal(
            no("one_at_a_time", "En plan for landet regnes ut nå.", remedy="Vent til den er ferdig, eller stans den.")
        ) from None
    NationOwner.objects.bulk_create(
        NationOwner(nation=nation, number=number, plan=plan) for number, plan in enumerate(plans)
    )
    record(about=nation.about, verb="started", after=S.COMPUTING, by=by, at=at, owners=len(plans))
    jobs.start(kind=KIND, about=nation.about, by=by, at=at, arguments={"nation": nation.pk})
    nation.refresh_from_db()
    return nation


def plans_to_share(first_year: int) -> list[CompetencePlan]:
    """Each owner's plan that begins in the year: the one in force, else the newest that is computed or proposed."""
    usable = [PlanStatus.ADOPTED, PlanStatus.PROPOSED, PlanStatus.COMPUTED]
    rows = CompetencePlan.objects.filter(first_year=first_year, status__in=usable).select_related("owner")
    found: dict[int, CompetencePlan] = {}
    for plan in sorted(rows, key=lambda plan: (plan.status != PlanStatus.ADOPTED, -plan.pk)):
        found.setdefault(plan.owner_id, plan)
    return [found[owner] for owner in sorted(found)]


@transaction.atomic
def stop_nation(*, nation: NationPlan, by: User, at: datetime) -> NationPlan:
    """Stops the computation; what runs notices at its next report."""
    require(may_stop_nation(viewer_of(by, day=norwegian_day(at)), nation))
    advance(nation, lifecycle=NATION_PLAN, to=S.CANCELLED, by=by, at=at)
    NationPlan.objects.filter(pk=nation.pk).update(ended_at=at)
    forget_inputs(nation)
    return nation


@transaction.atomic
def try_again(*, nation: NationPlan, by: User, at: datetime) -> int:
    """Sets the parts going again whose jobs have failed; how many. Raises Refusal when none has."""
    require(may_stop_nation(viewer_of(by, day=norwegian_day(at)), nation))
    stranded = list(stranded_parts(nation))
    for part in stranded:
        jobs.start(kind=PART_KIND, about=part.about, by=by, at=at, arguments={"part": part.pk})
    has_failed = Job.objects.filter(kind=KIND, about=nation.about).order_by("-pk").values_list("status", flat=True)
    if not stranded and has_failed.first() != JobStatus.FAILED:
        raise Refusal(no("nothing_failed", "Ingen deler av beregningen har stanset.", remedy="Vent, og se igjen."))
    if not stranded:
        jobs.start(kind=KIND, about=nation.about, by=by, at=at, arguments={"nation": nation.pk})
    return len(stranded) or 1


def stranded_parts(nation: NationPlan) -> QuerySet[NationPart]:
    """Parts without an answer that nobody works on any more. Two queries."""
    waiting = nation.parts.filter(is_answered=False)
    abouts = {f"nation_part:{pk}": pk for pk in waiting.values_list("pk", flat=True)}
    live = Job.objects.filter(kind=PART_KIND, about__in=abouts, status__in=LIVE).values_list("about", flat=True)
    return waiting.exclude(pk__in=[abouts[about] for about in live])


def forget_inputs(nation: NationPlan) -> None:
    """What the computation needed of the owners' records is not kept longer than it."""
    nation.owners.update(problem={}, begin=[])
    nation.parts.update(asked={}, answered={})


def _is_something(terms: NationTerms, has_plans: bool) -> Answer:
    if not has_plans:
        return no(
            "no_plans",
            "Ingen skoleeier har en kompetanseplan fra dette skoleåret.",
            remedy="Velg et skoleår der minst én skoleeier har regnet ut planen sin.",
            field="first_year",
        )
    if not any(terms.places.values()):
        return no("no_places", "Det er ingen plasser å dele.", remedy="Oppgi plasser i minst ett fag.")
    if not 1 <= terms.years <= MOST_YEARS:
        return no("years", "Planen kan ha fra 1 til {most} skoleår.", field="years", most=MOST_YEARS)
    return yes()
