"""What a file would change of what is known of a person. Older never replaces newer without being asked.

Values are plain: what a file says, and what is known, as dictionaries by key. Days are written 2026-03-10.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

PERSON_FIELDS = ("first_name", "last_name", "email", "birth_year")
PERSON, JOB, CREDITS, TAUGHT, BACKGROUND = "person", "job", "credits", "taught", "background"
NO_BACKGROUND = {
    "education": "",
    "educated_on": None,
    "hired_under_rules_before_2014": None,
    "vocational_route": None,
    "relevant_theory_year": None,
    "on_conditions": False,
}
FROM_FILE, KEEP = "file", "keep"
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Said:
    """What the file says of a person. jobs by school; credits by subject; taught by "school|subject|stage|year"."""

    person: Values = field(default_factory=dict)
    jobs: Mapping[str, Values] = field(default_factory=dict)
    credits: Mapping[str, str] = field(default_factory=dict)
    taught: Mapping[str, str] = field(default_factory=dict)
    background: Values = field(default_factory=dict)


@dataclass(frozen=True)
class Known:
    """What is registered of a person, each row as it stands; typed are sources that people write themselves."""

    person: Values = field(default_factory=dict)
    jobs: Mapping[str, Values] = field(default_factory=dict)
    credits: Mapping[str, Values] = field(default_factory=dict)
    taught: Mapping[str, Values] = field(default_factory=dict)
    background: Values | None = None


@dataclass(frozen=True)
class File:
    """What holds for the whole file: its day, whom it is from, whether it has everyone, and which sources are typed."""

    as_of: date
    source: str
    is_complete: bool = False
    typed: frozenset[str] = frozenset()

    @property
    def day(self) -> str:
        return self.as_of.isoformat()


@dataclass(frozen=True)
class Change:
    """One difference: before and after as whole rows (None: no row). newer is what stands there when it is newer."""

    what: str
    key: str
    before: Any
    after: Any
    newer: str = ""

    def as_json(self) -> dict[str, Any]:
        """As it is kept. Something newer is kept unless a person chooses the file."""
        take = KEEP if self.newer else FROM_FILE
        return {"what": self.what, "key": self.key, "before": self.before, "after": self.after,
                "newer": self.newer, "take": take}  # fmt: skip


def changes_of(said: Said, known: Known, file: File) -> list[Change]:
    """Everything that the file would change, in the order that a page shows it. What it leaves empty stays."""
    return [
        *_person(said, known),
        *_jobs(said, known, file),
        *_background(said, known, file),
        *_credits(said, known, file),
        *_taught(said, known, file),
    ]


def endings_of(known: Known, file: File) -> list[Change]:
    """What happens to someone who is not in a complete file: her positions end when the day is over."""
    return [change for school, job in sorted(known.jobs.items()) for change in _ended(school, job, file)]


def _person(said: Said, known: Known) -> list[Change]:
    told = [(name, said.person.get(name)) for name in PERSON_FIELDS]
    return [
        Change(PERSON, name, known.person.get(name), value)
        for name, value in told
        if value not in (None, "") and _plain(value) != _plain(known.person.get(name))
    ]


def _jobs(said: Said, known: Known, file: File) -> list[Change]:
    found = []
    for school, told in sorted(said.jobs.items()):
        before = known.jobs.get(school)
        start = {"percent": 100, "permanent": True, "starts_on": file.day, "ends_before": None, "source": file.source}
        after = {**(before or start), **_filled(told)}
        if after != before:
            found.append(Change(JOB, school, before, {**after, "source": file.source}))
    if file.is_complete:
        gone = sorted(known.jobs.keys() - said.jobs.keys())
        found += [change for school in gone for change in _ended(school, known.jobs[school], file)]
    return found


def _ended(school: str, job: Values, file: File) -> list[Change]:
    if job["starts_on"] > file.day:
        return []
    after = {**job, "ends_before": (file.as_of + timedelta(days=1)).isoformat()}
    return [] if job["ends_before"] else [Change(JOB, school, dict(job), after)]


def _background(said: Said, known: Known, file: File) -> list[Change]:
    told, before = _filled(said.background), known.background
    if not told or (before is not None and all(before.get(name) == value for name, value in told.items())):
        return []
    after = {**(before or NO_BACKGROUND), **told, "source": file.source, "as_of": file.day, "is_confirmed": True}
    return [Change(BACKGROUND, "", dict(before) if before else None, after, _newer(before, file))]


def _credits(said: Said, known: Known, file: File) -> list[Change]:
    found = []
    for subject, credits in sorted(said.credits.items()):
        before = known.credits.get(subject)
        if before is None or before["credits"] != credits:
            after = {"credits": credits, "source": file.source, "as_of": file.day, "is_confirmed": True}
            found.append(Change(CREDITS, subject, dict(before) if before else None, after, _newer(before, file)))
    return found


def _taught(said: Said, known: Known, file: File) -> list[Change]:
    """A school year that the file tells of is told of in full: what it leaves out of it is not taught any more."""
    found = []
    for key, hours in sorted(said.taught.items()):
        before = known.taught.get(key)
        if before is None or before["hours"] != hours:
            after = {"hours": hours, "source": file.source}
            found.append(Change(TAUGHT, key, dict(before) if before else None, after, _typed(before, file)))
    years = {key.rpartition("|")[2] for key in said.taught}
    gone = [key for key in sorted(known.taught.keys() - said.taught.keys()) if key.rpartition("|")[2] in years]
    return found + [Change(TAUGHT, key, dict(known.taught[key]), None, _typed(known.taught[key], file)) for key in gone]


def _newer(before: Values | None, file: File) -> str:
    """Where something newer than the file comes from, with its day; "" when it is not newer."""
    if before is None or before["as_of"] <= file.day:
        return ""
    return f"{before['source']}, {before['as_of']}"


def _typed(before: Values | None, file: File) -> str:
    """Hours have no day of their own, so all that a person typed is asked about."""
    return str(before["source"]) if before is not None and before["source"] in file.typed else ""


def _filled(values: Values) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "")}


def _plain(value: Any) -> str:
    return "" if value is None else str(value).strip().casefold()
