"""A place after an appeal: granted beside those that were allocated, by a new decision, from nobody who has one."""

from __future__ import annotations

from django.db import transaction

from pafyll.apps.applications.models import AllocationRun
from pafyll.apps.applications.queries.appealed import appealed_application, wished_places
from pafyll.apps.applications.queries.decided import granted_study, json_line
from pafyll.apps.applications.queries.rates import rate_table
from pafyll.apps.applications.queries.round_files import unzipped
from pafyll.apps.applications.services.awarding import AwardedPlace, award_places
from pafyll.apps.applications.services.freeing import turnstile
from pafyll.apps.casework.models import Decision
from pafyll.apps.casework.outcomes import Reverse
from pafyll.apps.casework.services import NewDecision, Refusal, advance, issue_decisions
from pafyll.domain.answers import no
from pafyll.domain.grants.cost_shares import cost_shares
from pafyll.domain.lifecycles.application import APPLICATION, ApplicationStatus


@transaction.atomic
def grant_after_appeal(order: Reverse) -> Decision:
    """Grants the appellant the place that the effect names. The others keep theirs: nothing is allocated anew.

    Raises Refusal when the application has left the list of those refused, when the effect is not among its wishes,
    or when the round's frame does not reach: then the frame is raised first.
    """
    application = appealed_application(order.decision)
    turnstile(application.round_id)  # whoever accepts a freed place in the same moment waits, and counts again
    run = AllocationRun.objects.get(pk=order.decision.grounds["run"])
    problem = unzipped(bytes(run.input_files))[0].problem()
    places = wished_places(run, application, problem, problem.index_of(application.number))
    result = next((one for k, one in places if f"wish_{k + 1}" == order.effect), None)
    if result is None:
        raise Refusal(no("effect_missing", "Velg en av plassene som er søkt.", field="effect"))
    study = granted_study(result)
    shares = cost_shares(
        study=study,
        scheme=result.scheme,
        rates=rate_table(application.round),
        year=application.round.school_year,
    )
    advance(
        application,
        lifecycle=APPLICATION,
        to=ApplicationStatus.GRANTED,
        by=order.decided_by,
        at=order.at,
        appeal=order.appeal.pk,
    )
    place = {"offer": result.offer_id, "scheme": result.scheme, "choice": result.choice}
    chain = {name: value for name, value in order.decision.grounds.items() if name != "run"}  # no run gave this place
    grounds = {**chain, "appeal": order.appeal.pk, "why": order.why, "place": place}
    lines = [json_line(line) for line in shares.lines]
    made: list[Decision] = []

    def decide() -> None:
        new = NewDecision(order.decision.about, "granted", grounds, lines)
        made.extend(
            issue_decisions(
                kind="place", decisions=[new], prepared_by=order.prepared_by, decided_by=order.decided_by, at=order.at
            )
        )

    awarded = AwardedPlace(application, result.offer, result.scheme, study.credits, study.semesters, lines)
    award_places([awarded], decide=decide, by=order.decided_by, at=order.at)
    return made[0]
