"""What follows awards, as the pages show it: what waits for the County Governor, and what a recipient has to answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Exists, F, OuterRef, Q, QuerySet

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
from pafyll.apps.grants.permissions.awards import acts_for, awards_run, visible_awards
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.organisations.reading import reading_everything
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


def followed_awards(viewer: Viewer, *, day: date) -> QuerySet[Award]:
    """Of the awards that the viewer sees: all but those that the viewer's organisation only passes the money of on."""
    rows = visible_awards(viewer, day=day)
    if viewer.works_for_directorate:
        return rows
    return rows.filter(Q(scheme_year__governor__in=run_by(viewer)) | Q(recipient__in=acts_for(viewer)))


def changes_of(viewer: Viewer, *, day: date) -> QuerySet[AwardChange]:
    """The change applications of the awards that the viewer follows, the newest first."""
    return _changes(followed_awards(viewer, day=day))


def settlements_of(viewer: Viewer, *, day: date) -> QuerySet[AwardSettlement]:
    """The settlements of the awards that the viewer follows."""
    return _settlements(followed_awards(viewer, day=day))


def recoveries_of(viewer: Viewer, *, day: date) -> QuerySet[AwardRecovery]:
    """The cases about demanding back of the awards that the viewer follows."""
    return _recoveries(followed_awards(viewer, day=day))


def controls_of(viewer: Viewer, *, day: date) -> QuerySet[Control]:
    """The drawn awards that the viewer follows, with what was asked and answered."""
    return _controls(followed_awards(viewer, day=day))


def control_files_of(viewer: Viewer, *, day: date) -> QuerySet[ControlFile]:
    """The documentation of the controls of the awards that the viewer follows."""
    return ControlFile.objects.filter(control__award__in=followed_awards(viewer, day=day))


def letters_about(*abouts: str) -> QuerySet[Document]:
    """The letters about the cases, the newest first, without their bytes. The page has fetched the cases. One query."""
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


@reading_everything("who was drawn is published with the seed: the number of the award, and nothing more of it")
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
    """Everything that somebody has to do something about. As many queries, whatever their number."""
    open_change = (AwardChangeStatus.SENT, AwardChangeStatus.PREPARED)
    awards = awards_run(viewer, day=day)
    reports = AwardReport.objects.filter(award__in=awards, status=AwardReportStatus.SENT).select_related(*WITH)
    reported_on = AwardReport.objects.filter(
        kind=AwardReport.Kind.FINAL, status__in=(AwardReportStatus.SENT, AwardReportStatus.ACCEPTED)
    )
    overdue = awards.filter(status=AwardStatus.DECIDED, report_due__lt=day)
    settlements, recoveries, controls = _settlements(awards), _recoveries(awards), _controls(awards)
    return FollowUp(
        reports=tuple(reports.order_by("sent_at", "pk")),
        changes=tuple(_changes(awards).filter(status__in=open_change).order_by("applied_at", "pk")),
        unsettled=_unsettled(awards),
        settlements=tuple(settlements.exclude(status=AwardSettlementStatus.DECIDED).order_by("prepared_at")),
        to_forewarn=_to_forewarn(settlements),
        recoveries=tuple(recoveries.exclude(status__in=(R.DROPPED, R.PAID_BACK))),
        controls=tuple(controls.filter(status__in=(ControlStatus.ASKED, ControlStatus.ANSWERED))),
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
    """Forewarnings and controls that wait for the recipients whom the viewer acts for."""
    mine = visible_awards(viewer, day=day).filter(recipient__in=acts_for(viewer))
    waits = (R.FOREWARNED, R.COMMENTED, R.DECIDED)
    return ToAnswer(
        tuple(_recoveries(mine).filter(status__in=waits)),
        tuple(_controls(mine).filter(status=ControlStatus.ASKED)),
    )


def _unsettled(awards: QuerySet[Award]) -> tuple[Award, ...]:
    """Reported awards of which something was not used, and nothing is decided about it."""
    final = {"reports__kind": AwardReport.Kind.FINAL, "reports__status": AwardReportStatus.ACCEPTED}
    rows = awards.filter(status=AwardStatus.REPORTED, settlement__isnull=True, reports__used__lt=F("amount"), **final)
    return tuple(rows.order_by("scheme_year__title", "recipient__name", "pk"))


def _to_forewarn(settlements: QuerySet[AwardSettlement]) -> tuple[AwardSettlement, ...]:
    """Decided ones with something to be paid back that no forewarning has followed; an earlier case was another's."""
    after = AwardRecovery.objects.filter(award=OuterRef("award"), forewarned_at__gte=OuterRef("decided_at"))
    decided = settlements.filter(~Exists(after), status=AwardSettlementStatus.DECIDED, to_recover__gt=0)
    return tuple(decided.order_by("decided_at"))


def _changes(awards: QuerySet[Award]) -> QuerySet[AwardChange]:
    return _of(AwardChange.objects.all(), awards).select_related("applied_by", "prepared_by", "decision")


def _settlements(awards: QuerySet[Award]) -> QuerySet[AwardSettlement]:
    return _of(AwardSettlement.objects.all(), awards).select_related("prepared_by", "decision")


def _recoveries(awards: QuerySet[Award]) -> QuerySet[AwardRecovery]:
    return _of(AwardRecovery.objects.all(), awards).select_related("forewarned_by", "prepared_by", "decision")


def _controls(awards: QuerySet[Award]) -> QuerySet[Control]:
    return _of(Control.objects.all(), awards).select_related("sample", "answered_by", "closed_by")


def _of(rows: QuerySet[M], awards: QuerySet[Award]) -> QuerySet[M]:
    return rows.filter(award__in=awards).select_related(*WITH)


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
    """Everything that followed the award. The page has fetched it. Six queries.

    A settlement that is not decided is the County Governor's own work. Whoever only passes the money on sees nothing.
    """
    runs = viewer.works_for_directorate or award.scheme_year.governor_id in run_by(viewer)
    if not runs and award.recipient_id not in acts_for(viewer):
        return AfterAward((), None, (), None, (), ())
    changes, recoveries = tuple(award.changes.all()), tuple(award.recoveries.all())
    settlement = AwardSettlement.objects.filter(award=award).first()
    is_told = settlement is not None and settlement.status == AwardSettlementStatus.DECIDED
    abouts = [one.about for one in changes] + [one.about for one in recoveries]
    abouts += [settlement.about] if settlement else []
    return AfterAward(
        changes=changes,
        settlement=settlement if is_told or runs else None,
        recoveries=recoveries,
        control=Control.objects.filter(award=award).first(),
        letters=tuple(letters_about(*abouts)),
        reminders=tuple(award.reminders.all()),
    )


def letter_seen(viewer: Viewer, pk: int, *, day: date) -> Document | None:
    """The letter with the key, if it followed an award that the viewer follows."""
    letter = Document.objects.filter(pk=pk).first()
    kind, _colon, key = letter.about.partition(":") if letter else ("", "", "")
    found = {"award_change": changes_of, "award_settlement": settlements_of, "award_recovery": recoveries_of}.get(kind)
    if found is None or not key.isdigit() or not found(viewer, day=day).filter(pk=int(key)).exists():
        return None
    return letter
