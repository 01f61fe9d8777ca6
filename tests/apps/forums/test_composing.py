"""The County Governor composes the forum, with the balance in view; what is only proposed gives no access."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pafyll.apps.forums.models import ForumMembership
from pafyll.apps.forums.permissions.forums import seats_of, visible_forums
from pafyll.apps.forums.services import composing
from pafyll.domain.answers import Refusal
from pafyll.domain.rules.forum_balance import balance_of
from tests.factories import ForumFactory, ForumMembershipFactory, OrganisationFactory, RoleGrantFactory
from tests.factories.base import NOW
from tests.fixtures.forum import DAY, a_person


def a_seat(county, *, organisation=None, person=None, kind="owner"):
    body = organisation or OrganisationFactory(municipality=True)
    speaker = person or a_person("ny", "owner_officer", body)
    return composing.NewSeat(body, speaker, kind, votes=True, starts_on=DAY)


def test_a_proposed_seat_gives_access_when_tor_has_decided_it(county):
    new, tor = a_seat(county), county.user("tor")
    composing.propose_seat(forum=county.forum, new=new, by=tor, at=NOW)
    viewer = composing.as_viewer(new.person.user, NOW)

    assert not visible_forums(viewer, day=DAY).exists()
    assert composing.decide_composition(forum=county.forum, why="Dialog med KS.", by=tor, at=NOW) == 1
    assert visible_forums(viewer, day=DAY).get() == county.forum


def test_siri_composes_nothing(county):
    for act in (
        lambda: composing.propose_seat(forum=county.forum, new=a_seat(county), by=county.user("siri"), at=NOW),
        lambda: composing.decide_composition(forum=county.forum, why="Vi ville.", by=county.user("siri"), at=NOW),
        lambda: composing.end_seat(
            seat=county.seats["ola"], ends_before=DAY, why="Nei", by=county.user("siri"), at=NOW
        ),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.answer.code == "not_secretariat"


def test_the_governor_gets_no_vote_whatever_the_seat_is_called(county):
    governor = OrganisationFactory(county_governor=True)
    for kind in ("governor", "observer"):
        with pytest.raises(Refusal) as refused:
            composing.propose_seat(
                forum=county.forum,
                new=a_seat(county, organisation=governor, kind=kind, person=county.people["tor"]),
                by=county.user("tor"),
                at=NOW,
            )
        assert refused.value.answer.code == "governor_votes"


def test_a_provider_cannot_sit_as_an_owner(county):
    new = a_seat(county, organisation=OrganisationFactory(provider=True), person=county.people["nina"])
    with pytest.raises(Refusal) as refused:
        composing.propose_seat(forum=county.forum, new=new, by=county.user("tor"), at=NOW)
    assert refused.value.answer.code == "kind_does_not_suit"


def test_a_body_has_one_seat_at_a_time_and_the_next_follows_when_the_old_one_ends(county):
    tor, old = county.user("tor"), county.seats["siri"]
    new = a_seat(county, organisation=old.organisation)
    with pytest.raises(Refusal) as refused:
        composing.propose_seat(forum=county.forum, new=new, by=tor, at=NOW)
    assert refused.value.answer.code == "seat_taken"

    composing.end_seat(seat=old, ends_before=DAY, why="Ny representant", by=tor, at=NOW)
    composing.propose_seat(forum=county.forum, new=new, by=tor, at=NOW)
    composing.decide_composition(forum=county.forum, why="Kommunen har valgt ny.", by=tor, at=NOW)

    assert seats_of(county.viewer("siri"), county.forum, day=DAY) == []
    assert seats_of(county.viewer("siri"), county.forum, day=DAY - timedelta(days=1))


def test_a_substitute_has_the_seat_between_the_two_days(county):
    body = county.seats["siri"].organisation
    eli = a_person("eli", "owner_officer", body)
    term = composing.Term(date(2026, 3, 1), date(2026, 4, 1))
    composing.appoint_substitute(
        seat=county.seats["siri"], person=eli, term=term, reason="Ferie", by=county.user("siri"), at=NOW
    )
    viewer = composing.as_viewer(eli.user, NOW)

    days = (date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1))
    assert [bool(seats_of(viewer, county.forum, day=day)) for day in days] == [False, True, True, False]
    assert seats_of(viewer, county.forum, day=DAY)[0].is_substitute


def test_nobody_appoints_a_substitute_for_another(county):
    with pytest.raises(Refusal) as refused:
        composing.appoint_substitute(
            seat=county.seats["siri"],
            person=county.people["ola"],
            term=composing.Term(DAY, DAY + timedelta(days=1)),
            reason="Jeg vil",
            by=county.user("ola"),
            at=NOW,
        )
    assert refused.value.answer.code == "not_your_seat"


def test_ola_of_another_county_sees_nothing_of_the_forum(county):
    elsewhere = ForumFactory()
    ForumMembershipFactory(forum=elsewhere)
    other_governor = a_person("turid", "county_governor", elsewhere.governor)
    viewer = composing.as_viewer(other_governor.user, NOW)

    assert list(visible_forums(county.viewer("ola"), day=DAY)) == [county.forum]
    assert list(visible_forums(viewer, day=DAY)) == [elsewhere]


def test_the_directorate_reads_every_forum_and_keeps_none(county):
    ada = RoleGrantFactory(directorate_officer=True).person
    viewer = composing.as_viewer(ada.user, NOW)

    assert county.forum in visible_forums(viewer, day=DAY)
    with pytest.raises(Refusal):
        composing.decide_composition(forum=county.forum, why="Nei", by=ada.user, at=NOW)


def test_the_balance_says_who_is_missing_and_who_can_decide_alone():
    seats = [("owner", True)] * 3 + [("network", True), ("provider", True), ("governor", False)]
    balance = balance_of(seats)

    assert [(one.code, one.votes, one.percent) for one in balance.groups] == [
        ("owners", 4, 80),
        ("providers", 1, 20),
        ("organisations", 0, 0),
    ]
    assert (balance.votes, balance.without_vote) == (5, 1)
    assert [one.code for one in balance.remarks] == ["group_has_majority", "group_missing"]
    even = [("owner", True)] * 2 + [("provider", True)] * 2 + [("union", True), ("organisation", True)]
    assert balance_of(even).remarks == ()


def test_what_is_decided_is_not_dropped(county):
    with pytest.raises(Refusal):
        composing.drop_proposal(seat=county.seats["ola"], by=county.user("tor"), at=NOW)
    assert ForumMembership.objects.filter(pk=county.seats["ola"].pk).exists()
