"""Who is proposed for a team, and what is said about everybody."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pafyll.domain.assignments.parts import is_open
from pafyll.domain.assignments.team import CONTRIBUTE, LEAD, LEARN, Candidate, TeamNeed, propose_team

NEED = TeamNeed("reading", "lesing", ("2026H", "2027V"), 10)
FREE = {"2026H": 20, "2027V": 20}


def someone(key, level=LEAD, **changed):
    given = {"levels": {"reading": level} if level else {}, "free": FREE, "load": 0, "earlier": 2}
    return Candidate(key, f"Nr {key}", **{**given, **changed})


def said(proposal, key):
    verdict = next(one for one in proposal.verdicts if one.key == key)
    return [reason.code for reason in verdict.reasons]


def test_an_experienced_leader_brings_a_new_colleague():
    proposal = propose_team(NEED, [someone(1), someone(2, LEARN, earlier=0)])

    assert [(one.key, one.part, one.is_new) for one in proposal.chosen] == [(1, "manager", False), (2, "expert", True)]
    assert proposal.lacks == ()


def test_the_least_loaded_leader_is_chosen_and_the_other_is_told_who_came_first():
    proposal = propose_team(NEED, [someone(1, load=30), someone(2, load=10)])

    assert proposal.chosen[0].key == 2
    assert said(proposal, 1)[-1] == "others_first" or proposal.chosen[1].key == 1


def test_room_is_needed_in_every_semester_and_an_unknown_semester_is_full():
    proposal = propose_team(NEED, [someone(1, free={"2026H": 50}), someone(2, free={"2026H": 50, "2027V": 9})])

    assert proposal.chosen == ()
    assert [str(one.verdicts[0].reasons[0]) for one in (proposal,)] == [
        "Nr 1 har 0 prosent ledig våren 2027, og oppdraget trenger 10 prosent."
    ]
    assert [reason.code for reason in proposal.lacks] == ["lacks_experienced", "lacks_new"]


def test_a_disqualified_colleague_is_never_proposed_and_it_says_so():
    proposal = propose_team(NEED, [someone(1, is_disqualified=True), someone(2)])

    assert [one.key for one in proposal.chosen] == [2]
    assert "disqualified" in said(proposal, 1)


def test_without_a_new_colleague_another_completes_the_team_and_the_rule_says_it_is_not_met():
    proposal = propose_team(NEED, [someone(1), someone(2, CONTRIBUTE)])

    assert {one.key for one in proposal.chosen} == {1, 2}
    assert [reason.code for reason in proposal.lacks] == ["lacks_new"]


def test_a_new_colleague_who_can_most_is_taken_before_one_who_wants_to_learn():
    proposal = propose_team(NEED, [someone(1), someone(2, LEARN, earlier=0), someone(3, CONTRIBUTE, earlier=0, load=5)])

    assert [one.key for one in proposal.chosen] == [1, 3]


def test_one_without_the_field_is_told_that_it_is_not_in_the_overview():
    assert said(propose_team(NEED, [someone(1, "")]), 1) == ["no_competence"]


CANDIDATES = st.lists(
    st.builds(
        lambda key, level, free, load, earlier, out: someone(
            key, level, free={"2026H": free, "2027V": free}, load=load, earlier=earlier, is_disqualified=out
        ),
        st.integers(1, 30),
        st.sampled_from([LEAD, CONTRIBUTE, LEARN, ""]),
        st.integers(0, 30),
        st.integers(0, 60),
        st.integers(0, 3),
        st.booleans(),
    ),
    max_size=12,
    unique_by=lambda one: one.key,
)


@given(CANDIDATES, st.integers())
def test_the_order_of_the_candidates_never_matters_and_everyone_gets_a_reason(candidates, seed):
    shuffled = list(candidates)
    Random(seed).shuffle(shuffled)
    first, second = propose_team(NEED, candidates), propose_team(NEED, shuffled)

    assert first == second
    assert {one.key for one in first.verdicts} == {one.key for one in candidates}
    assert all(str(reason) for one in first.verdicts for reason in one.reasons)
    able = {one.key for one in candidates if not one.is_disqualified and one.free["2026H"] >= NEED.percent}
    assert {one.key for one in first.chosen} <= able
    assert len(first.chosen) <= 2


@pytest.mark.parametrize(
    ("part", "status", "answer"),
    [("up1", "planned", True), ("up2", "planned", False), ("up2", "started", True), ("expert", "finished", False)],
)
def test_up2_comes_when_the_project_runs(part, status, answer):
    assert bool(is_open(part, status)) is answer
