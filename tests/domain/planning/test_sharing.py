"""Owners that share places: the places are enough, the bound holds, and the plan is near the best there is."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.staff import FIRST, SUBJECTS, Size, synthetic_owner
from pafyll.domain.planning.model import model_of
from pafyll.domain.planning.problem import GAPS
from pafyll.domain.planning.reducing import beaten, fillable
from pafyll.domain.planning.sharing import Alone, OwnerTask, share_places
from pafyll.domain.values import SchoolYear

CELLS = [(subject, SchoolYear(FIRST + year)) for subject in SUBJECTS for year in range(3)]


def owners(seeds, teachers=14):
    return [replace(synthetic_owner(Size(teachers, 1, years=3), seed, shared_places=True), pools=()) for seed in seeds]


def shared(problems, places):
    capacity = np.full(len(CELLS), places, dtype=np.int64)
    crew = Alone(problems, CELLS, capacity)
    return crew, capacity, share_places(crew, CELLS, capacity)


@pytest.mark.parametrize("places", [0, 1, 2])
def test_no_more_places_are_taken_than_there_are_and_no_owner_breaks_her_own_limits(places):
    crew, capacity, found = shared(owners((1, 2, 3, 4, 5)), places)

    assert (sum(one.places for one in found.answers) <= capacity).all()
    for task, answer in zip(crew.tasks, found.answers, strict=True):
        assert (task.model.left(answer.choice) >= 0).all()
        assert (task.places_of(answer.choice) == answer.places).all()
    assert found.bound <= found.hours


def test_where_there_are_places_for_all_each_owner_has_the_plan_that_she_would_have_alone():
    problems = owners((1, 2, 3))
    alone = [OwnerTask(one, CELLS, [99] * len(CELLS)) for one in problems]
    everything, nothing = np.full(len(CELLS), 99), np.zeros(len(CELLS), dtype=np.int64)

    _, _, found = shared(problems, 99)

    assert found.hours == sum(task.answer(nothing, everything).hours for task in alone) / 2
    assert found.gap_percent == 0


def test_fewer_places_never_make_fewer_hours():
    problems = owners((1, 2, 3, 4))
    hours = [shared(problems, places)[2] for places in (4, 1, 0)]

    assert hours[0].bound <= hours[1].hours
    assert hours[1].bound <= hours[2].hours
    assert hours[0].hours <= hours[2].hours


def test_the_bound_holds_against_every_way_of_sharing_one_place():
    problems = [replace(one, gaps=one.gaps[:2], companions=(), wishes=()) for one in owners((3, 8))]
    crew, capacity, found = shared(problems, 1)

    best = min(
        sum(hours for hours, _ in pair)
        for pair in itertools.product(*(_every_plan(task) for task in crew.tasks))
        if (sum(places for _, places in pair) <= capacity).all()
    )

    assert found.bound * 2 <= best <= found.hours * 2
    assert found.hours * 2 <= best * 1.25


def _every_plan(task):
    """(hours, places) of every whole plan of an owner within her own limits, also of those with beaten schedules."""
    for one in itertools.product(*(range(task.model.group(unit).size) for unit in range(len(task.nothing)))):
        choice = np.array(one, dtype=np.int64)
        if (task.model.left(choice) >= 0).all():
            hours = sum(
                int(task.base[task.model.group_of[u]][task.model.place_of[u], schedule])
                for u, schedule in enumerate(one)
            )
            yield hours, task.places_of(choice)


def test_leaving_beaten_schedules_out_does_not_change_what_an_owner_can_reach():
    problem = owners((8,))[0]
    whole = model_of(replace(problem, gaps=problem.gaps[:2], companions=(), wishes=()))
    task = OwnerTask(whole.problem, CELLS, [9] * len(CELLS))

    best = {}
    for model in (whole, task.model):
        plans = itertools.product(*(range(model.group(unit).size) for unit in range(len(model.units))))
        kept = (np.array(one) for one in plans)
        best[model is whole] = min(model.amount(GAPS, one) for one in kept if (model.left(one) >= 0).all())

    assert best[True] == best[False]
    assert sum(group.size for group in task.model.groups) < sum(group.size for group in whole.groups)


@given(st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), min_size=1, max_size=12))
def test_a_schedule_is_beaten_only_by_one_that_is_kept(rows):
    amounts = np.array([[0, 0, 0], *rows])
    out = beaten(amounts)

    assert not out[0]
    for row in np.flatnonzero(out):
        assert any((amounts[k] <= amounts[row]).all() for k in np.flatnonzero(~out))


@settings(max_examples=60)
@given(st.integers(0, 400), st.sets(st.integers(1, 90), max_size=4))
def test_a_room_shrinks_to_the_largest_sum_that_fits_in_it(room, amounts):
    sums = {0}
    for _ in range(room):
        grown = sums | {one + amount for one in sums for amount in amounts if one + amount <= room}
        if grown == sums:
            break
        sums = grown

    found = fillable(room, amounts)

    assert max(sums) <= found <= room
    assert not amounts or room > 100 * max(amounts) or found == max(sums)
