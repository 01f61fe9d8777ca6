"""What follows awards, as the pages show it: what waits for the County Governor, and what a recipient has to answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import F, QuerySet

from pafyll.apps.documents.models import Document
from pafyll.apps.forums.permissions.scheme_years import run_by
from pafyll.apps.grants.models import (
    Award,
    AwardChange,
    AwardRecovery,
    AwardReminder,
    AwardReport,
    AwardSettlement,
    Control,
    ControlFile,
    ControlSample,
)
from pafyll.apps.grants.permissions.awards import acts_for, visible_awards
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.grants.collective.sampling import draw_of
from pafyll.domain.lifecycles.after_award import (
    AwardChangeStatus,
    AwardRecoveryStatus,
    AwardSettlementStatus,
    ControlStatus,
)
from pafyll.domain.lifecycles.award import AwardReportStatus, AwardStatus
from pafyll.domain.lifecycles.scheme_year import SchemeYearStatus

M = TypeVar("M", AwardChange, AwardRecovery, AwardSettlement, Control)
WITH = ("award__scheme_year__governor", "award__recipient", "award__payee")
R = AwardRecoveryStatus


def changes_of(viewer: Viewer, *, day: date) -> QuerySet[AwardChange]:
    """The change applications of the awards that the viewer sees, the newest first."""
    return _of(AwardChange.objects.all(), viewer, day).select_related("applied_by", "prepared_by", "decision")


def settlements_of(viewer: Viewer, *, day: date) -> QuerySet[AwardSettlement]:
    """The settlements of the awards that the viewer sees."""
    return _of(AwardSettlement.objects.all(), viewer, day).select_related("prepared_by", "decision")


def recoveries_of(viewer: Viewer, *, day: date) -> QuerySet[AwardRecovery]:
    """The cases about demanding back of the awards that the viewer sees."""
    return _of(AwardRecovery.objects.all(), viewer, day).select_related("forewarned_by", "prepared_by", "decision")


def controls_of(viewer: Viewer, *, day: date) -> QuerySet[Control]:
    """The drawn awards that the viewer sees, with what was asked and answered."""
    return _of(Control.objects.all(), viewer, day).select_related("sample", "answered_by", "closed_by")


def control_files_of(viewer: Viewer, *, day: date) -> QuerySet[ControlFile]:
    """The documentation of the controls that the viewer sees."""
    return ControlFile.objects.filter(control__award__in=visible_awards(viewer, day=day))


def letters_after(viewer: Viewer, award: Award) -> QuerySet[Document]:
    """The letters that followed the award, the newest first, without their bytes. The page has fetched the award."""
    abouts = [one.about for rows in (award.changes, award.recoveries) for one in rows.all()]
    settlement = AwardSettlement.objects.filter(award=award).first()
    abouts += [settlement.about] if settlement else []
    return Document.objects.filter(about__in=abouts).defer("pdf", "text").order_by("-issued_at", "-pk")


def published_samples() -> QuerySet[ControlSample]:
    """Every control whose seed is published, for everybody to see."""
    rows = ControlSample.objects.select_related("scheme_year__governor")
    return rows.exclude(scheme_year__status=SchemeYearStatus.WITHDRAWN).order_by("-announced_at", "-pk")


@dataclass(frozen=True)
class DrawnRow:
    """An award's number, what it draws with the seed, and its place when it was drawn (0: it was not)."""

    number: str
    draw: str
    place: int


def draw_shown(sample: ControlSample) -> list[DrawnRow]:
    """Every award that could be drawn, in the order of the draw. One query."""
    places = dict(sample.controls.values_list("award__number", "place"))
    rows = [DrawnRow(number, draw_of(number, sample.seed), places.get(number, 0)) for number in sample.numbers]
    return sorted(rows, key=lambda row: (row.draw, row.number))


@dataclass(frozen=True)
class FollowUp:
    """What waits after the awards of those whom the viewer runs schemes for."""

    reports: tuple[AwardReport, ...]
    changes: tuple[AwardChange, ...]
    unsettled: tuple[Award, ...]
    settlements: tuple[AwardSettlement, ...]
    to_forewarn: tuple[AwardSettlement, ...]
    recoveries: tuple[AwardRecovery, ...]
    controls: tuple[Control, ...]
    overdue: tuple[Award, ...]

    @property
    def is_empty(self) -> bool:
        return not any(vars(self).values())


def follow_up(viewer: Viewer, *, day: date) -> FollowUp:
    """Everything that somebody has to do something about. Nine queries, whatever their number."""
    open_change = (AwardChangeStatus.SENT, AwardChangeStatus.PREPARED)
    awards = visible_awards(viewer, day=day)
    reports = AwardReport.objects.filter(award__in=awards, status=AwardReportStatus.SENT).select_related(*WITH)
    reported_on = AwardReport.objects.filter(
        kind=AwardReport.Kind.FINAL, status__in=(AwardReportStatus.SENT, AwardReportStatus.ACCEPTED)
    )
    overdue = awards.filter(status=AwardStatus.DECIDED, report_due__lt=day)
    decided = settlements_of(viewer, day=day).filter(status=AwardSettlementStatus.DECIDED, to_recover__gt=0)
    return FollowUp(
        reports=tuple(reports.order_by("sent_at", "pk")),
        changes=tuple(changes_of(viewer, day=day).filter(status__in=open_change).order_by("applied_at", "pk")),
        unsettled=_unsettled(awards),
        settlements=tuple(
            settlements_of(viewer, day=day).exclude(status=AwardSettlementStatus.DECIDED).order_by("prepared_at")
        ),
        to_forewarn=tuple(decided.filter(award__recoveries__isnull=True).order_by("decided_at")),
        recoveries=tuple(recoveries_of(viewer, day=day).exclude(status__in=(R.DROPPED, R.PAID_BACK))),
        controls=tuple(controls_of(viewer, day=day).filter(status__in=(ControlStatus.ASKED, ControlStatus.ANSWERED))),
        overdue=tuple(overdue.exclude(pk__in=reported_on.values("award")).order_by("report_due", "pk")),
    )


@dataclass(frozen=True)
class ToAnswer:
    """What a recipient has to answer after its awards."""

    recoveries: tuple[AwardRecovery, ...]
    controls: tuple[Control, ...]

    def __bool__(self) -> bool:
        return bool(self.recoveries or self.controls)


def to_answer(viewer: Viewer, *, day: date) -> ToAnswer:
    """Forewarnings and controls that wait for the recipients whom the viewer acts for. Two queries."""
    mine = acts_for(viewer)
    waits = (R.FOREWARNED, R.COMMENTED, R.DECIDED)
    return ToAnswer(
        tuple(recoveries_of(viewer, day=day).filter(award__recipient__in=mine, status__in=waits)),
        tuple(controls_of(viewer, day=day).filter(award__recipient__in=mine, status=ControlStatus.ASKED)),
    )


def _unsettled(awards: QuerySet[Award]) -> tuple[Award, ...]:
    """Reported awards of which something was not used, and nothing is decided about it."""
    final = {"reports__kind": AwardReport.Kind.FINAL, "reports__status": AwardReportStatus.ACCEPTED}
    rows = awards.filter(status=AwardStatus.REPORTED, settlement__isnull=True, reports__used__lt=F("amount"), **final)
    return tuple(rows.order_by("scheme_year__title", "recipient__name", "pk"))


def _of(rows: QuerySet[M], viewer: Viewer, day: date) -> QuerySet[M]:
    return rows.filter(award__in=visible_awards(viewer, day=day)).select_related(*WITH)


@dataclass(frozen=True)
class AfterAward:
    """What has followed one award, for its own page."""

    changes: tuple[AwardChange, ...]
    settlement: AwardSettlement | None
    recoveries: tuple[AwardRecovery, ...]
    control: Control | None
    letters: tuple[Document, ...]
    reminders: tuple[AwardReminder, ...]

    def __bool__(self) -> bool:
        return any(vars(self).values())


def after_award(viewer: Viewer, award: Award) -> AfterAward:
    """Everything that followed the award. The page has fetched it. Seven queries.

    A settlement that is not decided is the County Governor's own work. Whoever only passes the money on sees nothing.
    """
    runs = viewer.works_for_directorate or award.scheme_year.governor_id in run_by(viewer)
    if not runs and award.recipient_id not in acts_for(viewer):
        return AfterAward((), None, (), None, (), ())
    settlement = AwardSettlement.objects.filter(award=award).first()
    is_told = settlement is not None and settlement.status == AwardSettlementStatus.DECIDED
    return AfterAward(
        changes=tuple(award.changes.all()),
        settlement=settlement if is_told or runs else None,
        recoveries=tuple(award.recoveries.all()),
        control=Control.objects.filter(award=award).first(),
        letters=tuple(letters_after(viewer, award)),
        reminders=tuple(award.reminders.all()),
    )


def letter_seen(viewer: Viewer, pk: int, *, day: date) -> Document | None:
    """The letter with the key, if it followed an award that the viewer sees. Two or three queries."""
    letter = Document.objects.filter(pk=pk).first()
    kind, _colon, key = letter.about.partition(":") if letter else ("", "", "")
    found = {"award_change": changes_of, "award_settlement": settlements_of, "award_recovery": recoveries_of}.get(kind)
    if found is None or not key.isdigit() or not found(viewer, day=day).filter(pk=int(key)).exists():
        return None
    return letter
