"""From an adopted plan to applications: a draft for each whose turn it is, with what is known already filled in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Application, PlannedApplication, Round
from pafyll.apps.applications.queries.facts import applicant_on, local_day
from pafyll.apps.applications.services.applying import live_application, number_for
from pafyll.apps.applications.services.telling import tell
from pafyll.apps.casework.services import record, require
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.organisations.permissions import Viewer, viewer_of
from pafyll.apps.planning.models import CompetencePlan, PlanLine
from pafyll.apps.planning.permissions.plans import may_plan_for
from pafyll.domain.answers import Answer, Refusal, first_no, no, yes
from pafyll.domain.lifecycles.application import ApplicationStatus as S
from pafyll.domain.lifecycles.competence_plan import PlanStatus
from pafyll.domain.lifecycles.round import RoundStatus
from pafyll.domain.schemes import schemes_in_rounds

STAGES = {"1-7": ("1-7", "1-10", ""), "8-10": ("8-10", "1-10", ""), "vgo": ("vgo", "")}
TERMS = {"HV": "both", "H": "autumn", "V": "spring"}


@dataclass(frozen=True)
class Grounds:
    """What the opening rests on: the resolution's point and number, and how many it opens for (None: everybody)."""

    point: str = ""
    case_number: str = ""
    resolution_number: str = ""
    people: int | None = None

    @property
    def named(self) -> str:
        """The resolution as a reader finds it."""
        return self.resolution_number or self.case_number


@dataclass(frozen=True)
class Opening:
    """What was done: new drafts, and those who had applied or begun to already."""

    round: Round
    opened: tuple[PlannedApplication, ...]
    had_one: tuple[PlanLine, ...]


def open_planned_applications(*, plan: CompetencePlan, grounds: Grounds, by: User, at: datetime) -> Opening:
    """A draft in the open round for each whom the plan in force has in the round's school year.

    Twice opens nothing new. The teacher is told, looks over and sends: nothing is sent for her.
    Raises Refusal when no round is open.
    """
    with transaction.atomic():
        viewer = viewer_of(by, day=local_day(at))
        require(first_no([may_plan_for(viewer, plan.owner), _is_in_force(plan)]))
        round = round_to_open_in(at)
        if round is None:
            raise Refusal(NO_ROUND)
        lines = lines_of_year(plan, round.study_year)
        chosen = list(lines)[: grounds.people]
        opened, had_one = [], []
        for line in chosen:
            live = live_application(round, line.person)
            if live is None:
                opened.append(_open(line, round, plan, grounds, viewer, by, at))
            else:
                had_one.append(line)
        return Opening(round, tuple(opened), tuple(had_one))


NO_ROUND = no(
    "no_open_round",
    "Ingen søknadsrunde tar imot søknader fra lærere nå.",
    remedy="Kom tilbake når neste runde er kunngjort. Planen står ved lag, og søknadene åpnes da.",
)


def round_to_open_in(at: datetime) -> Round | None:
    """The announced round whose deadline for teachers is not over; the earliest school year when there are several."""
    rows = Round.objects.filter(status=RoundStatus.OPEN, teacher_closes_at__gt=at)
    return rows.order_by("study_year", "pk").first()


def lines_of_year(plan: CompetencePlan, year: int) -> QuerySet[PlanLine]:
    """Those who by the run in force begin a study in the school year, in the order of the plan."""
    lines = PlanLine.objects.filter(run=plan.run_in_force_id, school_year=year)
    lines = lines.exclude(kind=PlanLine.Kind.UNDER_WAY).select_related("person__user", "school")
    return lines.order_by("position", "person__last_name", "person__first_name", "pk")


def _is_in_force(plan: CompetencePlan) -> Answer:
    if plan.status == PlanStatus.ADOPTED:
        return yes()
    return no(
        "plan_not_adopted",
        "Søknader åpnes bare fra en plan som er vedtatt.",
        remedy="Få planen vedtatt først.",
    )


def _open(
    line: PlanLine, round: Round, plan: CompetencePlan, grounds: Grounds, viewer: Viewer, by: User, at: datetime
) -> PlannedApplication:
    offer = offer_for(line, round)
    application = Application.objects.create(
        round=round,
        number=number_for(round, line.person),
        person=line.person,
        school=line.school,
        owner=plan.owner,
        offer_1=offer,
        semesters=TERMS[line.semesters] if offer is None or offer.semesters > 1 else "both",
        scheme_1=line.scheme if line.scheme in schemes_in_rounds() else "",
        motivation=_motivation(plan, grounds),
        known_facts=_known(line, plan, grounds, viewer, at),
        changed_at=at,
    )
    kept = PlannedApplication.objects.create(
        application=application,
        line=line,
        point=grounds.point,
        case_number=grounds.case_number,
        resolution_number=grounds.resolution_number,
        opened_by=by,
        opened_at=at,
    )
    record(about=application.about, verb="opened_from_plan", after=S.DRAFT, by=by, at=at, plan=plan.pk, line=line.pk)
    tell(line.person, "opened_from_plan", application=application, plan=plan, offer=offer)
    return kept


def offer_for(line: PlanLine, round: Round) -> StudyOffer | None:
    """The published offer that suits the line: same subject and credits, right stage.

    Of several it is the one with most places. None where the year's catalogue has no such offer:
    then the teacher chooses.
    """
    rows = StudyOffer.objects.filter(
        study_year=round.study_year,
        status=StudyOffer.Status.PUBLISHED,
        programme__subject=line.subject,
        programme__credits=line.credits,
    )
    wanted = [value for stage in line.stages for value in STAGES.get(stage, ())]
    fitting = rows.filter(programme__stages__in=wanted) if wanted else rows
    return fitting.select_related("programme__provider").order_by("-capacity", "code").first()


def _motivation(plan: CompetencePlan, grounds: Grounds) -> str:
    if grounds.named:
        return f"Studiet står i kompetanseplanen «{plan.title}», vedtak {grounds.named}."
    return f"Studiet står i kompetanseplanen «{plan.title}»."


def _known(line: PlanLine, plan: CompetencePlan, grounds: Grounds, viewer: Viewer, at: datetime) -> dict[str, Any]:
    """What was filled in, each with its source: as for an application that the teacher starts, and the plan."""
    known = applicant_on(viewer=viewer, person=line.person, day=local_day(at)).known()
    planned = {"title": plan.title, "subject": line.subject, "credits": str(line.credits), "decision": grounds.named}
    return known | {"plan": planned}
