"""Who should be in a team: competence, room in the semesters and load, with an experienced member and a new one.

The working group of 2021: it shall be the standard that experienced people bring a colleague who is new and motivated.
The proposal is a rule; the officer may depart from it with grounds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pafyll.domain.assignments.team_texts import Reason

LEAD, CONTRIBUTE, LEARN = "leads", "contributes", "learns"
RANK = {LEAD: 0, CONTRIBUTE: 1, LEARN: 2}
MANAGER, EXPERT = "manager", "expert"
SAID = {LEAD: "can_lead", CONTRIBUTE: "can_contribute", LEARN: "wants_to_learn"}


@dataclass(frozen=True)
class Candidate:
    """A colleague as the rule sees her.

    levels: what she can, by field (LEAD, CONTRIBUTE, LEARN). free: per cent of full time by semester ("2026H").
    load: per cent that assignments take already. earlier: how many assignments she has been in.
    """

    key: int
    name: str
    levels: Mapping[str, str]
    free: Mapping[str, int]
    load: int = 0
    earlier: int = 0
    is_disqualified: bool = False
    section: str = ""


@dataclass(frozen=True)
class TeamNeed:
    """What the assignment asks: a field by code and in words, per cent for each member, and in which semesters."""

    field: str
    field_name: str
    semesters: tuple[str, ...]
    percent: int


@dataclass(frozen=True)
class Verdict:
    """One candidate: the part she is proposed for, "" when she is not, whether she comes in as new, and why."""

    key: int
    name: str
    part: str
    is_new: bool
    reasons: tuple[Reason, ...]

    @property
    def is_chosen(self) -> bool:
        return bool(self.part)


@dataclass(frozen=True)
class TeamProposal:
    """Every candidate with a verdict, the chosen first, and what the team still lacks."""

    verdicts: tuple[Verdict, ...]
    lacks: tuple[Reason, ...] = field(default=())

    @property
    def chosen(self) -> tuple[Verdict, ...]:
        return tuple(one for one in self.verdicts if one.is_chosen)

    def stored(self) -> dict[str, Any]:
        """The proposal as it is kept, with every sentence as it was written that day."""
        return {
            "verdicts": [
                {"key": v.key, "name": v.name, "part": v.part, "is_new": v.is_new,
                 "reasons": [one.stored() for one in v.reasons]}
                for v in self.verdicts
            ],
            "lacks": [one.stored() for one in self.lacks],
        }  # fmt: skip


def propose_team(need: TeamNeed, candidates: Sequence[Candidate]) -> TeamProposal:
    """An experienced leader and a new colleague. The same candidates in any order give the same team.

    Among those who can, the least loaded comes first, then more room, then the name, then the key.
    """
    barred = {one.key: _bars(need, one) for one in candidates}
    able = sorted((one for one in candidates if not barred[one.key]), key=_by_load(need))
    leader = next((one for one in able if _may_lead(need, one)), None)
    newcomer = next((one for one in sorted(able, key=_by_level(need)) if one.earlier == 0 and one is not leader), None)
    spare = _spare(need, able, leader) if newcomer is None else None
    chosen = [one for one in (leader, newcomer, spare) if one is not None]
    verdicts = [_in(need, one, _why_chosen(one, leader, newcomer), one is leader) for one in chosen]
    left = sorted((one for one in candidates if one not in chosen), key=lambda one: (one.name, one.key))
    verdicts += [_out(need, one, barred[one.key], leader, newcomer) for one in left]
    return TeamProposal(tuple(verdicts), _lacks(need, leader, newcomer))


def least_free(need: TeamNeed, one: Candidate) -> tuple[int, str]:
    """The least room that she has in the semesters, and in which. A semester without a figure is taken as full."""
    return min((one.free.get(semester, 0), semester) for semester in need.semesters)


def _bars(need: TeamNeed, one: Candidate) -> tuple[Reason, ...]:
    """What keeps her out whoever else there is."""
    said: list[Reason] = []
    if one.is_disqualified:
        said.append(Reason("disqualified", {"name": one.name}))
    if one.levels.get(need.field) not in RANK:
        said.append(Reason("no_competence", {"name": one.name, "field": need.field_name}))
    free, semester = least_free(need, one)
    if free < need.percent:
        said.append(Reason("no_room", _room(need, one.name, free, semester)))
    return tuple(said)


def _room(need: TeamNeed, name: str, free: int, semester: str) -> dict[str, Any]:
    return {"name": name, "free": free, "needed": need.percent, "semester": semester}


def _by_load(need: TeamNeed) -> Any:
    return lambda one: (one.load, -least_free(need, one)[0], one.name, one.key)


def _by_level(need: TeamNeed) -> Any:
    return lambda one: (RANK[one.levels[need.field]], *_by_load(need)(one))


def _may_lead(need: TeamNeed, one: Candidate) -> bool:
    return one.earlier > 0 and one.levels[need.field] == LEAD


def _spare(need: TeamNeed, able: Sequence[Candidate], leader: Candidate | None) -> Candidate | None:
    return next((one for one in able if one is not leader and one.levels[need.field] != LEARN), None)


def _why_chosen(one: Candidate, leader: Candidate | None, newcomer: Candidate | None) -> str:
    return "fewest" if one is leader else "newest" if one is newcomer else "completes"


def _in(need: TeamNeed, one: Candidate, why: str, leads: bool) -> Verdict:
    free, semester = least_free(need, one)
    reasons = (
        *_facts_of(need, one),
        Reason("has_room", _room(need, one.name, free, semester)),
        Reason(why, {"name": one.name, "load": one.load}),
    )
    return Verdict(one.key, one.name, MANAGER if leads else EXPERT, one.earlier == 0, reasons)


def _out(
    need: TeamNeed, one: Candidate, bars: tuple[Reason, ...], leader: Candidate | None, newcomer: Candidate | None
) -> Verdict:
    if bars:
        return Verdict(one.key, one.name, "", one.earlier == 0, bars)
    rival = newcomer if one.earlier == 0 else leader if _may_lead(need, one) else None
    why = (
        Reason("others_first", {"others": rival.name})
        if rival is not None
        else Reason("cannot_lead", {"name": one.name, "field": need.field_name})
    )
    return Verdict(one.key, one.name, "", one.earlier == 0, (*_facts_of(need, one), why))


def _facts_of(need: TeamNeed, one: Candidate) -> tuple[Reason, ...]:
    level = Reason(SAID[one.levels[need.field]], {"name": one.name, "field": need.field_name})
    if one.earlier == 0:
        return level, Reason("is_new", {"name": one.name})
    code = "is_experienced_one" if one.earlier == 1 else "is_experienced"
    return level, Reason(code, {"name": one.name, "count": one.earlier})


def _lacks(need: TeamNeed, leader: Candidate | None, newcomer: Candidate | None) -> tuple[Reason, ...]:
    facts = {"field": need.field_name}
    missing = [("lacks_experienced", leader), ("lacks_new", newcomer)]
    return tuple(Reason(code, facts) for code, found in missing if found is None)
