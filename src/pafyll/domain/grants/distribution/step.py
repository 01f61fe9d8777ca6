"""What every step of a pipeline has: a word in the file, a label on the screen, fields, words, and what it does."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from pafyll.domain.grants.distribution.fields import EVERYBODY, Field
from pafyll.domain.grants.distribution.flow import Flow
from pafyll.domain.grants.distribution.recipients import BY_SHARES, EQUAL, EQUALLY, FIXED, Key
from pafyll.domain.grants.distribution.texts import Text

POT = Field("pot", "Fra potten", "pot")
WHO = Field("who", "Hvem", "who", is_required=False, default=EVERYBODY)
SHORTAGES = {
    "part": "Den siste som får, får det som er igjen.",
    "stop": "Første behov som ikke får plass, stopper resten.",
    "skip": "Et behov som ikke får plass, hoppes over, og de neste blir prøvd.",
}
IF_SHORT = Field("if_short", "Når pengene ikke rekker", "choice", is_required=False, default="part", codes=SHORTAGES)


class Step(ABC):
    """One step. A step that empties its pot leaves nothing unless everybody is at a cap or nobody is there."""

    WORD: ClassVar[str]
    LABEL: ClassVar[str]
    FIELDS: ClassVar[tuple[Field, ...]]
    EMPTIES: ClassVar[bool] = False
    pot: str

    @abstractmethod
    def words(self, said: Wording) -> Text:
        """The step as a sentence."""

    @abstractmethod
    def apply(self, flow: Flow, number: int) -> None:
        """Moves money in the flow. number is the step's place in the pipeline, from 1."""

    @property
    def makes(self) -> tuple[str, ...]:
        """The pots that the step fills."""
        return ()


class Wording:
    """How pots and keys are called in the sentences of one pipeline."""

    def __init__(self, labels: Mapping[str, str], keys: Mapping[str, Key]) -> None:
        self.labels, self.keys = labels, keys

    def pot(self, name: str) -> Text:
        """The pot's label."""
        return Text("rammen") if name == "frame" else Text("«{pot}»", {"pot": self.labels.get(name, name)})

    def key(self, code: str) -> Text:
        """The key with where it is from."""
        return self.key_of(code).words()

    def key_of(self, code: str) -> Key:
        """The key itself; what the pipeline does not describe has its code as its label."""
        known: dict[str, Key] = {EQUAL: EQUALLY, FIXED: BY_SHARES}
        return self.keys.get(code) or known.get(code) or Key(code, code)


def said_for(flow: Flow) -> Wording:
    """The wording of a run."""
    return Wording(flow.labels, flow.keys)


def defaults(fields: tuple[Field, ...]) -> dict[str, Any]:
    """What the fields are when nothing is said."""
    return {field.name: field.default for field in fields if not field.is_required}
