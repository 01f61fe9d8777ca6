"""The owner's own part: 30 % of what, in money or in time, and what is said when it is missing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pafyll.domain.grants.own_contribution import (
    MONEY,
    WORKING_TIME,
    Documented,
    Terms,
    own_contributions,
    standing,
    terms_on,
)
from pafyll.domain.parameters import NoValueInForce
from pafyll.domain.schemes.collective import collective_scheme
from pafyll.domain.values import Kroner
from tests.domain.allocation.long import examples

FORUM = Terms(30, "forum_grant", None)
AWARD = Terms(30, "owner_award", True)


def test_in_oslo_and_akershus_2018_the_owners_put_in_11_91_million():
    contribution = collective_scheme("decentralised_2018").own_contribution
    assert contribution is not None
    terms = terms_on(contribution, date(2018, 7, 1))
    awards = {"siri": Kroner(20_000_000), "ola": Kroner(7_790_000)}

    due = own_contributions(terms, forum_grant=Kroner(39_700_000), owner_awards=awards)

    assert (terms.percent, terms.base, terms.working_time) == (30, "forum_grant", None)
    assert sum(one.kroner for one in due) == 11_910_000
    assert "30 % av 39\u00a0700\u00a0000\u00a0kr" in str(due[0])


def test_the_same_round_by_the_rule_of_2022_counts_only_what_the_owners_get():
    due = own_contributions(AWARD, forum_grant=Kroner(39_700_000), owner_awards={"siri": Kroner(1_000_001)})

    assert [one.kroner for one in due] == [300_001]


def test_without_a_rule_in_force_nothing_is_guessed():
    contribution = collective_scheme("decentralised_2018").own_contribution
    assert contribution is not None
    with pytest.raises(NoValueInForce):
        terms_on(contribution, date(2017, 6, 1))


def test_what_is_missing_is_said_in_kroner():
    found = standing(300_000, [Documented(MONEY, Kroner(120_000), "Leie av lokaler")], FORUM)

    assert (found.missing, bool(found.answer)) == (180_000, False)
    assert "mangler 180\u00a0000\u00a0kr" in str(found.answer)


@pytest.mark.parametrize(("counts", "code"), [(None, "working_time_not_stated"), (False, "working_time_not_counted")])
def test_working_time_counts_only_where_the_regime_says_so(counts, code):
    documents = [Documented(WORKING_TIME, Kroner(300_000), "Frikjøp")]

    assert standing(300_000, documents, Terms(30, "grant", counts)).answer.code == code
    assert standing(300_000, documents, Terms(30, "grant", True)).answer


@examples(60)
@given(
    st.sampled_from(["forum_grant", "owner_award", "grant"]),
    st.lists(st.integers(1, 10**8), min_size=1, max_size=20),
    st.integers(0, 100),
    st.integers(0, 10**8),
)
def test_the_owners_together_never_put_in_less_than_the_percentage(base, awards, percent, to_providers):
    grant = Kroner(sum(awards) + to_providers)

    due = own_contributions(
        Terms(percent, base, None),
        forum_grant=grant,
        owner_awards={str(at): Kroner(one) for at, one in enumerate(awards)},
    )

    counted = int(grant) if base == "forum_grant" else sum(awards)
    total = sum(one.kroner for one in due)
    assert total * 100 >= counted * percent
    assert total * 100 <= counted * percent + 100 * len(awards)
