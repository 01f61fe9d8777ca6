"""Who has figures counted and publishes them, who keeps reports of their own, and who gives data to researchers."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from pafyll.apps.statistics.services.own_reports import share_report
from pafyll.apps.statistics.services.releasing import drop_release, order_release, publish_release
from pafyll.apps.statistics.services.warehousing import export_warehouse
from tests.architecture.named_witnesses import Outcomes, acting, tried, witness_of
from tests.factories import ReleaseFactory, RoleGrantFactory, SavedReportFactory
from tests.factories.base import NOW


@witness_of("statistics.permissions", "may_export")
def idar_gives_data_out_by_an_agreement_and_ada_does_not() -> Outcomes:
    idar, ada = (
        RoleGrantFactory(**{role: True}).person.user for role in ("directorate_decider", "directorate_officer")
    )
    with TemporaryDirectory() as out:
        return [
            tried(export_warehouse, agreement=agreement, out=Path(out), by=by, at=NOW)
            for by, agreement in ((idar, "AVT-1"), (ada, "AVT-1"), (idar, " "))
        ]


@witness_of("statistics.permissions", "may_order", "may_drop")
def ada_has_figures_counted_and_dropped_and_gro_does_not() -> Outcomes:
    people, release = (acting("directorate_officer"), acting("county_governor")), ReleaseFactory(counted=True)
    ordered = [tried(order_release, note="", by=by, at=NOW) for by in people]
    return ordered + [tried(drop_release, release=release, why="Feil tall.", by=by, at=NOW) for by in people]


@witness_of("statistics.permissions", "may_publish", "_decides", "_is_another")
def idar_publishes_what_another_ordered() -> Outcomes:
    idar, ada = acting("directorate_decider"), acting("directorate_officer")
    theirs, own = ReleaseFactory(counted=True), ReleaseFactory(counted=True, ordered_by=idar)
    tries = (theirs, idar), (theirs, ada), (own, idar)
    return [tried(publish_release, release=one, by=by, at=NOW) for one, by in tries]


@witness_of("statistics.permissions", "may_change_report", "may_make_reports")
def gro_shares_her_own_report_while_she_is_one_who_makes_them() -> Outcomes:
    gro, tor = acting("county_governor"), acting("county_governor")
    own, former = SavedReportFactory(made_by=gro), SavedReportFactory(made_by=acting("owner_officer"))
    tries = (own, gro), (own, tor), (former, former.made_by)
    return [tried(share_report, report=one, is_shared=True, by=by, at=NOW) for one, by in tries]
