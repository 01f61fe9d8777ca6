"""Small instances for the allocation: by hand (`toy`), and drawn by hypothesis (`problems`, `rule_sets`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from pafyll.domain.allocation import Problem, RuleSet, ruleset_from

SUBJECTS = ("mathematics", "physical_education", "special_needs_education", "music")
MONEY = st.sampled_from([0, 1, 2, 3, 5, 8])


def problem_of(
    rows: Sequence[dict[str, Any]], offers: Sequence[tuple[str, int]], owners: Sequence[dict[str, Any]], **more: Any
) -> Problem:
    """A Problem from plain rows. A row: owner, rank, approved, wishes = [(offer, scheme, sa, ss, oa, os)]."""
    n, wishes = len(rows), 4
    contracts = np.full((n, wishes, 6), 0, dtype=np.int32)
    contracts[..., 0] = -1
    for i, row in enumerate(rows):
        for k, wish in enumerate(row["wishes"]):
            contracts[i, k] = wish
    return Problem(
        application_ids=np.array(
            [row.get("id", f"a{i:02d}").encode() for i, row in enumerate(rows)] or [b""], dtype="S"
        )[:n],
        person_ids=np.array([f"p{i:02d}".encode() for i in range(n)] or [b""], dtype="S")[:n],
        owner=np.array([row["owner"] for row in rows], dtype=np.int32),
        owner_rank=np.array([row["rank"] for row in rows], dtype=np.int32),
        approved=np.array([row.get("approved", True) for row in rows], dtype=bool),
        lacks_credits=np.array([row.get("lacks_credits", False) for row in rows], dtype=bool),
        contracts=contracts,
        offer_ids=tuple(f"o{j}" for j in range(len(offers))),
        capacity=np.array([capacity for _, capacity in offers], dtype=np.int64),
        subject=tuple(subject for subject, _ in offers),
        owner_ids=tuple(f"w{j}" for j in range(len(owners))),
        teacher_fte=np.array([owner.get("fte", 100) for owner in owners], dtype=np.int64),
        quota=np.array([owner.get("quota", -1) for owner in owners], dtype=np.int64),
        budget_autumn=np.array([owner.get("autumn", -1) for owner in owners], dtype=np.int64),
        budget_spring=np.array([owner.get("spring", -1) for owner in owners], dtype=np.int64),
        county=tuple(owner.get("county", "") for owner in owners),
        flags=tuple(frozenset(owner.get("flags", ())) for owner in owners),
        **more,
    )


@st.composite
def problems(draw: st.DrawFn, *, applicants: int = 9, offers: int = 4, only_places: bool = False) -> Problem:
    """Any problem of the size. only_places: no quota and no money limits anything."""
    m = draw(st.integers(1, offers))
    q = draw(st.integers(1, 3))
    owners = [draw(_owner(only_places)) for _ in range(q)]
    of_owner = draw(st.lists(st.integers(0, q - 1), min_size=0, max_size=applicants))
    rows = [{"owner": owner, **draw(_row(m))} for owner in of_owner]
    _rank(draw, rows)
    money = (-1,) if only_places else draw(st.sampled_from([(-1,), (12,), (30,), (6, 9), (-1, 10), (0,)]))
    table = [(draw(st.sampled_from(SUBJECTS)), draw(st.integers(0, 3))) for _ in range(m)]
    return problem_of(rows, table, owners, state_money=money)


@st.composite
def _owner(draw: st.DrawFn, only_places: bool) -> dict[str, Any]:
    owner: dict[str, Any] = {
        "fte": draw(st.sampled_from([0, 100, 100, 200, 350])),
        "flags": draw(st.sampled_from([(), ("follow_up_municipality",)])),
    }
    if not only_places:
        owner["quota"] = draw(st.sampled_from([-1, -1, 0, 1, 2]))
        owner["autumn"] = draw(st.sampled_from([-1, -1, 0, 3, 6, 12]))
        owner["spring"] = draw(st.sampled_from([-1, -1, 0, 4, 9]))
    return owner


@st.composite
def _row(draw: st.DrawFn, offers: int) -> dict[str, Any]:
    wishes = draw(st.lists(st.tuples(st.integers(0, offers - 1), st.integers(0, 1)), max_size=4, unique=True))
    return {
        "approved": draw(st.sampled_from([True, True, True, False])),
        "lacks_credits": draw(st.booleans()),
        "wishes": [(*wish, *(draw(MONEY) for _ in range(4))) for wish in wishes],
    }


def _rank(draw: st.DrawFn, rows: list[dict[str, Any]]) -> None:
    """Ranks each owner's applications from 1 without gaps; some of the last stay unranked."""
    for owner in {row["owner"] for row in rows}:
        mine = draw(st.permutations([row for row in rows if row["owner"] == owner]))
        ranked = draw(st.integers(0, len(mine)))
        for number, row in enumerate(mine, 1):
            row["rank"] = number if number <= ranked else 0


TIERS: dict[str, dict[str, Any]] = {
    "five": {"any_of": [{"subjects": ["mathematics"]}]},
    "five_over": {"any_of": [{"subjects": ["mathematics"]}], "maximum_places": 2, "overflow": True},
    "follow_up": {"any_of": [{"owner_flags": ["follow_up_municipality"]}], "maximum_kroner": 9},
    "pe_max": {"any_of": [{"subjects": ["physical_education"]}], "maximum_places": 1},
    "pe_kroner": {"any_of": [{"subjects": ["physical_education"]}], "maximum_kroner": 6, "overflow": True},
    "special_min": {"any_of": [{"subjects": ["special_needs_education"]}], "minimum_places": 2, "overflow": True},
    "mixed": {"any_of": [{"subjects": ["music", "mathematics"]}], "minimum_places": 1, "overflow": True},
}


def rules_of(
    tiers: Sequence[str], order: Sequence[str], passing: tuple[bool, bool] = (False, False), shared: int = -1
) -> RuleSet:
    """A rule set from names of TIERS; the remainder tier comes last by itself."""
    listed = [{"code": code, "title": code, "source": "test", **TIERS[code]} for code in tiers]
    sharing = "within_teacher_fte_share" in order
    last = {"any_of": [{}], "shared_by_teacher_fte": sharing, "shared_places": shared if sharing else -1}
    content = {
        "study_year": "2030-31",
        "title": "test",
        "source": "test",
        "tiers": [*listed, {"code": "remainder", "title": "rest", "source": "test", **last}],
        "order": [{"criterion": code, "source": "test"} for code in (*order, "draw")],
        "cheaper_may_pass": {"state": passing[0], "owner": passing[1]},
    }
    return ruleset_from(content)


ORDERS = (
    (),
    ("owner_rank",),
    ("rank_per_teacher_fte",),
    ("lacks_credits", "owner_rank"),
    ("top_ranked", "rank_per_teacher_fte"),
    ("within_teacher_fte_share", "rank_per_teacher_fte"),
    ("top_ranked", "within_teacher_fte_share", "lacks_credits", "rank_per_teacher_fte"),
)


@st.composite
def rule_sets(draw: st.DrawFn, *, passing: bool = True) -> RuleSet:
    """Any rule set: tiers in any order, any list order, switches on or off."""
    tiers = draw(st.lists(st.sampled_from(sorted(TIERS)), max_size=3, unique=True))
    order = draw(st.sampled_from(ORDERS))
    may_pass = draw(st.tuples(st.booleans(), st.booleans())) if passing else (False, False)
    return rules_of(tiers, order, may_pass, draw(st.sampled_from([-1, -1, 0, 2, 3])))
