"""What the owner reads that an application costs is what the allocation counts with."""

from __future__ import annotations

import pytest

from pafyll.apps.applications.models import Application, Round
from pafyll.apps.applications.queries.owner import with_everything
from pafyll.apps.applications.queries.rates import price_of, rate_table
from pafyll.apps.applications.queries.tables import TAKES_PART, problem_from_round


@pytest.mark.parametrize("study_year", [2024, 2025, 2026])
def test_the_first_wish_costs_the_same_on_the_owners_page_and_in_the_allocation(world, study_year):
    round = Round.objects.get(study_year=study_year)
    problem, rates = problem_from_round(round), rate_table(round)
    ranked = with_everything(Application.objects.filter(round=round, status__in=TAKES_PART))

    for application in ranked:
        price = price_of(application, rates)
        columns = problem.contract(problem.index_of(application.number), 0)[2:]
        assert (columns[0] + columns[1], *columns[2:]) == (price.state, price.autumn, price.spring)
    assert ranked
