"""The forum agrees, or fails to and votes; the Governor never votes, and a disqualified member does nothing."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from pafyll.apps.forums.models import Dissent, ForumVote
from pafyll.apps.forums.services import deciding
from pafyll.apps.forums.services.composing import Term, appoint_substitute, declare_disqualified
from pafyll.domain.answers import Refusal
from pafyll.domain.rules.forum_voting import counted
from tests.factories import (
    AgendaItemFactory,
    BallotFactory,
    ForumMembershipFactory,
    ForumVoteFactory,
    OrganisationFactory,
    PersonFactory,
)
from tests.factories.base import NOW
from tests.fixtures.forum import DAY, a_person

MEMBERS = ("siri", "ola", "nina", "leif")


@pytest.fixture
def item(county):
    """A matter of a meeting that has begun."""
    return AgendaItemFactory(
        meeting__forum=county.forum, meeting__held=True, meeting__starts_at=NOW - timedelta(hours=1)
    )


@pytest.fixture
def ballot(county, item):
    tor = county.user("tor")
    deciding.record_failed_agreement(item=item, why="Partene står fast.", by=tor, at=NOW)
    return deciding.open_ballot(item=item, proposal="Fordelingen i vedlegget.", by=tor, at=NOW)


def code_of(act):
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value.answer.code


def test_the_forum_agrees_and_nobody_votes(county, item):
    decision = deciding.agree(item=item, text="Forumet innstiller.", by=county.user("tor"), at=NOW)

    assert (decision.made_by, decision.result, decision.ballot) == ("agreement", "adopted", None)
    assert (
        code_of(lambda: deciding.cast_vote(item=item, choice="for", by=county.user("siri"), at=NOW)) == "no_open_ballot"
    )


def test_no_vote_before_it_is_recorded_that_agreement_failed(county, item):
    open_it = lambda: deciding.open_ballot(item=item, proposal="Forslag", by=county.user("tor"), at=NOW)  # noqa: E731

    assert code_of(open_it) == "agreement_first"
    deciding.record_failed_agreement(item=item, why="Uenige om nøkkelen.", by=county.user("tor"), at=NOW)
    assert open_it().is_open


def test_a_failed_agreement_says_why(county, item):
    fail = lambda: deciding.record_failed_agreement(item=item, why=" ", by=county.user("tor"), at=NOW)  # noqa: E731

    assert code_of(fail) == "words_missing"


def test_the_members_vote_once_each_and_the_votes_are_counted(county, item, ballot):
    for key, choice in zip(MEMBERS, ("for", "for", "against", "abstained"), strict=True):
        deciding.cast_vote(item=item, choice=choice, by=county.user(key), at=NOW)
    again = lambda: deciding.cast_vote(item=item, choice="against", by=county.user("siri"), at=NOW)  # noqa: E731
    assert code_of(again) == "already_voted"

    decision = deciding.count_ballot(item=item, by=county.user("tor"), at=NOW)

    assert (decision.votes_for, decision.votes_against, decision.abstained) == (2, 1, 1)
    assert (decision.made_by, decision.result) == ("vote", "adopted")
    late = lambda: deciding.cast_vote(item=item, choice="for", by=county.user("siri"), at=NOW)  # noqa: E731
    assert code_of(late) == "no_open_ballot"


def test_the_governor_has_no_vote(county, item, ballot):
    vote = lambda: deciding.cast_vote(item=item, choice="for", by=county.user("tor"), at=NOW)  # noqa: E731

    assert code_of(vote) == "no_vote"


@pytest.mark.parametrize("kind", ["governor", "observer"])
def test_the_database_itself_refuses_the_governors_vote_and_seat_with_a_vote(county, kind):
    ballot, seat = BallotFactory(), county.seats["tor"]

    with pytest.raises(IntegrityError), transaction.atomic():
        ForumVoteFactory(ballot=ballot, membership=seat, kind=kind)
    with pytest.raises(IntegrityError), transaction.atomic():
        ForumMembershipFactory(kind=kind, votes=True)


def test_the_database_itself_refuses_a_second_vote_of_a_body(county):
    vote = ForumVoteFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        ForumVoteFactory(ballot=vote.ballot, membership=vote.membership, cast_by=county.user("tor"))


def test_only_the_secretariat_records_and_only_when_the_meeting_has_begun(county, item):
    assert code_of(lambda: deciding.agree(item=item, text="Ja", by=county.user("siri"), at=NOW)) == "not_secretariat"
    early = AgendaItemFactory(meeting__forum=county.forum, meeting__called=True)
    assert code_of(lambda: deciding.agree(item=early, text="Ja", by=county.user("tor"), at=NOW)) == "meeting_not_begun"


def test_a_disqualified_member_neither_votes_nor_dissents_and_the_substitute_does(county, item, ballot):
    ola, stand_in = county.user("ola"), a_person("vara", "owner_officer", county.seats["ola"].organisation)
    term = Term(DAY, DAY + timedelta(days=30))
    appoint_substitute(seat=county.seats["ola"], person=stand_in, term=term, reason="Inhabil", by=ola, at=NOW)
    declare_disqualified(
        forum=county.forum,
        matter=item.matter,
        person=county.people["ola"],
        ground="leader",
        term=Term(DAY),
        by=ola,
        at=NOW,
    )

    assert code_of(lambda: deciding.cast_vote(item=item, choice="for", by=ola, at=NOW)) == "disqualified"
    vote = deciding.cast_vote(item=item, choice="against", by=stand_in.user, at=NOW)
    assert vote.membership == county.seats["ola"]
    decision = deciding.count_ballot(item=item, by=county.user("tor"), at=NOW)
    assert code_of(lambda: deciding.dissent(decision=decision, text="Nei.", by=ola, at=NOW)) == "disqualified"


def test_a_disqualified_adviser_of_the_governor_records_nothing(county, item):
    tor = county.user("tor")
    declare_disqualified(
        forum=county.forum,
        matter=item.matter,
        person=county.people["tor"],
        ground="spouse",
        term=Term(DAY),
        by=tor,
        at=NOW,
    )

    assert code_of(lambda: deciding.agree(item=item, text="Ja", by=tor, at=NOW)) == "disqualified"


def test_a_matter_keeps_its_disqualified_members_from_meeting_to_meeting(county):
    first, second = (
        AgendaItemFactory(
            meeting__forum=county.forum,
            meeting__held=True,
            meeting__starts_at=NOW - timedelta(hours=1),
            about="scheme_year:7",
        )
        for _ in range(2)
    )
    ola = county.user("ola")
    declare_disqualified(
        forum=county.forum,
        matter=first.matter,
        person=county.people["ola"],
        ground="party",
        term=Term(DAY),
        by=ola,
        at=NOW,
    )
    tor = county.user("tor")
    deciding.record_failed_agreement(item=second, why="Uenige.", by=tor, at=NOW)
    deciding.open_ballot(item=second, proposal="Forslag", by=tor, at=NOW)

    assert code_of(lambda: deciding.cast_vote(item=second, choice="for", by=ola, at=NOW)) == "disqualified"


def test_a_dissent_carries_the_name_of_the_body_and_comes_before_the_minutes_are_approved(county, item):
    decision = deciding.agree(item=item, text="Forumet innstiller.", by=county.user("tor"), at=NOW)

    made = deciding.dissent(decision=decision, text="De små får for lite.", by=county.user("leif"), at=NOW)
    county.seats["leif"].organisation.name = "Nytt navn"
    county.seats["leif"].organisation.save()

    assert Dissent.objects.get(pk=made.pk).body == "Virksomheten til Leif"
    item.meeting.status = "approved"
    late = lambda: deciding.dissent(decision=decision, text="Vi også.", by=county.user("siri"), at=NOW)  # noqa: E731
    assert code_of(late) == "minutes_approved"


def test_the_secretariat_records_the_vote_of_a_body_whose_member_does_not_log_in_and_of_no_other(county, item, ballot):
    ks = ForumMembershipFactory(
        forum=county.forum,
        kind="organisation",
        organisation=OrganisationFactory(association=True),
        person=PersonFactory(unknown=True),
    )
    tor = county.user("tor")

    assert deciding.record_vote(item=item, seat=ks, choice="for", by=tor, at=NOW).kind == "organisation"
    for seat, code in ((county.seats["siri"], "votes_herself"), (county.seats["tor"], "no_vote")):
        assert (
            code_of(lambda seat=seat: deciding.record_vote(item=item, seat=seat, choice="for", by=tor, at=NOW)) == code
        )
    assert ForumVote.objects.filter(ballot=ballot).count() == 1


@given(st.lists(st.sampled_from(["for", "against", "abstained"]), max_size=12))
def test_a_vote_is_counted_whole_and_in_any_order(choices):
    count = counted(choices)

    assert count.votes_for + count.votes_against + count.abstained == len(choices)
    assert counted(reversed(choices)) == count
    assert count.result == ("adopted" if choices.count("for") > choices.count("against") else "rejected")


def test_equal_votes_adopt_nothing():
    for number, extra in product(range(3), range(3)):
        assert counted(["for"] * number + ["against"] * number + ["abstained"] * extra).result == "rejected"
