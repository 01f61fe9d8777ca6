"""Plants the municipality of the case paper, its budget and programme, and invented people to work with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.organisations.models import Organisation, Person, RoleGrant
from pafyll.apps.planning.models import BudgetSource
from pafyll.apps.planning.services.budgeting import CostTerms, SourceTerms, enter_cost, enter_source
from pafyll.apps.planning.services.findings import state_document
from pafyll.apps.planning.services.measures import MeasureTerms, propose_measure, take_measure_on
from pafyll.apps.planning.services.reallocating import prepare_reallocation
from pafyll.devtools.seed.names import NOBODY_LOGS_IN_WITH_IT
from pafyll.devtools.seed.numbers import organisation_numbers
from pafyll.devtools.seed.story.days import at
from pafyll.devtools.seed.trondheim.paper import EXTRA, IN_SERVICE_MONEY, REALLOCATED, budget, paper, wanted
from pafyll.domain.lifecycles.budget import MeasureStatus
from pafyll.domain.planning.budget import Source

YEAR = 2011
DAY = at(date(YEAR, 3, 7))  # the paper's own day and month, in the first year that it can be from
FIRST_NUMBER = 9_000_000  # an invented organisation number, away from those of the other worlds
PEOPLE = (
    ("rune", "Rune", "Bakkelund", RoleGrant.Role.OWNER_OFFICER),
    ("berit", "Berit", "Storhaug", RoleGrant.Role.OWNER_DECIDER),
)


@transaction.atomic
def plant_trondheim(tell: Callable[[str], object] = lambda text: None) -> Organisation:
    """The owner with everything that the paper says. The reallocation waits for the politicians."""
    tell("Trondheim 2011: tallene fra saksframlegget, med oppdiktede personer")
    owner = Organisation.objects.create(
        kind=Organisation.Kind.MUNICIPALITY,
        name=paper()["municipality"],
        number=next(organisation_numbers(FIRST_NUMBER)),
        stages="1-10",
    )
    officer, _decider = [_employ(owner, *row) for row in PEOPLE]
    sources = {one.key: _money(owner, one, officer) for one in budget().sources}
    _costs(owner, sources, officer)
    for row in paper()["measures"]:
        _measure(owner, row, officer)
    prepare_reallocation(
        giver=sources[EXTRA],
        taker=sources[IN_SERVICE_MONEY],
        year=YEAR,
        amount=REALLOCATED,
        grounds="For å opprettholde dagens aktivitet på etterutdanning.",
        by=officer,
        at=DAY,
    )
    told = paper()
    state_document(
        owner=owner,
        case=None,
        title=f"Saksframlegg {told['case_number']}: {told['title']}",
        facts=told["facts"],
        checks=told["checks"],
        by=officer,
        at=DAY,
    )
    return owner


def _employ(owner: Organisation, key: str, first: str, last: str, role: str) -> User:
    email = f"{key}@example.no"
    user = User.objects.create(username=key, first_name=first, last_name=last, email=email, date_joined=DAY,
                               password=NOBODY_LOGS_IN_WITH_IT)  # fmt: skip
    person = Person.objects.create(user=user, first_name=first, last_name=last, email=email)
    RoleGrant.objects.create(person=person, role=role, organisation=owner, starts_on=date(YEAR - 1, 8, 1))
    return user


def _money(owner: Organisation, source: Source, by: User) -> BudgetSource:
    amounts = {
        year: (int(span.low), None if span.is_exact else int(span.high)) for year, span in source.amounts.items()
    }
    terms = SourceTerms(source.title, source.purpose, source.payer, source.is_recurring, source.given_by, amounts)
    return enter_source(owner=owner, terms=terms, by=by, at=DAY)


def _costs(owner: Organisation, sources: Mapping[str, BudgetSource], by: User) -> None:
    for row in paper()["uses"].values():
        terms = CostTerms(
            title=row["title"],
            purpose=row["purpose"],
            cost=row.get("cost", "substitutes"),
            amount=row["amount"],
            budget_year=row["year"],
            heads=row.get("heads"),
            is_bound=row["is_bound"],
            source=sources.get(row.get("source", "")),
            basis=f"Sak {paper()['case_number']}, {row['place']}",
        )
        enter_cost(owner=owner, terms=terms, by=by, at=DAY)
    teachers = wanted()
    terms = CostTerms(teachers.title, teachers.purpose, teachers.cost, int(teachers.total), school_year=YEAR,
                      heads=teachers.heads, source=sources[EXTRA],
                      basis=f"Sak {paper()['case_number']}, forslag til vedtak, punkt 2")  # fmt: skip
    enter_cost(owner=owner, terms=terms, by=by, at=DAY)


def _measure(owner: Organisation, row: Mapping[str, Any], by: User) -> None:
    terms = MeasureTerms(row["title"], row["kind"], row["target_group"], YEAR, participants=row.get("participants"),
                         state_priority=row.get("priority", ""))  # fmt: skip
    made = propose_measure(owner=owner, terms=terms, by=by, at=DAY)
    if why := row.get("cancelled"):
        take_measure_on(measure=made, to=MeasureStatus.CANCELLED, why=why, by=by, at=DAY)
