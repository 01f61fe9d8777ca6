"""Appeals as the party, the officers and the appeals body see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from pafyll.apps.casework.models import Appeal, AppealAttachment, Decision, GroundsDemand
from pafyll.apps.casework.outcomes import Subject, subjects_of
from pafyll.apps.casework.permissions.appeals import FIRST_INSTANCE_ROLES
from pafyll.apps.casework.queries.deadlines import act_of
from pafyll.apps.organisations.models import RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.lifecycles.appeal import OPEN, AppealStatus
from pafyll.domain.rules.deadlines import norwegian_day, preliminary_answer_due

SOON = timedelta(days=7)


def _with_everything(rows: QuerySet[Appeal]) -> QuerySet[Appeal]:
    return rows.select_related(
        "decision__prepared_by", "decision__decided_by", "submitted_by", "officer", "appeals_body", "outcome_decision"
    )


def appeals_on_desk(*, viewer: Viewer) -> QuerySet[Appeal]:
    """The directorate's: all of them. An appeals body's: those that were sent to it. Everyone else's: none."""
    rows = _with_everything(Appeal.objects.all()).defer("words", "statement")
    if viewer.has_role(*FIRST_INSTANCE_ROLES):
        return rows
    return rows.filter(appeals_body__in=viewer.organisations_in(RoleGrant.Role.APPEALS_OFFICER))


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to. deadline: "preliminary" or "late"; "" for all."""

    status: str = ""
    deadline: str = ""
    is_mine: bool = False


def wanted_appeals(*, viewer: Viewer, wanted: Wanted, at: datetime) -> list[AppealRow]:
    """The rows of the list, the longest waiting first. The number of queries does not grow with the rows."""
    rows = appeals_on_desk(viewer=viewer)
    if wanted.status == "open":
        rows = rows.filter(status__in=OPEN)
    elif wanted.status:
        rows = rows.filter(status=wanted.status)
    if wanted.is_mine and viewer.user is not None:
        rows = rows.filter(Q(officer=viewer.user) | Q(outcome_decision__decided_by=viewer.user))
    found = _rows(list(rows.order_by("submitted_at", "pk")), at)
    if wanted.deadline == "preliminary":
        return [row for row in found if row.needs_answer]
    return [row for row in found if row.appeal.is_late] if wanted.deadline == "late" else found


@dataclass(frozen=True)
class AppealRow:
    """One appeal in a list. needs_answer: the month is nearly or quite over, and the party has heard nothing."""

    appeal: Appeal
    subject: Subject
    answer_due: date
    is_overdue: bool
    needs_answer: bool


def _rows(appeals: list[Appeal], at: datetime) -> list[AppealRow]:
    subjects = subjects_of([one.decision for one in appeals])
    return [_row(one, subjects[one.decision_id], at) for one in appeals]


def _row(appeal: Appeal, subject: Subject, at: datetime) -> AppealRow:
    due = preliminary_answer_due(act_of(appeal.decision), appeal.submitted_at)
    waits = appeal.status in OPEN and appeal.preliminary_at is None
    today = norwegian_day(at)
    return AppealRow(appeal, subject, due, waits and today > due, waits and today + SOON > due)


def row_of(appeal: Appeal, at: datetime) -> AppealRow:
    """One appeal as a row, with the day by which the party must hear something."""
    return _rows([appeal], at)[0]


def unanswered_demands(*, viewer: Viewer) -> QuerySet[GroundsDemand]:
    """Demands for grounds that wait for an answer, the oldest first, for those who answer them. One query."""
    rows = GroundsDemand.objects.filter(answered_at=None).select_related("decision", "demanded_by")
    return rows.order_by("demanded_at") if viewer.has_role(*FIRST_INSTANCE_ROLES) else rows.none()


def appeals_against(decision: Decision) -> QuerySet[Appeal]:
    """The appeals against a decision, newest first. The page has checked that the viewer is its party."""
    return _with_everything(decision.appeals.all())


def attachments_of(appeal: Appeal) -> QuerySet[AppealAttachment]:
    """The appeal's files in the order they came, without their bytes. The page has checked who may read the words."""
    return appeal.attachments.defer("content")


@dataclass(frozen=True)
class AppealState:
    """What somebody who is not to read an appeal may still know of it."""

    case_number: str
    status: str
    submitted_at: datetime
    concluded_at: datetime | None

    def get_status_display(self) -> str:
        return AppealStatus(self.status).label  # type: ignore[call-arg]


def states_about(abouts: list[str]) -> dict[str, AppealState]:
    """The state of the newest appeal about each thing: its text is not even fetched. One query."""
    rows = Appeal.objects.filter(decision__about__in=abouts).order_by("submitted_at", "pk")
    columns = ("case_number", "status", "submitted_at", "concluded_at")
    return {about: AppealState(*state) for about, *state in rows.values_list("decision__about", *columns)}
