"""Ten thousand pipelines that nobody has thought of: exact, explained, and blind to the order of rows."""

from __future__ import annotations

from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from pafyll.domain.grants.distribution import Distribution, canonical, distribute, inputs_from, inputs_of, pipeline_from
from pafyll.domain.values import Kroner
from tests.domain.allocation.long import examples
from tests.domain.grants.distribution.random_pipelines import frame_for, pipeline_of, recipients_of, requests_of

RANDOM = st.randoms(use_true_random=False)


def a_run(random: Random, *, only_keys: bool = False) -> Distribution:
    recipients = recipients_of(random)
    content = pipeline_of(random, recipients, only_keys=only_keys)
    frame = frame_for(random, content)
    return distribute(
        pipeline_from(content), frame=frame, recipients=recipients, requests=requests_of(random, recipients)
    )


def told(run: Distribution) -> str:
    """Everything that a run says, as one text."""
    lines = [[line.recipient.number, int(line.kroner), [str(link) for link in line.chain]] for line in run.lines]
    left = [[one.pot, list(one.group), int(one.kroner), one.fate] for one in run.remainders]
    return canonical({"fingerprint": run.fingerprint, "lines": lines, "left": left})


@examples(40)
@given(RANDOM)
def test_every_krone_of_the_frame_is_awarded_or_left_with_a_word_about_it(random):
    run = a_run(random)

    assert run.awarded + run.left == run.frame
    assert sum(line.kroner for line in run.lines) == run.awarded
    assert all(kroner >= 0 for awards in run.awards for kroner in awards.kroner)


@examples(40)
@given(RANDOM)
def test_what_goes_into_a_pot_comes_out_of_it(random):
    run = a_run(random)

    balance = Counter[tuple[str, tuple[str, ...]]]()
    inside = {("frame", ()): 0}
    for movement in run.movements:
        balance[movement.into, movement.group] += movement.kroner
        inside.setdefault((movement.into, movement.group), 0)
        if movement.source:
            parent = next(
                key for key in inside if key[0] == movement.source and movement.group[: len(key[1])] == key[1]
            )
            balance[parent] -= movement.kroner
    for awards in run.awards:
        balance[awards.pot, awards.group] -= sum(awards.kroner)
    for one in run.remainders:
        balance[one.pot, one.group] -= one.kroner
    assert set(balance.values()) <= {0}


@examples(40)
@given(RANDOM)
def test_the_awards_in_a_chain_sum_to_the_recipients_kroner_and_every_chain_begins_with_the_frame(random):
    for line in a_run(random).lines:
        assert sum(link.kroner for link in line.chain if link.is_award) == line.kroner
        assert line.chain[0].step == 0
        assert all("{" not in str(link) for link in line.chain)


@examples(40)
@given(RANDOM, RANDOM)
def test_the_order_of_rows_has_no_effect_and_a_stored_run_comes_out_the_same(random, other):
    run = a_run(random)
    recipients, requests = list(run.recipients), list(run.requests)
    other.shuffle(recipients)
    other.shuffle(requests)

    shuffled = distribute(run.pipeline, frame=run.frame, recipients=recipients, requests=requests)
    kept, asked = inputs_from(inputs_of(run.recipients, run.requests))
    again = distribute(pipeline_from(dict(run.pipeline.content)), frame=run.frame, recipients=kept, requests=asked)

    assert told(run) == told(shuffled) == told(again)


@examples(40)
@given(RANDOM, st.integers(1, 10**6))
def test_a_larger_frame_gives_nobody_less_through_any_steps_that_share_by_keys(random, more):
    run = a_run(random, only_keys=True)

    larger = distribute(run.pipeline, frame=Kroner(run.frame + more), recipients=run.recipients)

    assert all(before <= after for before, after in zip(run.totals, larger.totals, strict=True))
