"""A file of staff against the records: carried out once is all, and taken back is as before, whatever both say."""

from __future__ import annotations

import os
from copy import deepcopy
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pafyll.domain.planning.staff_changes import (
    BACKGROUND,
    CREDITS,
    JOB,
    NO_BACKGROUND,
    PERSON,
    PERSON_FIELDS,
    TAUGHT,
    Change,
    File,
    Known,
    Said,
    changes_of,
    endings_of,
)

EXAMPLES = 10_000 if os.environ.get("PAFYLL_LONG") else 60
DAY = date(2026, 3, 10)
days = st.sampled_from(["2020-08-01", "2025-08-01", "2026-03-10", "2026-08-01"])
sources = st.sampled_from(["Personalfil lest inn 01.02.2026", "lagt inn av læreren"])
names = st.sampled_from(["", "Kari", "kari", "Jonas"])
credits = st.sampled_from(["0.0", "30.0", "60.0"])
hours = st.sampled_from(["3.0", "5.5", "9.0"])
subjects = st.sampled_from(["norwegian", "english", "mathematics"])
taught_keys = st.builds("{}|{}|1-7|{}".format, st.sampled_from("12"), subjects, st.sampled_from(["2024", "2025"]))
told_of_job = st.fixed_dictionaries(
    {},
    optional={
        "percent": st.sampled_from([None, 50, 100]),
        "permanent": st.sampled_from([None, True, False]),
        "starts_on": st.none() | days,
        "ends_before": st.none() | days,
    },
)
told_of_background = st.fixed_dictionaries(
    {},
    optional={
        "education": st.sampled_from(["", "general_teacher"]),
        "on_conditions": st.sampled_from([None, True, False]),
        "vocational_route": st.sampled_from([None, True, False]),
    },
)
said = st.builds(
    Said,
    person=st.dictionaries(st.sampled_from(PERSON_FIELDS[:3]), names),
    jobs=st.dictionaries(st.sampled_from("12"), told_of_job),
    credits=st.dictionaries(subjects, credits),
    taught=st.dictionaries(taught_keys, hours),
    background=told_of_background,
)
job = st.fixed_dictionaries(
    {
        "percent": st.sampled_from([50, 100]),
        "permanent": st.booleans(),
        "starts_on": days,
        "ends_before": st.none() | days,
        "source": sources,
    }
)
held = st.fixed_dictionaries({"credits": credits, "source": sources, "as_of": days, "is_confirmed": st.booleans()})
background = st.fixed_dictionaries({"source": sources, "as_of": days, "is_confirmed": st.booleans()}).map(
    lambda row: {**NO_BACKGROUND, **row}
)
known = st.builds(
    Known,
    person=st.fixed_dictionaries(dict.fromkeys(PERSON_FIELDS[:3], names)),
    jobs=st.dictionaries(st.sampled_from("123"), job),
    credits=st.dictionaries(subjects, held),
    taught=st.dictionaries(taught_keys, st.fixed_dictionaries({"hours": hours, "source": sources})),
    background=st.none() | background,
)
files = st.builds(
    File, st.just(DAY), st.just("Personalfil lest inn 10.03.2026"), st.booleans(), st.just(frozenset({"typed"}))
)


def carried_out(stands: Known, changes: list[Change]) -> Known:
    """The records after the changes; each finds what it says was there before."""
    rows: dict[str, Any] = {
        PERSON: dict(stands.person),
        JOB: dict(stands.jobs),
        CREDITS: dict(stands.credits),
        TAUGHT: dict(stands.taught),
        BACKGROUND: {} if stands.background is None else {"": stands.background},
    }
    for one in changes:
        assert rows[one.what].get(one.key) == one.before
        rows[one.what].pop(one.key, None)
        if one.after is not None:
            rows[one.what][one.key] = one.after
    return Known(rows[PERSON], rows[JOB], rows[CREDITS], rows[TAUGHT], rows[BACKGROUND].get(""))


def undone(changes: list[Change]) -> list[Change]:
    return [Change(one.what, one.key, one.after, one.before) for one in reversed(changes)]


@settings(max_examples=EXAMPLES, deadline=None)
@given(said, known, files)
def test_the_same_file_once_more_finds_nothing_to_change(told, stands, file):
    after = carried_out(stands, changes_of(told, stands, file))

    assert changes_of(told, after, file) == []


@settings(max_examples=EXAMPLES, deadline=None)
@given(said, known, files)
def test_an_undo_gives_back_exactly_what_was_there(told, stands, file):
    before = deepcopy(stands)
    changes = changes_of(told, stands, file)

    after = carried_out(stands, changes)

    assert stands == before
    assert carried_out(after, undone(changes)) == before


@settings(max_examples=EXAMPLES, deadline=None)
@given(known, files)
def test_who_is_not_in_a_complete_file_has_left_once_and_comes_back_when_it_is_undone(stands, file):
    changes = endings_of(stands, file)

    after = carried_out(stands, changes)

    assert endings_of(after, file) == []
    assert carried_out(after, undone(changes)) == stands


@settings(max_examples=EXAMPLES, deadline=None)
@given(said, known, files)
def test_what_the_file_leaves_empty_stays(told, stands, file):
    changes = changes_of(told, stands, file)

    assert all(one.after not in (None, "") for one in changes if one.what == PERSON)
    assert {one.key for one in changes if one.what == CREDITS} <= told.credits.keys()
