"""What a distribution came to: every recipient's kroner with the chain of steps behind them, and what is left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pafyll.domain.grants.distribution.fingerprint import fingerprint_of
from pafyll.domain.grants.distribution.flow import Awards, Movement, Remainder
from pafyll.domain.grants.distribution.pipeline import Pipeline
from pafyll.domain.grants.distribution.recipients import Recipient, Request
from pafyll.domain.grants.distribution.texts import Text
from pafyll.domain.values import Kroner


@dataclass(frozen=True)
class Link:
    """One link in a chain: the step's number (0 is the frame), its sentence, and the kroner it speaks of."""

    step: int
    text: Text
    kroner: Kroner
    is_award: bool

    def __str__(self) -> str:
        return self.text.sentence()


@dataclass(frozen=True)
class Line:
    """One recipient's kroner. The awards in the chain sum to them."""

    recipient: Recipient
    kroner: Kroner
    chain: tuple[Link, ...]


@dataclass(frozen=True)
class Distribution:
    """A finished run. recipients are in the order of their organisation numbers."""

    pipeline: Pipeline
    frame: Kroner
    recipients: Sequence[Recipient]
    requests: Sequence[Request]
    movements: Sequence[Movement]
    awards: Sequence[Awards]
    remainders: Sequence[Remainder]

    @cached_property
    def totals(self) -> list[int]:
        """Kroner of each recipient, in their order."""
        found = [0] * len(self.recipients)
        for awards in self.awards:
            for at, kroner in zip(awards.positions, awards.kroner, strict=True):
                found[at] += kroner
        return found

    @cached_property
    def places(self) -> Mapping[int, list[tuple[Awards, int]]]:
        """For each recipient with an award: the awards, and where in them."""
        found: dict[int, list[tuple[Awards, int]]] = defaultdict(list)
        for awards in self.awards:
            for place, at in enumerate(awards.positions):
                found[at].append((awards, place))
        return dict(sorted(found.items()))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """A line for everyone that a step has considered, also where it came to nothing."""
        return tuple(self._line(at) for at in self.places)

    def line_of(self, number: str) -> Line | None:
        """The line of one organisation number; None when no step has considered it."""
        at = next((at for at, one in enumerate(self.recipients) if one.number == number), None)
        return self._line(at) if at is not None and at in self.places else None

    @property
    def awarded(self) -> Kroner:
        """The sum of all awards."""
        return Kroner(sum(self.totals))

    @property
    def left(self) -> Kroner:
        """The sum of all remainders."""
        return Kroner(sum(one.kroner for one in self.remainders))

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the pipeline, the frame, the recipients with their keys and the requests."""
        return fingerprint_of(self.pipeline.content, self.frame, self.recipients, self.requests)

    def _line(self, at: int) -> Line:
        steps: dict[int, None] = {}
        links: list[Link] = []
        for awards, place in self.places[at]:
            new = [one for one in awards.trail if one not in steps]
            steps |= dict.fromkeys(new)
            links += [self._link(self.movements[one]) for one in new]
            links.append(Link(awards.step, awards.text(place), Kroner(awards.kroner[place]), True))
        return Line(self.recipients[at], Kroner(self.totals[at]), tuple(links))

    def _link(self, movement: Movement) -> Link:
        return Link(movement.step, movement.text, movement.kroner, False)
