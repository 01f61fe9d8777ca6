"""A pipeline: steps in an order, with the names of its pots and the keys it shares by; and how it is said in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pafyll.domain.grants.distribution.recipients import Key
from pafyll.domain.grants.distribution.step import Step, Wording
from pafyll.domain.grants.distribution.texts import Text


@dataclass(frozen=True)
class Pipeline:
    """content is the mapping it was read from, with asked-for numbers filled in: it is stored and fingerprinted."""

    title: str
    steps: tuple[Step, ...]
    labels: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, Key] = field(default_factory=dict)
    source: str = ""
    content: Mapping[str, Any] = field(default_factory=dict)

    @property
    def wording(self) -> Wording:
        """How its pots and keys are called."""
        return Wording(self.labels, self.keys)


def sentences_of(pipeline: Pipeline) -> list[Text]:
    """One sentence or two for each step, in order."""
    return [step.words(pipeline.wording) for step in pipeline.steps]


def in_words(pipeline: Pipeline) -> list[str]:
    """The pipeline as a person would say it, a line for each step. Bokmål."""
    return [text.sentence() for text in sentences_of(pipeline)]
