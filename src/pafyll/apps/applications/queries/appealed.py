"""What an appeal about a place is about, and what it would cost and displace if it succeeded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy, gettext_noop

from pafyll.apps.applications.models import AllocationResult, AllocationRun, Application
from pafyll.apps.applications.queries.decided import granted_study, json_line
from pafyll.apps.applications.queries.places import place_of
from pafyll.apps.applications.queries.rates import rate_table
from pafyll.apps.applications.queries.round_files import unzipped
from pafyll.apps.casework.models import Decision
from pafyll.apps.casework.outcomes import Effect, Subject, Words
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.domain.allocation import Problem, allocate
from pafyll.domain.allocation.problem import (
    NO_LIMIT,
    NO_OFFER,
    OFFER,
    OWNER_AUTUMN,
    OWNER_SPRING,
    SCHEME,
    STATE_AUTUMN,
    STATE_SPRING,
)
from pafyll.domain.grants.cost_shares import cost_shares
from pafyll.domain.lifecycles.application import ApplicationStatus

S = ApplicationStatus
SCHEMES = {"substitute": "vikarordning", "scholarship": "stipendordning"}
MOST_NAMED = 5


def application_key(about: str) -> int:
    """The key in "application:42"."""
    return int(about.removeprefix("application:"))


def subjects_of_places(decisions: Sequence[Decision]) -> dict[int, Subject]:
    """Whom each decision about a place is addressed to, and what it is about. One query."""
    keys = {one.pk: application_key(one.about) for one in decisions}
    found = Application.objects.select_related("person__user", "round").in_bulk(set(keys.values()))
    return {pk: _subject(found.get(key)) for pk, key in keys.items()}


def _subject(application: Application | None) -> Subject:
    if application is None:
        return Subject(gettext_lazy("Plass i videreutdanning"))
    title = format_lazy(gettext_lazy("Plass i videreutdanning {year}"), year=str(application.round.school_year))
    return Subject(title, party_person=application.person)


def effects_of_place(decision: Decision) -> list[Effect]:
    """Each place that the appellant asked for: its cost by payer and budget year, and whom it would have displaced.

    Empty when she has a place, or is out of the round. The displaced are found by allocating the run's own input
    again with that place and its money taken out first: those who had a place then and have none now.
    """
    application = appealed_application(decision)
    if application.status != S.REFUSED or place_of(application) is not None:
        return []
    run = AllocationRun.objects.get(pk=decision.grounds["run"])
    tables, seed = unzipped(bytes(run.input_files))
    problem = tables.problem()
    before = allocate(problem, tables.rules, seed).contract >= 0
    rates = rate_table(application.round)
    i = problem.index_of(application.number)
    effects = []
    for k, result in wished_places(run, application, problem, i):
        after = allocate(_without_the_place(problem, i, k), tables.rules, seed).contract >= 0
        lost = [problem.application_id(row) for row in np.flatnonzero(before & ~after).tolist()]
        shares = cost_shares(
            study=granted_study(result), scheme=result.scheme, rates=rates, year=application.round.school_year
        )
        effects.append(
            Effect(
                code=f"wish_{k + 1}",
                label=_label(result),
                lines=tuple(json_line(line) for line in shares.lines),
                displaced=_named(lost),
                note=_note(result.offer),
                gives_place=True,
            )
        )
    return effects


def appealed_application(decision: Decision) -> Application:
    """The application that the decision is about, with what its places are written from. One query."""
    rows = Application.objects.select_related(
        "round", "person__user", "owner", "offer_1__programme__provider", "offer_2__programme__provider"
    )
    return rows.get(pk=application_key(decision.about))


def wished_places(
    run: AllocationRun, application: Application, problem: Problem, i: int
) -> Iterator[tuple[int, AllocationResult]]:
    """(wish, what the result would have been) for each of the applicant's contracts, in her order. Nothing is saved."""
    offers = {one.code: one for one in (application.offer_1, application.offer_2) if one is not None}
    for k in range(problem.wishes):
        contract = problem.contract(i, k)
        if contract[OFFER] == NO_OFFER:
            continue
        offer = offers.get(problem.offer_ids[contract[OFFER]])
        yield (
            k,
            AllocationResult(
                run=run,
                application=application,
                is_granted=True,
                offer=offer,
                scheme=problem.schemes[contract[SCHEME]],
                choice=2 if offer is not None and offer == application.offer_2 else 1,
                state_amount=contract[STATE_AUTUMN] + contract[STATE_SPRING],
                owner_amount=contract[OWNER_AUTUMN] + contract[OWNER_SPRING],
            ),
        )


def _without_the_place(problem: Problem, i: int, k: int) -> Problem:
    """The problem as it is for the others when the appellant's place is taken out first."""
    contract, owner = problem.contract(i, k), int(problem.owner[i])
    capacity, approved = problem.capacity.copy(), problem.approved.copy()
    capacity[contract[OFFER]] = max(0, int(capacity[contract[OFFER]]) - 1)
    approved[i] = False
    return problem.changed(
        capacity=capacity,
        approved=approved,
        quota=_less(problem.quota, owner, 1),
        budget_autumn=_less(problem.budget_autumn, owner, contract[OWNER_AUTUMN]),
        budget_spring=_less(problem.budget_spring, owner, contract[OWNER_SPRING]),
        state_money=_state_money_left(problem.state_money, contract[STATE_AUTUMN], contract[STATE_SPRING]),
    )


def _less(column: np.ndarray, at: int, taken: int) -> np.ndarray:  # type: ignore[type-arg]
    changed = column.copy()
    if changed[at] != NO_LIMIT:
        changed[at] = max(0, int(changed[at]) - taken)
    return changed


def _state_money_left(money: tuple[int, ...], autumn: int, spring: int) -> tuple[int, ...]:
    taken = (autumn + spring,) if len(money) == 1 else (autumn, spring)
    return tuple(have if have == NO_LIMIT else max(0, have - part) for have, part in zip(money, taken, strict=True))


def _label(result: AllocationResult) -> Words:
    """In the language of whoever reads it, page or letter."""
    offer = result.offer
    name = f"{offer.programme.name}, {offer.programme.provider.name}" if offer else result.application.other_study_name
    return format_lazy("{name} ({scheme})", name=name, scheme=gettext_lazy(SCHEMES[result.scheme]))


def _named(numbers: list[str]) -> tuple[str, ...]:
    """The applications by number, name and owner; the first few, and how many more. One query."""
    rows = Application.objects.filter(number__in=numbers).select_related("person", "owner").order_by("number")
    named = [f"{one.number} {one.person} ({one.owner})" for one in rows[:MOST_NAMED]]
    return (*named, *([f"+ {len(numbers) - MOST_NAMED}"] if len(numbers) > MOST_NAMED else []))


def _note(offer: StudyOffer | None) -> str:
    """What must be arranged with the provider for a place beside those that it has."""
    if offer is None:
        return ""
    return gettext_noop(
        "Plassen kommer i tillegg til studiets plasser. Avtal den med studiestedet før klagen avgjøres."
    )
