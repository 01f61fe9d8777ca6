"""Whether a forum is balanced: owners, providers and organisations each have a voice, and none of them the majority.

Source: udir.no, Mandat for samarbeidsforum: balance between owners, universities and organisations; the County
Governor decides the composition, is secretariat, and has no vote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pafyll.domain.answers import Answer, no

MANDATE = "Mandat for samarbeidsforum (udir.no)"
GROUPS = {
    "owners": ("Eiere og nettverk", frozenset({"owner", "network"})),
    "providers": ("Tilbydere", frozenset({"provider"})),
    "organisations": ("Organisasjoner", frozenset({"organisation", "union"})),
}
WITHOUT_VOTE = frozenset({"governor", "observer"})


@dataclass(frozen=True)
class GroupShare:
    """How many votes a group has of them all."""

    code: str
    label: str
    votes: int
    of: int

    @property
    def percent(self) -> int:
        """Whole per cent, rounded to the nearest; 0 where nobody votes."""
        return (200 * self.votes + self.of) // (2 * self.of) if self.of else 0


@dataclass(frozen=True)
class Balance:
    """The groups' votes, those who sit without a vote, and what is out of balance."""

    groups: tuple[GroupShare, ...]
    without_vote: int
    remarks: tuple[Answer, ...]

    @property
    def votes(self) -> int:
        return sum(one.votes for one in self.groups)


def balance_of(seats: Iterable[tuple[str, bool]]) -> Balance:
    """The balance of (kind, votes) seats. The remarks stop nothing: the County Governor decides and says why."""
    counted = Counter(kind if votes else "" for kind, votes in seats)
    total = sum(number for kind, number in counted.items() if kind)
    groups = tuple(
        GroupShare(code, label, sum(counted[kind] for kind in kinds), total) for code, (label, kinds) in GROUPS.items()
    )
    return Balance(groups, counted[""], tuple(remark for one in groups for remark in _remarks(one)))


def _remarks(group: GroupShare) -> list[Answer]:
    if group.votes == 0:
        return [
            no("group_missing", "{group} har ingen stemme i forumet.", law=MANDATE, group=group.label),
        ]
    if 2 * group.votes > group.of:
        return [
            no(
                "group_has_majority",
                "{group} har {votes} av {of} stemmer, og kan avgjøre alene.",
                law=MANDATE,
                group=group.label,
                votes=group.votes,
                of=group.of,
            )
        ]
    return []
