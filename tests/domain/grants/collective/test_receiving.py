"""Who may receive: an owner or a provider that the regime names, and nobody else."""

from __future__ import annotations

import pytest

from pafyll.domain.grants.collective.receiving import Candidate, may_pass_on, may_receive
from pafyll.domain.schemes.collective import collective_scheme, collective_schemes

TOWN = Candidate("Fjordvik kommune", "municipality")
COUNTY = Candidate("Innhavet fylkeskommune", "county_authority")
FREE = Candidate("Steinerskolen", "private_owner")
UNIVERSITY = Candidate("Universitetet", "provider")
COLLEGE = Candidate("Fagskolen", "provider", ("vocational_college",))
COURSES = Candidate("Kursfabrikken AS", "company")


@pytest.mark.parametrize(
    ("scheme", "candidate", "code"),
    [
        ("decentralised_2018", TOWN, "yes"),
        ("decentralised_2018", FREE, "yes"),
        ("decentralised_2018", UNIVERSITY, "yes"),
        ("decentralised_2018", COLLEGE, "not_a_partner"),
        ("decentralised_2018", COURSES, "not_a_recipient"),
        ("decentralised", TOWN, "yes"),
        ("decentralised", COUNTY, "yes"),
        ("decentralised", COLLEGE, "not_a_partner"),
        ("decentralised", COURSES, "not_a_recipient"),
        ("collective_2026", COLLEGE, "yes"),
        ("collective_2026", UNIVERSITY, "yes"),
        ("collective_2026", COURSES, "not_a_recipient"),
    ],
)
def test_the_regime_names_who_may_receive(scheme, candidate, code):
    assert may_receive(collective_scheme(scheme), candidate).code == code


def test_a_refusal_cites_the_regulation_and_says_who_could():
    answer = may_receive(collective_scheme("decentralised"), COURSES)

    assert answer.law == "FOR-2021-01-26-230"
    assert str(answer) == (
        "Kursfabrikken AS kan ikke få midler fra Desentralisert ordning: ordningen gjelder kommuner, fylkeskommuner, "
        "private eiere og tilbydere som ordningen godtar."
    )
    assert answer.remedy


def test_where_no_source_gives_the_paragraph_none_is_cited():
    assert may_receive(collective_scheme("collective_2026"), COURSES).law == ""


def test_no_scheme_takes_an_organisation_that_is_neither_owner_nor_provider():
    for scheme in collective_schemes().values():
        for kind in ("school", "union", "directorate", "company", ""):
            assert not may_receive(scheme, Candidate("Noen", kind))


def test_money_passes_through_a_municipality_to_a_private_owner_and_no_other_way():
    assert may_pass_on(payee=TOWN, recipient=FREE)
    assert may_pass_on(payee=COUNTY, recipient=FREE)
    assert may_pass_on(payee=FREE, recipient=FREE)
    assert may_pass_on(payee=FREE, recipient=TOWN).code == "not_an_intermediary"
    assert may_pass_on(payee=TOWN, recipient=UNIVERSITY).code == "not_an_intermediary"
