"""Runs a pipeline: the frame goes in, every krone comes out as an award or a remainder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pafyll.domain.answers import Answer, Refusal, no
from pafyll.domain.grants.distribution.flow import Flow
from pafyll.domain.grants.distribution.outcome import Distribution
from pafyll.domain.grants.distribution.pipeline import Pipeline
from pafyll.domain.grants.distribution.recipients import Recipient, Request
from pafyll.domain.grants.distribution.texts import Text, listed
from pafyll.domain.values import Kroner


def distribute(
    pipeline: Pipeline, *, frame: Kroner, recipients: Sequence[Recipient], requests: Sequence[Request] = ()
) -> Distribution:
    """Who gets what, and why. The order of recipients and requests has no effect.

    Raises Refusal with the step, when the pipeline cannot be carried out on this frame and these recipients.
    """
    _require_sound(frame, recipients, requests)
    ordered = sorted(recipients, key=lambda one: one.number)
    asked = sorted(requests, key=lambda one: (one.number, one.id))
    flow = Flow(int(frame), ordered, asked, pipeline.keys, pipeline.labels)
    for number, step in enumerate(pipeline.steps, 1):
        if step.pot in flow.pots:
            step.apply(flow, number)
    _require_nothing_lost(flow)
    return Distribution(
        pipeline, Kroner(frame), tuple(ordered), tuple(asked), tuple(flow.movements), tuple(flow.awards),
        tuple(flow.remainders),
    )  # fmt: skip


def _require_sound(frame: int, recipients: Sequence[Recipient], requests: Sequence[Request]) -> None:
    if frame < 0:
        raise Refusal(no("frame_below_zero", "Rammen kan ikke være under 0.", remedy="Skriv 0 kroner eller mer."))
    for code, names in (
        ("recipient_twice", [r.number for r in recipients]),
        ("request_twice", [r.id for r in requests]),
    ):
        twice = sorted(name for name, times in Counter(names).items() if times > 1)
        if twice:
            raise Refusal(_repeated(code, twice[0]))


def _repeated(code: str, name: str) -> Answer:
    return no(code, "{name} står mer enn én gang.", remedy="Ta bort den ene raden, eller slå dem sammen.", name=name)


def _require_nothing_lost(flow: Flow) -> None:
    """Raises Refusal when money stands in a pot that no step has said the fate of."""
    open_pots = [
        (flow.name(pot, group), portion.kroner)
        for pot in flow.pots
        for group, portion in flow.portions(pot)
        if portion.kroner
    ]
    if open_pots:
        parts = [Text("{pot} ({kroner})", {"pot": pot, "kroner": Kroner(kroner)}) for pot, kroner in open_pots[:5]]
        raise Refusal(
            no(
                "money_left",
                "Det er penger igjen som ikke er fordelt: {parts}.",
                remedy="Si hva som skjer med resten i et eget steg: step: remainder.",
                parts=listed(parts),
            )
        )
