"""Keeping, sharing and removing an officer's own reports."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import record, require
from pafyll.apps.organisations.permissions import Viewer, viewer_of
from pafyll.apps.statistics.models import SavedReport
from pafyll.apps.statistics.permissions import REPORTERS, may_change_report, may_make_reports
from pafyll.apps.statistics.queries.own_reports import ReportChoice
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.rules.deadlines import norwegian_day


@transaction.atomic
def save_report(*, name: str, choice: ReportChoice, is_shared: bool, by: User, at: datetime) -> SavedReport:
    """Keeps what is chosen under a name, for oneself or for one's colleagues too."""
    viewer = viewer_of(by, day=norwegian_day(at))
    require(may_make_reports(viewer))
    require(_is_free(name, by))
    report = SavedReport.objects.create(
        name=name, choice=choice.kept(), is_shared=is_shared, organisation_id=_works_at(viewer), made_by=by, made_at=at
    )
    record(about=report.about, verb="saved", by=by, at=at, is_shared=is_shared)
    return report


@transaction.atomic
def share_report(*, report: SavedReport, is_shared: bool, by: User, at: datetime) -> SavedReport:
    """Shows the report to colleagues, or to nobody else again."""
    report = SavedReport.objects.select_for_update().get(pk=report.pk)
    require(may_change_report(viewer_of(by, day=norwegian_day(at)), report))
    report.is_shared = is_shared
    report.save(update_fields=["is_shared"])
    record(about=report.about, verb="shared" if is_shared else "unshared", by=by, at=at)
    return report


@transaction.atomic
def remove_report(*, report: SavedReport, by: User, at: datetime) -> None:
    """Removes the report. It held a choice and no numbers."""
    report = SavedReport.objects.select_for_update().get(pk=report.pk)
    require(may_change_report(viewer_of(by, day=norwegian_day(at)), report))
    record(about=report.about, verb="taken_out", by=by, at=at, name=report.name)
    report.delete()


def _is_free(name: str, by: User) -> Answer:
    if not SavedReport.objects.filter(made_by=by, name=name).exists():
        return yes()
    return no(
        "name_is_taken", "Du har allerede en rapport som heter {name}.", field="name", remedy="Velg et annet navn.",
        name=name,
    )  # fmt: skip


def _works_at(viewer: Viewer) -> int:
    """The office that the report belongs to: the viewer's first one."""
    return min(viewer.organisations_in(*REPORTERS))
