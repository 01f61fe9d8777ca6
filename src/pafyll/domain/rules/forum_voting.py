"""How a vote in a forum is counted: one vote for each body, never the County Governor, after agreement has failed.

The mandate says that the members may vote when they do not agree, and not what majority is needed. Here more votes for
than against adopt a proposal; equal votes do not. Abstentions and those who did not vote count for neither side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

FOR, AGAINST, ABSTAINED = "for", "against", "abstained"
ADOPTED, REJECTED = "adopted", "rejected"


@dataclass(frozen=True)
class Count:
    """The votes of a ballot."""

    votes_for: int
    votes_against: int
    abstained: int

    @property
    def result(self) -> str:
        """adopted or rejected."""
        return ADOPTED if self.votes_for > self.votes_against else REJECTED

    @property
    def is_tie(self) -> bool:
        return self.votes_for == self.votes_against


def counted(choices: Iterable[str]) -> Count:
    """The votes for, against and abstained. Raises ValueError on a choice that is none of them."""
    number = Counter(choices)
    if unknown := number.keys() - {FOR, AGAINST, ABSTAINED}:
        raise ValueError(f"no such choice: {sorted(unknown)}")
    return Count(number[FOR], number[AGAINST], number[ABSTAINED])
