"""Who can teach what, in which language, where and when: people's stated competence against what is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.values import Semester


class Level(StrEnum):
    """What a person can do in a field, by her own word."""

    LEADS = "leads"
    CONTRIBUTES = "contributes"
    LEARNS = "learns"


LEVEL_NAMES = {Level.LEADS: "kan lede", Level.CONTRIBUTES: "kan bidra", Level.LEARNS: "vil lære"}
RANK = {Level.LEADS: 3, Level.CONTRIBUTES: 2, Level.LEARNS: 1}


@dataclass(frozen=True)
class Lists:
    """The codes that may be chosen, each with its name, and where the list comes from."""

    fields: Mapping[str, str]
    languages: Mapping[str, str]
    stages: Mapping[str, str]
    source: str


@cache
def lists() -> Lists:
    """The fields, languages and stages of fields.yaml, in its order."""
    content = yaml.safe_load((Path(__file__).parent / "fields.yaml").read_text(encoding="utf-8"))
    fields, languages, stages = (
        {code: row["name"] for code, row in content[kind].items()} for kind in ("fields", "languages", "stages")
    )
    return Lists(fields, languages, stages, content["label"])


@dataclass(frozen=True)
class Candidate:
    """A person as she may be proposed. free_percent is what is left of a full position, in per cent, by semester.

    earlier is how many assignments she has been through.
    """

    person: int
    name: str
    levels: Mapping[str, Level]
    languages: frozenset[str] = frozenset()
    stages: frozenset[str] = frozenset()
    free_percent: Mapping[Semester, int] | None = None
    earlier: int = 0

    def free_in(self, semester: Semester) -> int:
        """Per cent free in the semester; none where she has stated nothing."""
        return (self.free_percent or {}).get(semester, 0)


@dataclass(frozen=True)
class Wanted:
    """What is looked for. "" and None ask nothing; percent is asked for in the semester."""

    field: str = ""
    level: Level = Level.CONTRIBUTES
    language: str = ""
    stage: str = ""
    semester: Semester | None = None
    percent: int = 0


@dataclass(frozen=True)
class Match:
    """A candidate with the answer to each thing that was asked, in words."""

    candidate: Candidate
    answers: tuple[Answer, ...]

    @property
    def is_hit(self) -> bool:
        return all(self.answers)

    @property
    def lacks(self) -> int:
        """How many of the things asked for she does not have."""
        return sum(not answer for answer in self.answers)


def matched(candidate: Candidate, wanted: Wanted) -> Match:
    """The candidate held against everything that is asked, one answer for each."""
    checks = (_field, _language, _stage, _free)
    answers = (answer for check in checks if (answer := check(candidate, wanted)) is not None)
    return Match(candidate, tuple(answers))


def found(candidates: Iterable[Candidate], wanted: Wanted) -> list[Match]:
    """Those who fit everything: the highest level first, then those with most time, then those asked least before."""
    hits = [match for one in candidates if (match := matched(one, wanted)).is_hit]
    return sorted(hits, key=lambda match: _order(match.candidate, wanted))


def nearly_found(candidates: Iterable[Candidate], wanted: Wanted) -> list[Match]:
    """Those who lack one of several things asked for, in the same order."""
    near = [match for one in candidates if (match := matched(one, wanted)).lacks == 1 and len(match.answers) > 1]
    return sorted(near, key=lambda match: _order(match.candidate, wanted))


def _order(one: Candidate, wanted: Wanted) -> tuple[int, int, int, str]:
    level = one.levels.get(wanted.field)
    free = one.free_in(wanted.semester) if wanted.semester else 0
    return (-(RANK[level] if level else 0), -free, one.earlier, one.name)


def _field(one: Candidate, wanted: Wanted) -> Answer | None:
    if not wanted.field:
        return None
    name, level = lists().fields[wanted.field], one.levels.get(wanted.field)
    if level is None:
        return no("no_level", "Fagfelt: har ikke ført opp {name}.", name=name)
    if RANK[level] >= RANK[wanted.level]:
        return yes("level", "Fagfelt: {name}, {level}.", name=name, level=LEVEL_NAMES[level])
    return no("lower_level", "Fagfelt: {name}, bare «{level}».", name=name, level=LEVEL_NAMES[level])


def _language(one: Candidate, wanted: Wanted) -> Answer | None:
    if not wanted.language:
        return None
    name = lists().languages[wanted.language]
    if wanted.language in one.languages:
        return yes("language", "Språk: underviser på {name}.", name=name)
    return no("no_language", "Språk: underviser ikke på {name}.", name=name)


def _stage(one: Candidate, wanted: Wanted) -> Answer | None:
    if not wanted.stage:
        return None
    name = lists().stages[wanted.stage]
    if wanted.stage in one.stages:
        return yes("stage", "Trinn: arbeider med {name}.", name=name)
    return no("no_stage", "Trinn: har ikke ført opp {name}.", name=name)


def _free(one: Candidate, wanted: Wanted) -> Answer | None:
    if wanted.semester is None:
        return None
    free = one.free_in(wanted.semester)
    if free >= max(wanted.percent, 1):
        return yes("free", "Tid: {free} prosent ledig {semester}.", free=free, semester=wanted.semester)
    return no(
        "not_free",
        "Tid: {free} prosent ledig {semester}, og det trengs {percent}.",
        free=free,
        semester=wanted.semester,
        percent=max(wanted.percent, 1),
    )
