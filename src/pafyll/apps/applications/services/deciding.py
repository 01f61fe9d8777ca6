"""The decision on a run: everyone gets an outcome with grounds and money lines, and nothing changes afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from itertools import islice
from typing import Any

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import AllocationResult, AllocationRun, Application, Round
from pafyll.apps.applications.permissions.authority import may_decide, owners_are_done
from pafyll.apps.applications.queries.decided import granted_study, lines_of
from pafyll.apps.applications.queries.rates import rate_table
from pafyll.apps.applications.services.allocating import replay, require_current_input, sign
from pafyll.apps.applications.services.awarding import AwardedPlace, award_places
from pafyll.apps.applications.services.results_mail import tell_lapsed, tell_results
from pafyll.apps.applications.services.rounds import as_viewer
from pafyll.apps.casework.services import (
    AlreadyChanged,
    NewDecision,
    Refusal,
    advance,
    issue_decisions,
    record_all,
    require,
)
from pafyll.domain.answers import no
from pafyll.domain.lifecycles.allocation import RUN, RunStatus
from pafyll.domain.lifecycles.application import APPLICATION, ApplicationStatus
from pafyll.domain.lifecycles.round import ROUND, RoundStatus

S = ApplicationStatus
AT_ONCE = 1000  # mails sent in the request that decides; the rest by `manage.py tell_results`
BATCH = 5000


@transaction.atomic
def decide_run(*, run: AllocationRun, by: User, at: datetime) -> AllocationRun:
    """Decides a reviewed run, by a second person. Every application gets its outcome, decision and money lines.

    Refused when the run does not come out the same again, or when the round has changed since it was calculated.
    """
    require(may_decide(as_viewer(by, at), run))
    require(owners_are_done(run.round, at))
    _require_replay(run)
    require_current_input(run)
    advance(run, lifecycle=RUN, to=RunStatus.DECIDED, by=by, at=at)
    sign(run, decided_by=by, decided_at=at)
    advance(run.round, lifecycle=ROUND, to=RoundStatus.ALLOCATED, by=by, at=at, run=run.pk)
    _give_outcomes(run, by, at)
    lapsed = lapse_unhandled(round=run.round, by=by, at=at)
    transaction.on_commit(partial(tell_results, run=run, by=by, at=at, at_most=AT_ONCE), robust=True)
    tell_lapsed(round=run.round, applications=lapsed)
    return run


def _require_replay(run: AllocationRun) -> None:
    if not replay(run):
        raise Refusal(
            no(
                "replay_differs",
                "Kjøringen gir ikke samme resultat når den regnes om igjen, så den kan ikke vedtas.",
                remedy="Forkast kjøringen, kjør på nytt, og meld fra til dem som drifter systemet.",
            )
        )


def _give_outcomes(run: AllocationRun, by: User, at: datetime) -> None:
    results = results_with_everything(run)
    granted = [result.application_id for result in results if result.is_granted]
    refused = [result.application_id for result in results if not result.is_granted]
    _advance_all(granted, S.RANKED, S.GRANTED, by, at)
    _advance_all(refused, S.RANKED, S.REFUSED, by, at)
    decisions = list(_new_decisions(run, results))
    decide = partial(
        issue_decisions,
        kind="place",
        decisions=decisions,
        prepared_by=run.reviewed_by or run.run_by,
        decided_by=by,
        at=at,
    )
    pairs = zip(results, decisions, strict=True)
    places = [_place(result, new) for result, new in pairs if result.is_granted]
    award_places(places, decide=decide, by=by, at=at)


def _place(result: AllocationResult, decision: NewDecision) -> AwardedPlace:
    study = granted_study(result)
    return AwardedPlace(
        application=result.application,
        offer=result.offer,
        scheme=result.scheme,
        credits=study.credits,
        terms=study.semesters,
        lines=decision.lines,
    )


def results_with_everything(run: AllocationRun) -> list[AllocationResult]:
    """The run's results with what grounds and money lines are written from. One query."""
    return list(
        run.results.select_related(
            "application__round",
            "application__offer_1__programme__provider",
            "application__offer_2__programme__provider",
            "offer__programme__provider",
        ).order_by("application__number")
    )


def _advance_all(keys: list[int], before: S, to: S, by: User, at: datetime) -> None:
    """Moves many applications at once; all of them must still have the status."""
    require(APPLICATION.may_become(before, to))
    for batch in _batches(keys):
        changed = Application.objects.filter(pk__in=batch, status=before).update(status=to)
        if changed != len(batch):
            raise AlreadyChanged(APPLICATION.label)
    abouts = (f"application:{key}" for key in keys)
    record_all(abouts, verb=to.value, by=by, at=at, before=before.value, after=to.value)


def _batches(keys: Iterable[int]) -> Iterator[list[int]]:
    remaining = iter(keys)
    while batch := list(islice(remaining, BATCH)):
        yield batch


def _new_decisions(run: AllocationRun, results: list[AllocationResult]) -> Iterator[NewDecision]:
    rates = rate_table(run.round)
    for result in results:
        yield NewDecision(
            about=result.application.about,
            outcome="granted" if result.is_granted else "refused",
            grounds=_grounds(run, result),
            lines=lines_of(result, rates) if result.is_granted else [],
        )


def _grounds(run: AllocationRun, result: AllocationResult) -> dict[str, Any]:
    """The chain as it stood, and which run, rules and draw it comes from."""
    return {
        **result.chain,
        "run": run.pk,
        "rules_hash": run.rules_hash,
        "outcome_hash": run.outcome_hash,
        "draw_seed": run.seed,
    }


def lapse_unhandled(*, round: Round, by: User, at: datetime) -> list[int]:
    """Ends the applications that the owner did not handle in time. Returns the keys of those that were submitted."""
    submitted: list[int] = []
    for before in S:
        if S.LAPSED not in APPLICATION.table[before]:
            continue
        keys = list(Application.objects.filter(round=round, status=before).values_list("pk", flat=True))
        _advance_all(keys, before, S.LAPSED, by, at)
        submitted += keys if before != S.DRAFT else []
    return submitted
