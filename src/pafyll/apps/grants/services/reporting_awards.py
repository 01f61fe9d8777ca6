"""Own contributions and reports of an award: entered by the recipient, accepted or sent back by the County Governor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import F, Sum

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import AlreadyChanged, Refusal, advance, record, require
from pafyll.apps.grants.models import Award, AwardReport, OwnContribution
from pafyll.apps.grants.permissions.awards import may_judge, may_report
from pafyll.apps.organisations.permissions import Viewer, viewer_of
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.grants.collective.reporting import report_faults
from pafyll.domain.lifecycles.award import AWARD, AWARD_REPORT, AwardReportStatus, AwardStatus
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.values import Kroner

R = AwardReportStatus
Kind = AwardReport.Kind


@dataclass(frozen=True)
class ReportTerms:
    """What the recipient writes. Whole kroner, whole people by category."""

    used: int = 0
    own_contribution: int = 0
    unused_because: str = ""
    goals: str = ""
    participants: Mapping[str, int] = field(default_factory=dict)


@transaction.atomic
def enter_own_contribution(
    *, award: Award, kind: str, amount: int, what: str, by: User, at: datetime
) -> OwnContribution:
    """Documents what the recipient has put in. Working time is refused where the scheme year does not let it count."""
    require(may_report(_viewer(by, at), award))
    require(_counts(award, kind))
    require(_is_of_something(amount, what))
    made = OwnContribution.objects.create(
        award=award, kind=kind, amount=amount, what=what.strip(), entered_by=by, entered_at=at
    )
    record(about=award.about, verb="own_contribution_entered", by=by, at=at, kroner=amount, what=what.strip())
    return made


@transaction.atomic
def strike_out(*, contribution: OwnContribution, by: User, at: datetime) -> None:
    """Takes one that was wrong out of the sum. It stays readable, with who struck it out."""
    award = contribution.award
    require(may_report(_viewer(by, at), award))
    rows = OwnContribution.objects.filter(pk=contribution.pk, struck_out_at=None)
    if rows.update(struck_out_at=at, struck_out_by=by):
        record(about=award.about, verb="own_contribution_struck_out", by=by, at=at, kroner=contribution.amount)


def documented(award: Award) -> Kroner:
    """The own contribution that stands, in kroner. One query."""
    standing = award.own_contributions.filter(struck_out_at=None)
    return Kroner(standing.aggregate(sum=Sum("amount"))["sum"] or 0)


@transaction.atomic
def save_report(*, award: Award, kind: str, terms: ReportTerms, edition: int, by: User, at: datetime) -> AwardReport:
    """Keeps what is written so far; nothing is judged before it is sent.

    edition is the one that the writer saw, 0 for a new report. Raises AlreadyChanged when somebody saved after it.
    """
    require(may_report(_viewer(by, at), award))
    report, is_new = AwardReport.objects.get_or_create(award=award, kind=kind, defaults=asdict(terms))
    if is_new:
        return report
    open_rows = AwardReport.objects.filter(pk=report.pk, edition=edition, status__in=(R.DRAFT, R.RETURNED))
    if not open_rows.update(**asdict(terms), edition=F("edition") + 1):
        raise AlreadyChanged(AWARD_REPORT.label)
    report.refresh_from_db()
    return report


@transaction.atomic
def send_report(*, report: AwardReport, by: User, at: datetime) -> AwardReport:
    """Sends it to the County Governor. Raises Refusal with the first thing that does not add up."""
    report = _locked(report)
    require(may_report(_viewer(by, at), report.award))
    for fault in report_faults(report.figures):
        raise Refusal(fault)
    advance(report, lifecycle=AWARD_REPORT, to=R.SENT, by=by, at=at, used=report.used)
    AwardReport.objects.filter(pk=report.pk).update(sent_by=by, sent_at=at, returned_because="")
    report.sent_by, report.sent_at = by, at
    return report


@transaction.atomic
def accept_report(*, report: AwardReport, by: User, at: datetime) -> AwardReport:
    """The report is good. After the final one the award is reported, and what is left over is decided."""
    report = _locked(report)
    require(may_judge(_viewer(by, at), report, day=norwegian_day(at)))
    advance(report, lifecycle=AWARD_REPORT, to=R.ACCEPTED, by=by, at=at)
    AwardReport.objects.filter(pk=report.pk).update(accepted_by=by, accepted_at=at)
    if report.kind == Kind.FINAL:
        advance(report.award, lifecycle=AWARD, to=AwardStatus.REPORTED, by=by, at=at)
    report.refresh_from_db()
    return report


@transaction.atomic
def return_report(*, report: AwardReport, why: str, by: User, at: datetime) -> AwardReport:
    """Sends it back with what must be mended; the recipient writes on where it stopped."""
    report = _locked(report)
    require(may_judge(_viewer(by, at), report, day=norwegian_day(at)))
    if not why.strip():
        raise Refusal(no("reason_missing", "Skriv hva som må rettes i rapporten.", field="why"))
    advance(report, lifecycle=AWARD_REPORT, to=R.RETURNED, by=by, at=at, why=why.strip())
    AwardReport.objects.filter(pk=report.pk).update(returned_because=why.strip())
    report.returned_because = why.strip()
    return report


def _locked(report: AwardReport) -> AwardReport:
    rows = AwardReport.objects.select_for_update(of=("self",))
    return rows.select_related("award__scheme_year__governor", "award__recipient").get(pk=report.pk)


def _counts(award: Award, kind: str) -> Answer:
    if kind == OwnContribution.Kind.MONEY or award.scheme_year.own_working_time_counts:
        return yes()
    return no(
        "working_time_does_not_count",
        "Arbeidstid teller ikke som egenfinansiering i {scheme}.",
        remedy="Før det dere har betalt i penger.",
        field="kind",
        scheme=award.scheme_year.title,
    )


def _is_of_something(amount: int, what: str) -> Answer:
    if amount <= 0:
        return no("not_above_zero", "Egenfinansieringen må være over 0 kroner.", field="amount")
    if not what.strip():
        return no("what_missing", "Skriv hva pengene eller tida er brukt til.", field="what")
    return yes()


def _viewer(by: User, at: datetime) -> Viewer:
    return viewer_of(by, day=norwegian_day(at))
