"""How far a search goes: to the end for the small, as long as it may for the large, and on the same plan for all."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from benchmarks.staff import Size, synthetic_owner
from pafyll.domain.planning import Infeasible, Plan, PlanningProblem, plan
from pafyll.domain.planning.model import DEMANDS, model_of
from pafyll.domain.planning.problem import ORDER
from pafyll.domain.planning.reducing import reduced
from pafyll.domain.planning.storing import as_plain, problem_from
from pafyll.domain.planning.texts import COUNTED, TEMPLATES, Text
from tests.domain.allocation.long import examples
from tests.domain.planning.towns import towns

FEW_OPTIONS = 300
ONE_YEAR = "Kari har siste skoleår i 2027. Planen krever ett skoleår i arbeid etter studiet."


def test_a_plan_that_ran_out_of_time_says_so_and_one_that_did_not_does_not() -> None:
    problem = synthetic_owner(Size(40, 2, years=4), 3)

    hurried, whole = plan(problem, seconds=1e-6), plan(problem, seconds=600)

    assert isinstance(hurried, Plan)
    assert isinstance(whole, Plan)
    assert (hurried.stopped_early, whole.stopped_early) == (True, False)
    assert whole.reached[0].value <= hurried.reached[0].value


@examples(short=25)
@given(problem=towns(most_people=4))
def test_with_few_options_every_objective_is_proved(problem: PlanningProblem) -> None:
    whole = model_of(problem)
    found = plan(problem)

    if isinstance(found, Plan) and sum(group.size * len(group.units) for group in whole.groups) < FEW_OPTIONS:
        assert [one.gap_percent for one in found.reached] == [0] * len(found.reached)


@examples(short=25)
@given(problem=towns())
def test_the_smaller_model_has_the_same_plans_as_the_whole_one(problem: PlanningProblem) -> None:
    whole = model_of(problem)
    smaller = reduced(whole, ORDER)
    rng = np.random.default_rng(0)

    for _ in range(5):
        sizes = [smaller.model.group(unit).size for unit in range(len(whole.units))]
        choice = np.array([rng.integers(size) for size in sizes], dtype=np.int64)
        same = smaller.in_whole(choice)
        assert all(smaller.model.amount(one, choice) == whole.amount(one, same) for one in (DEMANDS, *ORDER))
        assert (smaller.model.left(choice) >= 0).all() == (whole.left(same) >= 0).all() or (whole.rooms < 0).any()


@examples(short=25)
@given(problem=towns())
def test_a_problem_that_is_stored_is_the_same_problem_again(problem: PlanningProblem) -> None:
    assert problem_from(as_plain(problem)) == problem


@pytest.mark.parametrize(
    ("code", "facts", "said"),
    [
        ("line_refused", {"name": "Kari", "times": "1"}, "Kari har fått avslag én gang før."),
        ("line_refused", {"name": "Kari", "times": "3"}, "Kari har fått avslag 3 ganger før."),
        ("full_places", {"pool": "norsk", "year": "2027", "places": "0"}, "Det er ingen plasser i norsk i 2027."),
        ("full_places", {"pool": "norsk", "year": "2027", "places": "1"}, "Den eneste plassen i norsk i 2027 er tatt."),
        ("full_places", {"pool": "norsk", "year": "2027", "places": "9"}, "Alle 9 plassene i norsk i 2027 er tatt."),
        ("none_leaves", {"name": "Kari", "last": "2027", "years": "1"}, ONE_YEAR),
    ],
)  # fmt: skip
def test_one_and_none_have_sentences_of_their_own(code: str, facts: dict[str, str], said: str) -> None:
    assert str(Text(code, facts)) == said


def test_every_sentence_for_one_or_none_asks_for_no_more_than_the_usual_one() -> None:
    for code, (_, others) in COUNTED.items():
        for other in others.values():
            assert {part.split("}")[0] for part in TEMPLATES[other].split("{")[1:]} <= {
                part.split("}")[0] for part in TEMPLATES[code].split("{")[1:]
            } | {"name"}
    assert not isinstance(plan(synthetic_owner(Size(3, 1, years=1))), Infeasible)
