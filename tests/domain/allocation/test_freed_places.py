"""Who is next for a freed place: the first in the published order whose needs fit, and a reason for everyone before."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from pafyll.domain.allocation import Outcome, Problem, RuleSet, allocate
from pafyll.domain.allocation.freed_room import Holding, Room, room_at
from pafyll.domain.allocation.next_in_line import Turn, fits, next_in_line
from pafyll.domain.allocation.waiting_list import InLine, Wish, queue_to
from pafyll.domain.allocation.why_you import why_you
from pafyll.domain.answers import Answer, no
from tests.domain.allocation.instances import problem_of, problems, rule_sets, rules_of
from tests.domain.allocation.long import examples

SEED = "kunngjort-2030"
PLAIN = rules_of((), ("owner_rank",))
DECLINED = no("declined", "Takket nei til plassen.")


def wish(**needs: int) -> Wish:
    """A first wish that needs nothing but what is named."""
    free = {"state_autumn": 0, "state_spring": 0, "owner_autumn": 0, "owner_spring": 0}
    return Wish(1, "substitute", **(free | needs))


def in_line(position: int, *wishes: Wish, owner: str = "w0") -> InLine:
    return InLine(f"a{position:02d}", owner, position, wishes or (wish(),))


def held_by(problem: Problem, outcome: Outcome, rows: list[int]) -> list[Holding]:
    """The places of the rows, as holdings."""
    found = []
    for i in rows:
        offer, _, *needs = problem.contract(i, int(outcome.contract[i]))
        owner = problem.owner_ids[int(problem.owner[i])]
        found.append(Holding(problem.offer_ids[offer], owner, *needs, tier=int(outcome.tier[i])))
    return found


def freed(problem: Problem, rules: RuleSet, outcome: Outcome, gone: int) -> tuple[str, Room, list[Holding]]:
    """The study where row `gone` had a place, what is free there when it has gone, and who is left."""
    rows = [i for i in np.flatnonzero(outcome.contract >= 0).tolist() if i != gone]
    offer = int(problem.contract(gone, int(outcome.contract[gone]))[0])
    holdings = held_by(problem, outcome, rows)
    room = room_at(problem, rules, outcome, problem.offer_ids[offer], holdings, int(problem.capacity[offer]))
    return problem.offer_ids[offer], room, holdings


@st.composite
def freed_places(draw: st.DrawFn) -> tuple[Problem, RuleSet, Outcome, int]:
    """A decided round where somebody gives a place back."""
    problem, rules = draw(problems()), draw(rule_sets())
    outcome = allocate(problem, rules, SEED)
    rows = np.flatnonzero(outcome.contract >= 0).tolist()
    assume(rows)
    return problem, rules, outcome, draw(st.sampled_from(rows))


def turn_of(case: tuple[Problem, RuleSet, Outcome, int], out: dict[str, Answer] | None = None) -> tuple[Turn, Room]:
    problem, rules, outcome, gone = case
    offer, room, _ = freed(problem, rules, outcome, gone)
    return next_in_line(queue_to(problem, rules, outcome, offer), room, out or {}), room


# --- properties


@examples()
@given(freed_places())
def test_the_one_offered_is_the_first_in_the_queue_with_a_wish_that_fits(case: Any) -> None:
    problem, rules, outcome, gone = case
    offer, room, _ = freed(problem, rules, outcome, gone)
    queue = queue_to(problem, rules, outcome, offer)

    turn = next_in_line(queue, room, {})

    can = [who for who in queue if any(fits(one, who.owner_id, room) for one in who.wishes)]
    assert turn.who == (can[0] if can and room.places > 0 else None)
    assert [one.who for one in turn.passed] == list(queue[: len(turn.passed)])
    assert all(one.reasons and not any(one.reasons) for one in turn.passed)
    assert all(str(reason) for one in turn.passed for reason in one.reasons)


@examples()
@given(freed_places())
def test_filling_freed_places_never_gives_out_more_than_the_round_has(case: Any) -> None:
    problem, rules, outcome, gone = case
    offer, room, holdings = freed(problem, rules, outcome, gone)
    queue, out = queue_to(problem, rules, outcome, offer), {}
    capacity = int(problem.capacity[problem.offer_ids.index(offer)])

    while (turn := next_in_line(queue, room, out)).who is not None:
        assert turn.wish is not None
        w = turn.wish
        needs = (w.state_autumn, w.state_spring, w.owner_autumn, w.owner_spring)
        holdings.append(Holding(offer, turn.who.owner_id, *needs, tier=turn.tier))
        out[turn.who.application_id] = no("has_place", "Har fått plass.")
        room = room_at(problem, rules, outcome, offer, holdings, capacity)

    assert_within_limits(problem, rules, holdings)


def assert_within_limits(problem: Problem, rules: RuleSet, holdings: list[Holding]) -> None:
    """Adds everything up anew and holds it against the round's own numbers."""
    for offer, capacity in zip(problem.offer_ids, problem.capacity, strict=True):
        assert sum(one.offer_id == offer for one in holdings) <= capacity
    for o, owner in enumerate(problem.owner_ids):
        mine = [one for one in holdings if one.owner_id == owner]
        for size, used in (
            (problem.quota[o], len(mine)),
            (problem.budget_autumn[o], sum(one.owner_autumn for one in mine)),
            (problem.budget_spring[o], sum(one.owner_spring for one in mine)),
        ):
            assert size < 0 or used <= size
    terms = [sum(one.state_autumn for one in holdings), sum(one.state_spring for one in holdings)]
    spent = [sum(terms)] if len(problem.state_money) == 1 else terms
    assert all(size < 0 or used <= size for size, used in zip(problem.state_money, spent, strict=True))
    for t, tier in enumerate(rules.tiers):
        inside = [one for one in holdings if one.tier == t]
        assert tier.places < 0 or len(inside) <= tier.places
        assert tier.maximum_kroner < 0 or sum(h.state_autumn + h.state_spring for h in inside) <= tier.maximum_kroner


@examples()
@given(freed_places(), st.data())
def test_those_who_are_out_are_never_offered_and_always_named_with_their_reason(case: Any, data: Any) -> None:
    problem, rules, outcome, gone = case
    offer, room, _ = freed(problem, rules, outcome, gone)
    queue = queue_to(problem, rules, outcome, offer)
    some = data.draw(st.sets(st.sampled_from([who.application_id for who in queue]))) if queue else set()

    turn = next_in_line(queue, room, dict.fromkeys(some, DECLINED))

    assert turn.who is None or turn.who.application_id not in some
    assert all((one.reason == DECLINED) == (one.who.application_id in some) for one in turn.passed)


@examples()
@given(freed_places(), st.randoms(use_true_random=False))
def test_the_order_of_those_who_hold_places_has_no_effect(case: Any, chance: Any) -> None:
    problem, rules, outcome, gone = case
    offer, room, holdings = freed(problem, rules, outcome, gone)
    chance.shuffle(holdings)

    again = room_at(problem, rules, outcome, offer, holdings, int(problem.capacity[problem.offer_ids.index(offer)]))

    assert again == room


@examples()
@given(problems(), rule_sets())
def test_everyone_who_wished_a_study_and_got_nothing_stands_once_in_its_queue(problem: Problem, rules: RuleSet) -> None:
    outcome = allocate(problem, rules, SEED)

    for o, offer in enumerate(problem.offer_ids):
        queue = queue_to(problem, rules, outcome, offer)
        waiting = [
            problem.application_id(i)
            for i in range(problem.applicants)
            if problem.approved[i] and outcome.contract[i] < 0 and o in problem.contracts[i, :, 0]
        ]
        assert sorted(who.application_id for who in queue) == waiting
        assert [who.position for who in queue] == list(range(1, len(queue) + 1))


@examples()
@given(problems(only_places=True))
def test_where_only_places_limit_the_next_is_the_one_who_would_have_got_one_place_more(problem: Problem) -> None:
    outcome = allocate(problem, PLAIN, SEED)

    for o, offer in enumerate(problem.offer_ids):
        queue = queue_to(problem, PLAIN, outcome, offer)
        more = problem.capacity.copy()
        more[o] += 1
        again = allocate(problem.changed(capacity=more), PLAIN, SEED)
        newly = [
            i
            for i in range(problem.applicants)
            if outcome.contract[i] < 0 <= again.contract[i] and problem.contract(i, int(again.contract[i]))[0] == o
        ]
        # Others may move on to the place and leave theirs to somebody else: then the queue is asked elsewhere.
        moved = [i for i in range(problem.applicants) if 0 <= outcome.contract[i] != again.contract[i]]
        if not moved:
            assert [problem.application_id(i) for i in newly] == [who.application_id for who in queue[:1]]


# --- examples


def round_of_three() -> Problem:
    """One place at 10 kroner from the state and 2 from the owner; three want it, and the first has it."""
    rows = [{"owner": 0, "rank": rank, "wishes": [(0, 0, 5, 5, 1, 1)]} for rank in (1, 2, 3)]
    return problem_of(rows, [("music", 1)], [{"autumn": 2, "spring": 2}], state_money=(10,))


def test_when_the_first_gives_the_place_back_the_second_is_next_with_the_money_that_fell_free() -> None:
    problem = round_of_three()
    outcome = allocate(problem, PLAIN, SEED)

    turn, _ = turn_of((problem, PLAIN, outcome, 0))

    assert turn.who is not None
    assert turn.who.application_id == "a01"
    assert turn.passed == ()


def test_when_number_one_in_the_queue_declines_number_two_reads_that_she_was_second() -> None:
    problem = round_of_three()
    outcome = allocate(problem, PLAIN, SEED)

    turn, _ = turn_of((problem, PLAIN, outcome, 0), {"a01": DECLINED})

    assert turn.who is not None
    assert turn.who.application_id == "a02"
    assert [str(said) for said in why_you(turn.who.position, turn.passed)] == [
        "Du sto som nummer 2 i køen til dette studiet.",
        "Nummer 1 takket nei.",
    ]


def test_one_whose_need_is_over_what_is_free_reads_how_many_kroner_were_short() -> None:
    queue = [in_line(1, wish(state_autumn=52_000)), in_line(2, wish(state_autumn=40_000))]

    turn = next_in_line(queue, Room(places=1, state=(40_000,)), {})

    assert turn.who is queue[1]
    said = str(turn.passed[0].reason).replace("\u00a0", " ")
    assert said == "Statens penger mangler 12 000 kr: plassen krever 52 000 kr, og 40 000 kr er ledig."


def test_the_cheaper_scheme_of_the_same_person_is_tried_before_the_next_person() -> None:
    dear, cheap = wish(owner_autumn=9), wish(owner_autumn=3)
    queue = [in_line(1, dear, cheap), in_line(2)]

    turn = next_in_line(queue, Room(places=1, autumn={"w0": 5}), {})

    assert (turn.who, turn.wish) == (queue[0], cheap)


def test_an_owner_without_quota_left_is_passed_with_that_reason() -> None:
    queue = [in_line(1, owner="full"), in_line(2, owner="free")]

    turn = next_in_line(queue, Room(places=1, quota={"full": 0}), {})

    assert turn.who is queue[1]
    assert turn.passed[0].reason.code == "quota_used"


def test_money_kept_for_a_groups_own_freed_place_is_not_given_to_others() -> None:
    ours, theirs = wish(state_autumn=10), wish(state_autumn=10)
    ours = Wish(**(vars(ours) | {"tiers": (1,)}))
    theirs = Wish(**(vars(theirs) | {"tiers": (0,)}))
    room = Room(places=1, state=(10,), tiers=((None, None), (None, None)), kept={1: (10,)})

    turn = next_in_line([in_line(1, theirs), in_line(2, ours)], room, {})

    assert turn.who is not None
    assert turn.who.position == 2
    assert turn.tier == 1
    assert turn.passed[0].reason.code == "state_lacks"


def test_without_a_free_place_nobody_is_next_and_nobody_is_passed() -> None:
    assert next_in_line([in_line(1)], Room(places=0), {}) == Turn(None, None, ())


def test_those_before_are_told_of_in_groups_and_never_with_amounts() -> None:
    queue = [in_line(1), in_line(2), in_line(3), in_line(4, wish(state_autumn=52_000)), in_line(5)]
    out = {"a01": DECLINED, "a02": no("left", "Gikk ut av køen."), "a03": DECLINED}

    turn = next_in_line(queue, Room(places=1, state=(0,)), out)

    assert turn.who is queue[4]
    assert [str(said) for said in why_you(5, turn.passed)] == [
        "Du sto som nummer 5 i køen til dette studiet.",
        "Nummer 1 og 3 takket nei.",
        "Nummer 2 hadde gått ut av køen.",
        "Nummer 4 kunne ikke få plassen innenfor pengene eller kvoten.",
    ]


def test_a_group_whose_places_are_used_gives_no_more() -> None:
    inside = Wish(**(vars(wish()) | {"tiers": (0,)}))
    also_later = Wish(**(vars(wish()) | {"tiers": (0, 1)}))
    room = Room(places=1, tiers=((0, None), (None, None)))

    turn = next_in_line([in_line(1, inside), in_line(2, also_later)], room, {})

    assert turn.who is not None
    assert turn.who.position == 2
    assert turn.tier == 1
    assert turn.passed[0].reason.code == "tier_places_used"


def test_a_group_whose_kroner_are_used_names_what_is_short() -> None:
    dear = Wish(**(vars(wish(state_autumn=7)) | {"tiers": (0,)}))

    answer = fits(dear, "w0", Room(places=1, tiers=((None, 5),)))

    assert not answer
    assert str(answer).replace("\u00a0", " ") == (
        "Gruppen mangler 2 kr av statens penger: plassen krever 7 kr, og 5 kr er igjen."
    )


def test_the_books_stop_a_place_that_the_announced_money_could_pay() -> None:
    needy = wish(state_autumn=5, state_spring=5)

    assert fits(needy, "w0", Room(places=1, state=(10,), frame=(4, 9))).code == "frame_lacks_autumn"
    assert fits(needy, "w0", Room(places=1, state=(10,), frame=(9, 4))).code == "frame_lacks_spring"
    assert fits(needy, "w0", Room(places=1, state=(10,), frame=(5, 5)))


def test_spring_money_stops_a_place_that_the_autumn_could_pay() -> None:
    answer = fits(wish(state_autumn=1, state_spring=9), "w0", Room(places=1, state=(5, 5)))

    assert answer.code == "state_lacks_spring"
