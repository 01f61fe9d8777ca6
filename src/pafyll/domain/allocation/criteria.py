"""What decides the order inside a tier: a name, a sentence and one number per applicant, where low goes first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from pafyll.domain.allocation.problem import Ints, Problem, ProblemFault
from pafyll.domain.allocation.texts import Text

LAST = 2**62


@dataclass(frozen=True)
class Criterion:
    """key gives one whole number per applicant; None where it is computed on the way (share) or lazily (draw)."""

    code: str
    key: Callable[[Problem], Ints] | None
    is_yes_or_no: bool = False

    @property
    def sentence(self) -> Text:
        return Text(self.code)


def top_ranked(problem: Problem) -> Ints:
    """0 for each owner's rank 1, 1 for the others."""
    return (problem.owner_rank != 1).astype(np.int64)


def lacks_credits(problem: Problem) -> Ints:
    """0 for those who lack credits in what they teach, 1 for the others."""
    return (~problem.lacks_credits.astype(bool)).astype(np.int64)


def owner_rank(problem: Problem) -> Ints:
    """The owner's rank; unranked last."""
    rank = problem.owner_rank.astype(np.int64)
    return np.where(rank == 0, LAST, rank)


def rank_per_teacher_fte(problem: Problem) -> Ints:
    """A whole number that orders rank / teacher FTE exactly, ties included; unranked last.

    Different fractions a/b and c/d differ by at least 1/(ad) of their size, so while rank × FTE stays below 2^52
    they never round to the same double, and equal fractions always do. The bits of positive doubles order as
    whole numbers. An owner without teacher FTE counts as one hundredth.
    """
    fte = np.maximum(problem.teacher_fte, 1)
    if int(problem.owner_rank.max(initial=0)).bit_length() + int(fte.max(initial=1)).bit_length() > 52:
        raise ProblemFault("owner_rank or teacher_fte is too large to be compared exactly")
    quotient = problem.owner_rank / fte.astype(np.float64)[problem.owner]
    quotient[problem.owner_rank == 0] = np.inf
    return quotient.view(np.int64)


CRITERIA: dict[str, Criterion] = {
    criterion.code: criterion
    for criterion in (
        Criterion("top_ranked", top_ranked, is_yes_or_no=True),
        Criterion("lacks_credits", lacks_credits, is_yes_or_no=True),
        Criterion("within_teacher_fte_share", None, is_yes_or_no=True),
        Criterion("rank_per_teacher_fte", rank_per_teacher_fte),
        Criterion("owner_rank", owner_rank),
        Criterion("draw", None),
    )
}
