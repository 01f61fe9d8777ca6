"""What the directorate and the County Governors see: rounds with what to do next, runs, and results row by row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from pafyll.apps.applications.models import AllocationResult, AllocationRun, Application, Ranking, Round, Scenario
from pafyll.apps.casework.models import Job
from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer, yes
from pafyll.domain.lifecycles.allocation import RunStatus
from pafyll.domain.lifecycles.application import ApplicationStatus
from pafyll.domain.lifecycles.ranking import RankingStatus
from pafyll.domain.lifecycles.round import RoundStatus

S = ApplicationStatus
SIMULATION = "allocation_simulation"
HEAVY = ("input_files", "protocol")


def counties_of(viewer: Viewer) -> set[str] | None:
    """The counties whose rows the viewer may see; None is the whole country."""
    if viewer.works_for_directorate:
        return None
    governors = [grant for grant in viewer.grants if grant.role == RoleGrant.Role.COUNTY_GOVERNOR]
    return {grant.organisation.county_code for grant in governors if grant.organisation.county_code}


def rounds_on_desk(*, viewer: Viewer) -> QuerySet[Round]:
    """Rounds, newest first: all of them for the directorate, announced ones for the others."""
    rounds = Round.objects.order_by("-study_year", "-pk")
    return rounds if viewer.works_for_directorate else rounds.exclude(status=RoundStatus.DRAFT)


def applications_on_desk(*, viewer: Viewer, round: Round) -> QuerySet[Application]:
    """The round's applications in the viewer's part of the country."""
    counties = counties_of(viewer)
    mine = Application.objects.filter(round=round)
    return mine if counties is None else mine.filter(owner__county_code__in=counties)


def numbers_of_round(*, viewer: Viewer, round: Round) -> list[tuple[str, int]]:
    """(status label, count) in the order of the lifecycle. One query."""
    rows = applications_on_desk(viewer=viewer, round=round).order_by().values_list("status").annotate(Count("pk"))
    counts = dict(rows)
    return [(status.label, counts[status]) for status in S if counts.get(status)]


@dataclass(frozen=True)
class OwnerProgress:
    """How far an owner has come: applications waiting for an answer, approved ones, and whether the ranking is sent."""

    owner: str
    email: str
    waiting: int
    approved: int
    is_sent: bool


def owners_not_done(*, viewer: Viewer, round: Round) -> list[OwnerProgress]:
    """Owners with applications that are not answered, or approved ones that are not sent. Two queries."""
    waiting, approved = Q(status__in=(S.SUBMITTED, S.STATED)), Q(status=S.APPROVED)
    rows = (
        applications_on_desk(viewer=viewer, round=round)
        .filter(waiting | approved)
        .order_by()
        .values("owner_id", "owner__name", "owner__email")
        .annotate(waiting=Count("pk", filter=waiting), approved=Count("pk", filter=approved))
    )
    sent = set(Ranking.objects.filter(round=round, status=RankingStatus.SUBMITTED).values_list("owner_id", flat=True))
    progress = [
        OwnerProgress(row["owner__name"] or "", row["owner__email"] or "", row["waiting"], row["approved"],
                      row["owner_id"] in sent)
        for row in rows
    ]  # fmt: skip
    return sorted(progress, key=lambda one: (-one.approved, -one.waiting, one.owner))


@dataclass(frozen=True)
class NextStep:
    """What is to be done with the round now: a sentence, and the page where it is done ("" where one waits)."""

    answer: Answer
    page: str = ""
    key: int = 0
    is_urgent: bool = False


def next_step(round: Round, *, at: datetime) -> NextStep:
    """The one thing that the round waits for. At most one query."""
    if round.status == RoundStatus.DRAFT:
        return NextStep(yes("check", "Gå gjennom sjekklisten og kunngjør runden."), "round", round.pk)
    if round.status == RoundStatus.OPEN:
        return _next_while_open(round, at)
    if round.status == RoundStatus.ALLOCATED:
        run = decided_run(round)
        return NextStep(yes("decided", "Fordelingen er vedtatt. Se resultatet."), "run", run.pk if run else 0)
    return NextStep(yes("closed", "Runden er avsluttet."))


def _next_while_open(round: Round, at: datetime) -> NextStep:
    if not round.draw_announced_at:
        is_late = at >= round.teacher_closes_at
        text = "Loddtallet er ikke kunngjort, og søknadsfristen er ute." if is_late else "Kunngjør loddtallet."
        return NextStep(yes("announce_draw", text), "draw", round.pk, is_urgent=True)
    if at < round.opens_at:
        return NextStep(yes("waits_to_open", "Runden er kunngjort og åpner for lærerne senere."))
    if at < round.teacher_closes_at:
        return NextStep(yes("teachers_apply", "Lærerne søker."))
    if at < round.owner_closes_at:
        return NextStep(
            yes("owners_work", "Skoleeierne godkjenner og prioriterer. Bruk prøvebenken."), "bench", round.pk
        )
    return _next_with_runs(round)


def _next_with_runs(round: Round) -> NextStep:
    live = round.runs.exclude(status=RunStatus.DISCARDED).order_by("-pk").values_list("pk", "status").first()
    if live is None:
        return NextStep(yes("run", "Kjør fordelingen."), "start", round.pk, is_urgent=True)
    key, status = live
    if status == RunStatus.CALCULATED:
        return NextStep(yes("review", "Kontroller kjøring {run}.", run=key), "run", key, is_urgent=True)
    return NextStep(
        yes("decide", "Kjøring {run} er kontrollert og venter på vedtak.", run=key), "run", key, is_urgent=True
    )


def decided_run(round: Round) -> AllocationRun | None:
    """The run that the round was decided by. One query."""
    return round.runs.filter(status=RunStatus.DECIDED).defer(*HEAVY).first()


def runs_on_desk(*, viewer: Viewer) -> QuerySet[AllocationRun]:
    """Runs, newest first: all of them for the directorate, decided ones for the others. Without the heavy columns."""
    runs = AllocationRun.objects.select_related("round", "scenario", "run_by", "reviewed_by", "decided_by")
    runs = runs.defer("input_files").order_by("-pk")
    return runs if viewer.works_for_directorate else runs.filter(status=RunStatus.DECIDED)


def runs_of_authorities(*, viewer: Viewer) -> QuerySet[AllocationRun]:
    """The same to those who are let in at the authorities' desk, and none to others."""
    runs = runs_on_desk(viewer=viewer)
    is_let_in = viewer.works_for_directorate or viewer.has_role(RoleGrant.Role.COUNTY_GOVERNOR)
    return runs if is_let_in else runs.none()


def rounds_of_directorate(*, viewer: Viewer) -> QuerySet[Round]:
    """Every round, for the directorate alone."""
    rounds = Round.objects.order_by("-study_year", "-pk")
    return rounds if viewer.works_for_directorate else rounds.none()


def simulations_of(*, viewer: Viewer) -> QuerySet[Job]:
    """Simulations that the directorate's people and systems have begun on, for the directorate alone."""
    jobs = Job.objects.filter(kind=SIMULATION).order_by("-pk")
    return jobs if viewer.works_for_directorate else jobs.none()


def scenarios_of(*, viewer: Viewer, round: Round) -> QuerySet[Scenario]:
    """The round's scenarios, for the directorate only."""
    scenarios = Scenario.objects.filter(round=round).select_related("round", "created_by")
    return scenarios if viewer.works_for_directorate else scenarios.none()


@dataclass(frozen=True)
class ResultFilter:
    """What a reader looks for among the results. Empty is everything."""

    text: str = ""
    outcome: str = ""  # "granted" or "refused"
    subject: str = ""
    county: str = ""
    owner: int | None = None
    scheme: str = ""


def results_of(*, viewer: Viewer, run: AllocationRun, wanted: ResultFilter | None = None) -> QuerySet[AllocationResult]:
    """The run's results in the viewer's part of the country, by application number. The chains are left out."""
    wanted = wanted or ResultFilter()
    counties = counties_of(viewer)
    rows = run.results.all() if counties is None else run.results.filter(application__owner__county_code__in=counties)
    return (
        rows.filter(_matching(wanted))
        .select_related(
            "application__person",
            "application__owner",
            "application__school",
            "application__offer_1__programme__provider",
            "offer__programme__provider",
        )
        .defer("chain")
        .order_by("application__number")
    )


def _matching(wanted: ResultFilter) -> Q:
    found = Q()
    for word in wanted.text.split():
        found &= (
            Q(application__number__icontains=word)
            | Q(application__person__first_name__icontains=word)
            | Q(application__person__last_name__icontains=word)
            | Q(application__school__name__icontains=word)
        )
    if wanted.outcome:
        found &= Q(is_granted=wanted.outcome == "granted")
    if wanted.subject:
        in_catalogue = Q(application__offer_1__programme__subject=wanted.subject)
        found &= in_catalogue | Q(application__offer_1=None, application__other_study_subject=wanted.subject)
    plain: dict[str, Any] = {
        "application__owner__county_code": wanted.county,
        "application__owner_id": wanted.owner,
        "scheme": wanted.scheme,
    }
    return found & Q(**{name: value for name, value in plain.items() if value})


def owners_in_run(*, viewer: Viewer, run: AllocationRun) -> QuerySet[Organisation]:
    """The owners with an applicant in the run, by name: the choices of the filter. One query."""
    counties = counties_of(viewer)
    owners = Organisation.objects.filter(applications__results__run=run).distinct().order_by("name")
    return owners if counties is None else owners.filter(county_code__in=counties)


@dataclass(frozen=True)
class Totals:
    """How the viewer's part of the country came out, in applications and whole kroner."""

    applicants: int
    granted: int
    state_amount: int
    owner_amount: int

    @property
    def refused(self) -> int:
        return self.applicants - self.granted


def totals_of_rows(rows: QuerySet[AllocationResult]) -> Totals:
    """The totals of the rows that are shown. One query."""
    sums = rows.order_by().aggregate(
        applicants=Count("pk"), granted=Count("pk", filter=Q(is_granted=True)), state=Sum("state_amount"),
        owner=Sum("owner_amount"),
    )  # fmt: skip
    return Totals(sums["applicants"], sums["granted"], sums["state"] or 0, sums["owner"] or 0)
