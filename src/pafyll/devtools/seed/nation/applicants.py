"""Who applies: exact numbers by county, subject and approval; the rest is drawn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pafyll.devtools.seed.nation.counties import weights_by_county
from pafyll.devtools.seed.nation.owners import Owners
from pafyll.devtools.seed.nation.people import People
from pafyll.devtools.seed.nation.sizes import Sizes
from pafyll.devtools.seed.nation.subjects import applicants_by_subject
from pafyll.domain.values import shared_by_weight


@dataclass(frozen=True)
class Applicants:
    """Columns, one row for each applicant, ordered by owner. rank is 0 for those that the owner rejected."""

    teacher: np.ndarray  # position in People.teachers
    owner: np.ndarray  # position in Owners.owners
    subject: list[str]
    rank: np.ndarray
    keenness: np.ndarray  # what the owner ordered by: lower is better

    @property
    def number(self) -> int:
        return len(self.teacher)


def draw_applicants(owners: Owners, people: People, sizes: Sizes, rng: np.random.Generator) -> Applicants:
    """Exact sums by county, subject and approval; within them everything is drawn."""
    per_owner = applicants_per_owner(owners, sizes.applicants)
    owner = np.repeat(np.arange(len(owners.owners)), per_owner)
    teacher = _teachers(owners, people, per_owner, rng)
    subjects = [code for code, number in applicants_by_subject(sizes.applicants).items() for _ in range(number)]
    keenness = rng.random(sizes.applicants)
    return Applicants(
        teacher=teacher,
        owner=owner,
        subject=[subjects[index] for index in rng.permutation(sizes.applicants)],
        rank=_ranks(per_owner, sizes, keenness),
        keenness=keenness,
    )


def applicants_per_owner(owners: Owners, applicants: int) -> list[int]:
    """By county as in 2017, and within a county by teacher FTE (the notes do not say how)."""
    by_county = weights_by_county()
    per_county = dict(zip(by_county, shared_by_weight(applicants, list(by_county.values())), strict=True))
    result = [0] * len(owners.owners)
    for county, number in per_county.items():
        mine = [index for index, owner in enumerate(owners.owners) if owner.county_code == county]
        shares = shared_by_weight(number, [owners.owners[index].teacher_fte_hundredths for index in mine])
        for index, share in zip(mine, shares, strict=True):
            result[index] = share
    return result


def _teachers(owners: Owners, people: People, per_owner: list[int], rng: np.random.Generator) -> np.ndarray:
    """Different teachers of each owner; a principal applies only where there is nobody else."""
    position = {owner.pk: index for index, owner in enumerate(owners.owners)}
    owner_of_school = np.array([position[school.parent.pk] for school in owners.schools if school.parent])
    owner_of_teacher = owner_of_school[people.school_of]
    is_principal = np.array([teacher.user is not None for teacher in people.teachers])
    order = np.lexsort((rng.random(len(owner_of_teacher)), is_principal, owner_of_teacher))
    starts = np.searchsorted(owner_of_teacher[order], np.arange(len(per_owner)))
    chosen = [order[start : start + number] for start, number in zip(starts.tolist(), per_owner, strict=True)]
    return np.concatenate(chosen)


def _ranks(per_owner: list[int], sizes: Sizes, keenness: np.ndarray) -> np.ndarray:
    """1, 2, 3 … within each owner for those approved, without ties; 0 for the rejected."""
    ranks = np.zeros(sizes.applicants, dtype=np.int64)
    start = 0
    for number, approved in zip(per_owner, shared_by_weight(sizes.approved, per_owner), strict=True):
        order = np.argsort(keenness[start : start + number], kind="stable")[:approved]
        ranks[start + order] = np.arange(1, approved + 1)
        start += number
    return ranks
