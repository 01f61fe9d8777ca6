"""Moving, numbering and merging a ranked list."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pafyll.domain.rules.ranking import (
    both_moved,
    has_one_wish_per_number,
    merged,
    moved,
    moved_by,
    moves,
    placed_by_number,
)


def test_moving_to_a_number_pushes_the_others_one_step():
    assert moved("abcd", "d", 2) == list("adbc")
    assert moved("abcd", "a", 4) == list("bcda")
    assert moved("abcd", "a", 99) == list("bcda")
    assert moved("abc", "ny", 1) == ["ny", "a", "b", "c"]


def test_one_up_at_the_top_changes_nothing():
    assert moved_by("abc", "a", -1) == list("abc")
    assert moved_by("abc", "c", 1) == list("abc")
    assert moved_by("abc", "c", -1) == list("acb")
    assert moved_by("abc", "x", -1) == list("abc")


def test_a_number_written_beside_an_application_is_the_place_it_gets():
    assert placed_by_number("abcd", {"a": 1, "b": 2, "c": 3, "d": 2}) == list("adbc")
    assert placed_by_number("abcd", {"a": 3, "b": 2, "c": 3, "d": 4}) == list("bcad")


def test_an_emptied_number_takes_the_application_out_and_gaps_close():
    assert placed_by_number("abcd", {"a": 1, "b": None, "c": 3, "d": 40}) == list("acd")


def test_two_new_wishes_for_the_same_number_are_told_and_not_guessed():
    answer = has_one_wish_per_number("abcd", {"a": 1, "b": 2, "c": 1, "d": 1})

    assert answer.code == "same_number_twice"
    assert "1" in str(answer)
    assert has_one_wish_per_number("abcd", {"a": 1, "b": 2, "c": 3, "d": 1})


def test_what_a_person_did_leaves_out_those_who_only_slid():
    did = moves("abcd", "dabc")

    assert [(one.item, one.before, one.after) for one in did] == [("d", 4, 1)]
    assert [(one.item, one.before, one.after) for one in moves("abc", "acx")] == [("x", None, 3), ("b", 2, None)]


def test_two_people_who_moved_different_applications_both_get_their_way():
    assert merged("abcde", mine="eabcd", theirs="acbde") == list("eacbd")
    assert not both_moved("abcde", "eabcd", "acbde")


def test_an_application_does_not_follow_a_neighbour_that_the_other_moved_away():
    assert merged("abcd", mine="abdc", theirs="bacd") == list("badc")


def test_an_application_that_both_moved_is_pointed_out():
    assert both_moved("abcd", "dabc", "adbc") == {"d"}
    assert merged("abcd", mine="dabc", theirs="adbc") == list("dabc")


def test_what_they_took_out_stays_out_unless_i_moved_it():
    assert merged("abc", mine="abc", theirs="ab") == list("ab")
    assert merged("abc", mine="cab", theirs="ab") == list("cab")
    assert merged("abc", mine="ab", theirs="abc") == list("ab")


LISTS = st.permutations(list("abcdefgh")).flatmap(lambda order: st.integers(0, 8).map(lambda n: order[:n]))


@given(base=LISTS, mine=LISTS, theirs=LISTS)
def test_a_merge_has_no_ties_and_invents_nobody(base, mine, theirs):
    proposal = merged(base, mine, theirs)

    assert len(set(proposal)) == len(proposal)
    assert set(proposal) <= set(mine) | set(theirs)
    assert set(mine) & set(theirs) <= set(proposal)


@given(base=LISTS, other=LISTS)
def test_a_merge_where_only_one_changed_anything_is_that_ones_list(base, other):
    assert merged(base, other, base) == list(other)
    assert merged(base, base, other) == list(other)


@given(order=st.permutations(list("abcdefgh")), item=st.sampled_from("abcdefgh"), to=st.integers(1, 8))
def test_writing_a_number_and_moving_to_it_are_the_same(order, item, to):
    numbers = {one: number for number, one in enumerate(order, 1)} | {item: to}

    assert placed_by_number(order, numbers) == moved(order, item, to)
