"""What every limit is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from pafyll.domain.allocation.problem import Ints, Problem
from pafyll.domain.allocation.texts import Text


@dataclass(frozen=True)
class Constraint:
    """A limit: `sizes` per holder (-1 = none), `holder` says who holds it, `need` is a contract column or None for 1.

    per "offer": holder gives one index per offer; per "applicant": one index per applicant.
    is_money: the rule may let a cheaper contract pass one that no longer fits.
    """

    code: str
    per: Literal["offer", "applicant"]
    holder: Callable[[Problem], Ints]
    sizes: Callable[[Problem], Ints]
    need: int | None
    names: Callable[[Problem], tuple[str, ...]]
    is_money: bool = False

    @property
    def sentence(self) -> Text:
        return Text(self.code)
