"""What is to be allocated: applicants with contracts (offer × scheme), places, rankings and money, as columns.

The rows of a Problem always stand in the byte order of their identifiers, so two files with the same rows in
different order give the same Problem. Build one from tables with `problem_from_tables`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[Any]

# The columns of Problem.contracts, in this order.
OFFER, SCHEME, STATE_AUTUMN, STATE_SPRING, OWNER_AUTUMN, OWNER_SPRING = range(6)
NO_LIMIT = -1
NO_OFFER = -1


class ProblemFault(ValueError):
    """The columns contradict each other: which column, what is wrong."""


@dataclass(frozen=True, eq=False)
class Problem:
    """One round's input. Money in whole kroner, teacher FTE in hundredths; -1 means "no limit".

    contracts has shape (applicants, wishes, 6): each applicant's contracts in her own order of preference, with
    the columns OFFER (index, -1 where she has no more wishes), SCHEME (index), what the state pays in the autumn
    and in the spring, and what her owner pays in the two budget years (share and travel).
    """

    application_ids: Ints  # bytes, sorted, unique
    person_ids: Ints  # bytes
    owner: Ints  # index into owner_ids
    owner_rank: Ints  # 1 is best, 0 is unranked
    approved: Ints  # bool: approved by the owner
    lacks_credits: Ints  # bool: lacks credits in what she teaches
    contracts: Ints  # int32, see above

    offer_ids: tuple[str, ...]  # sorted, unique
    capacity: Ints
    subject: tuple[str, ...]  # subject code of each offer

    owner_ids: tuple[str, ...]  # sorted, unique
    teacher_fte: Ints  # hundredths
    quota: Ints
    budget_autumn: Ints
    budget_spring: Ints
    county: tuple[str, ...]  # number as text, "" where unknown
    flags: tuple[frozenset[str], ...]  # e.g. "science_municipality"

    state_money: tuple[int, ...] = (NO_LIMIT,)  # one total, or (autumn, spring)
    schemes: tuple[str, ...] = ("substitute", "scholarship")
    provider: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)  # columns a new constraint may read

    def __post_init__(self) -> None:
        _check(self)

    @property
    def applicants(self) -> int:
        return len(self.application_ids)

    @property
    def wishes(self) -> int:
        """The most contracts that an applicant may have."""
        return int(self.contracts.shape[1])

    def application_id(self, i: int) -> str:
        """The identifier of applicant number i, as text."""
        return bytes(self.application_ids[i]).decode()

    def index_of(self, application_id: str) -> int:
        """The row of an application. Raises KeyError."""
        sought = application_id.encode()
        at = int(np.searchsorted(self.application_ids, np.bytes_(sought)))
        if at == self.applicants or bytes(self.application_ids[at]) != sought:
            raise KeyError(application_id)
        return at

    def contract(self, i: int, k: int) -> tuple[int, ...]:
        """The six numbers of applicant i's contract k, as plain integers."""
        return tuple(int(number) for number in self.contracts[i, k])

    def changed(self, **columns: Any) -> Problem:
        """The same problem with some columns replaced: one place more, another budget. For the what-if bench."""
        return replace(self, **columns)


def _check(problem: Problem) -> None:
    ids = problem.application_ids
    if len(ids) > 1 and not bool(np.all(ids[1:] > ids[:-1])):
        raise ProblemFault("application_ids must be sorted and unique")
    if len(np.unique(problem.person_ids)) != len(ids):
        raise ProblemFault("person_ids: one person has more than one application")
    for name in ("owner", "owner_rank", "approved", "lacks_credits", "contracts"):
        if len(getattr(problem, name)) != len(ids):
            raise ProblemFault(f"{name} has another length than application_ids")
    _check_sorted("offer_ids", problem.offer_ids)
    _check_sorted("owner_ids", problem.owner_ids)
    _check_range("owner", problem.owner, 0, len(problem.owner_ids) - 1)
    _check_range("offer", problem.contracts[..., OFFER], NO_OFFER, len(problem.offer_ids) - 1)
    _check_range("scheme", problem.contracts[..., SCHEME], 0, len(problem.schemes) - 1)
    _check_range("cost", problem.contracts[..., STATE_AUTUMN:], 0, 2**31 - 1)
    _check_range("owner_rank", problem.owner_rank, 0, 2**31 - 1)
    for name in ("capacity", "teacher_fte"):
        _check_range(name, getattr(problem, name), 0, 2**40)
    for name in ("quota", "budget_autumn", "budget_spring"):
        _check_range(name, getattr(problem, name), NO_LIMIT, 2**50)
    if len(problem.state_money) not in (1, 2) or min(problem.state_money) < NO_LIMIT:
        raise ProblemFault("state_money is one total or two budget years, -1 for no limit")


def _check_sorted(name: str, ids: tuple[str, ...]) -> None:
    encoded = [one.encode() for one in ids]
    if any(a >= b for a, b in pairwise(encoded)):
        raise ProblemFault(f"{name} must be sorted and unique")


def _check_range(name: str, column: Ints, least: int, most: int) -> None:
    if column.size and (int(column.min()) < least or int(column.max()) > most):
        raise ProblemFault(f"{name} goes outside {least} to {most}")
