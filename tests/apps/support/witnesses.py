"""Who plans a change of organisations, who approves it, and who works from a file."""

from __future__ import annotations

from pafyll.apps.support.services.bulk.working import carry_out_file, discard_file, undo_file
from pafyll.apps.support.services.deciding_changes import cancel_change, return_change
from pafyll.apps.support.services.planning_changes import share_out
from tests.architecture.named_witnesses import Outcomes, acting, tried, witness_of
from tests.factories import BulkFileFactory, BulkRowFactory, ReorganisationFactory, RoleGrantFactory
from tests.factories.base import NOW

WHY = "Forskriften er endret av Stortinget."


@witness_of("support.permissions", "may_change", "may_plan")
def selma_plans_until_it_is_proposed_and_siri_does_not() -> Outcomes:
    selma, siri = acting("support"), acting("owner_officer")
    tries = ("planned", selma), ("planned", siri), ("proposed", selma)
    return [
        tried(share_out, reorganisation=ReorganisationFactory(**{status: True}), schools={}, people={}, by=by, at=NOW)
        for status, by in tries
    ]


@witness_of("support.permissions", "may_decide", "_is_proposed", "_decides", "_is_another")
def idar_sends_back_what_another_proposed() -> Outcomes:
    idar, ada = acting("directorate_decider"), acting("directorate_officer")
    theirs, own = ReorganisationFactory(proposed=True), ReorganisationFactory(proposed=True, proposed_by=idar)
    tries = (theirs, idar), (theirs, ada), (own, idar), (ReorganisationFactory(), idar)
    return [tried(return_change, reorganisation=one, why=WHY, by=by, at=NOW) for one, by in tries]


@witness_of("support.permissions", "may_cancel")
def selma_calls_off_what_is_planned_and_siri_does_not() -> Outcomes:
    planned, people = ReorganisationFactory(), (acting("support"), acting("owner_officer"))
    return [tried(cancel_change, reorganisation=planned, why=WHY, by=by, at=NOW) for by in people]


@witness_of("support.permissions", "may_carry_out", "_has_something")
def selma_carries_out_a_file_with_something_in_it() -> Outcomes:
    kari = {"epost": "kari@example.no", "rolle": "teacher", "organisasjon": "1", "fra": "1", "til": "", "grunn": ""}
    file, selma, siri = BulkRowFactory(ready=True, cells=kari).file, acting("support"), acting("owner_officer")
    tries = (file, selma), (file, siri), (BulkFileFactory(), selma)
    return [tried(carry_out_file, file=one, by=by, at=NOW) for one, by in tries]


@witness_of("support.permissions", "may_discard")
def selma_throws_a_file_away_and_siri_does_not() -> Outcomes:
    file = BulkFileFactory()
    return [tried(discard_file, file=file, by=by, at=NOW) for by in (acting("support"), acting("owner_officer"))]


@witness_of("support.permissions", "may_undo")
def selma_takes_back_what_a_file_did_and_siri_does_not() -> Outcomes:
    file = BulkRowFactory(done=True, file__carried_out=True, made=RoleGrantFactory().pk).file
    return [tried(undo_file, file=file, by=by, at=NOW) for by in (acting("support"), acting("owner_officer"))]
