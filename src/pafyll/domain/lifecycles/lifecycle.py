"""What a lifecycle is: statuses with Norwegian labels, and a table of what may follow what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from pafyll.domain.answers import Answer, no, yes


class Status(StrEnum):
    """A status word (past participle) with a Norwegian label."""

    label: str

    def __new__(cls, value: str, label: str) -> Status:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """(value, label) pairs for a model field."""
        return [(member.value, member.label) for member in cls]


S = TypeVar("S", bound=Status)


@dataclass(frozen=True)
class Lifecycle(Generic[S]):
    """A named table of transitions."""

    name: str
    label: str
    statuses: type[S]
    table: Mapping[S, frozenset[S] | set[S]]

    def may_become(self, before: str, after: str) -> Answer:
        """Whether a thing in status before may become after."""
        source, target = self.statuses(before), self.statuses(after)  # type: ignore[call-arg]
        if target in self.table[source]:
            return yes()
        return no(
            "not_from_this_status",
            "Dette kan ikke gjøres nå: {thing} har status «{status}».",
            thing=self.label,
            status=source.label,
        )
