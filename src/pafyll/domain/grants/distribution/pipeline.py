"""A pipeline: steps in an order, with the names of its pots and the keys it shares by; and how it is said in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pafyll.domain.grants.distribution.recipients import EQUAL, FIXED, Key
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


def keys_needed(pipeline: Pipeline) -> dict[str, Key]:
    """The keys that some step shares by, and that recipients must have figures for."""
    used = {str(code) for step in pipeline.steps if (code := getattr(step, "key", None))}
    return {code: pipeline.wording.key_of(code) for code in sorted(used - {EQUAL, FIXED})}


def units_needed(pipeline: Pipeline) -> list[str]:
    """The units that some step multiplies with, and that requests have counts of."""
    found = {str(unit) for step in pipeline.steps if (unit := getattr(step, "unit", None))}
    parts = {one.unit for step in pipeline.steps for one in getattr(step, "components", ())}
    return sorted(found | parts)
