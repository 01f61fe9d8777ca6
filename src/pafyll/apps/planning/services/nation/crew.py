"""The owners as the computation sees them: every question is kept as parts for the workers, and asked once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np

from pafyll.apps.planning.models import NationOwner, NationPlan
from pafyll.domain.planning.sharing import Answer, Bid

FIRST = 1  # step 0 gathers the owners' problems


class Unanswered(Exception):
    """The question of a step that is not answered in full yet: it is to be asked, or is being worked on."""

    def __init__(self, step: int, kind: str, owners: list[int], asked: dict[str, Any]) -> None:
        super().__init__(f"{kind} in step {step}")
        self.step, self.kind, self.owners, self.asked = step, kind, owners, asked


@dataclass(frozen=True, eq=False)
class Told(Answer):
    """An owner's whole plan, with how many of her gaps it closes."""

    closed: int = 0


class Recorded:
    """A crew whose answers are those that the workers have stored, in the order in which they were asked.

    The computation is run from its start each time: what is answered is answered at once, and the first question that
    is not ends the run with Unanswered. So it makes no difference how often, or by whom, it is run.
    """

    def __init__(self, nation: NationPlan, owners: list[NationOwner]) -> None:
        self.numbers = [owner.number for owner in owners]
        self.step = FIRST
        rows = nation.parts.filter(step__gte=FIRST).order_by("step", "number")
        self.parts = {step: list(parts) for step, parts in groupby(rows, key=lambda part: part.step)}

    def nothing(self) -> list[int]:
        answers = self._ask("nothing", self.numbers, {})
        return [answers[number] for number in self.numbers]

    def bids(self, prices: Any) -> list[Bid]:
        answers = self._ask("bids", self.numbers, {"prices": prices.tolist()})
        return [bid_from(answers[number]) for number in self.numbers]

    def answers(self, prices: Any, places: Mapping[int, Any], starts: Mapping[int, Answer]) -> Mapping[int, Answer]:
        each = {str(self.numbers[k]): {"places": most.tolist()} for k, most in places.items()}
        for k, start in starts.items():
            each[str(self.numbers[k])]["start"] = start.choice.tolist()
        asked = {"prices": prices.tolist(), "each": each}
        answers = self._ask("answers", [self.numbers[k] for k in sorted(places)], asked)
        return {k: told_from(answers[self.numbers[k]]) for k in places}

    def _ask(self, kind: str, owners: list[int], asked: dict[str, Any]) -> dict[int, Any]:
        parts, step = self.parts.get(self.step, []), self.step
        if not parts or not all(part.is_answered for part in parts):
            raise Unanswered(step, kind, owners, asked)
        self.step += 1
        return {int(owner): answer for part in parts for owner, answer in part.answered.items()}


def plain_bid(bid: Bid) -> list[Any]:
    return [bid.hours, np.asarray(bid.places).tolist(), int(bid.bound)]


def bid_from(stored: list[Any]) -> Bid:
    hours, places, bound = stored
    return Bid(float(hours), np.array(places, dtype=float), int(bound))


def plain_answer(answer: Answer, closed: int) -> list[Any]:
    return [int(answer.hours), answer.places.tolist(), int(answer.bound), answer.choice.tolist(), closed]


def told_from(stored: list[Any]) -> Told:
    hours, places, bound, choice, closed = stored
    return Told(hours, np.array(places, dtype=np.int64), bound, np.array(choice, dtype=np.int64), closed)


def each_asked(owners: Iterable[int], asked: Mapping[str, Any]) -> dict[str, Any]:
    """What a part with these owners is asked: what all are, and what each of hers is."""
    own = {str(number): asked["each"][str(number)] for number in owners if str(number) in asked.get("each", {})}
    return {name: value for name, value in asked.items() if name != "each"} | ({"each": own} if own else {})
