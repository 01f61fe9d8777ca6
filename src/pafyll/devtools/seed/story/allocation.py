"""The allocation of the earlier rounds: run, put aside, reviewed by Ada, decided by Idar, and told."""

from __future__ import annotations

from datetime import date

from pafyll.apps.applications.models import AllocationRun, Application, Round
from pafyll.apps.applications.services.allocating import discard_run, review_run, run_allocation, save_scenario
from pafyll.apps.applications.services.deciding import decide_run
from pafyll.apps.applications.services.letters import letter_of
from pafyll.apps.applications.services.results_mail import tell_results
from pafyll.apps.applications.services.rounds import close_round
from pafyll.apps.casework.models import Decision
from pafyll.apps.grants.services.grant_letters import grant_letter_of
from pafyll.devtools.seed.story.days import CURRENT, FINISHED, MIDDLE, at
from pafyll.devtools.seed.story.world import World
from pafyll.domain.allocation.scenarios import Changes

MORE_MONEY = Changes(state_money=(1_500_000, 1_500_000))
MORE_PLACES = Changes(capacity_percent={"mathematics": 150})


def allocate_finished(world: World) -> None:
    """The first run was put aside, the second decided, and the round closed after the study year."""
    round = world.rounds[FINISHED]
    first = run_allocation(round=round, by=world.user("ada"), at=at(date(FINISHED, 3, 18)))
    why = "Loddtallet var lest opp feil i møtet. Kjørt på nytt for å være sikker."
    discard_run(run=first, by=world.user("ada"), at=at(date(FINISHED, 3, 19)), why=why)
    _decide(world, round, run_allocation(round=round, by=world.user("ada"), at=at(date(FINISHED, 3, 20))))
    close_round(round=round, by=world.user("ada"), at=at(date(FINISHED + 1, 8, 15)))


def allocate_middle(world: World) -> None:
    """Beside the decided run stand one that was only calculated and one that was reviewed to compare with."""
    round = world.rounds[MIDDLE]
    ada = world.user("ada")
    scenario = save_scenario(
        round=round, name="Halv million mer hvert semester", changes=MORE_MONEY, by=ada, at=at(date(MIDDLE, 3, 17))
    )
    run_allocation(round=round, by=ada, at=at(date(MIDDLE, 3, 18)))
    compared = run_allocation(round=round, by=ada, at=at(date(MIDDLE, 3, 18), 12), scenario=scenario)
    review_run(run=compared, by=ada, at=at(date(MIDDLE, 3, 19)))
    _decide(world, round, run_allocation(round=round, by=ada, at=at(date(MIDDLE, 3, 20))))


def try_out_current(world: World) -> None:
    """Ada has begun to think about the round that is not over."""
    save_scenario(
        round=world.rounds[CURRENT],
        name="Halvparten flere plasser i matematikk",
        changes=MORE_PLACES,
        by=world.user("ada"),
        at=at(date(CURRENT, 3, 9)),
    )


def _decide(world: World, round: Round, run: AllocationRun) -> None:
    year = round.study_year
    review_run(run=run, by=world.user("ada"), at=at(date(year, 4, 8)), note="Stikkprøver av 10 søknader uten avvik.")
    decide_run(run=run, by=world.user("idar"), at=at(date(year, 4, 22)))
    tell_results(run=run, by=world.user("idar"), at=at(date(year, 4, 22), 11))
    _send_letters(world, run)
    round.refresh_from_db()


def _send_letters(world: World, run: AllocationRun) -> None:
    """Everyone has read her letter: in the language that she reads."""
    for decision in Decision.objects.filter(kind="place", grounds__run=run.pk).order_by("pk"):
        application = Application.objects.select_related("person__user").get(pk=decision.about.split(":")[1])
        language = application.person.user.language if application.person.user else "nb"
        letter_of(decision=decision, by=world.user("idar"), at=decision.decided_at, language=language)
    for decision in Decision.objects.filter(kind="grant", about__startswith=f"grant:{run.round_id}:").order_by("pk"):
        grant_letter_of(decision=decision, by=world.user("idar"), at=decision.decided_at)
