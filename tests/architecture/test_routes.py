"""Who gets what where: the table that a person has approved, and what every page owes everyone."""

from __future__ import annotations

import csv
import io
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from tests.architecture.pages import faults_of
from tests.architecture.routes import ANONYMOUS, PEOPLE, Call, call_everything
from tests.fixtures.clock import STORY_TODAY, Clock
from tests.fixtures.snapshots import Approved
from tests.operations.headers import faults_in

pytestmark = pytest.mark.heavy(130)
TOKEN = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")\w+')
LONG = os.environ.get("PAFYLL_LONG") == "1"
FEBRUARY = "2026-02-20"  # while teachers may write
# Once each, of those about people.
OF_ALL_TABLES = {"public:my_data", "public:my_data_json", "public:my_data_pdf", "public:delete_me", "support:supported"}
TABLE = Path(__file__).parents[1] / "snapshots" / "routes.csv"


@pytest.fixture(scope="module")
def calls(story: None, django_db_blocker: Any) -> list[Call]:
    """Every call, made once for all the tests here: everyone everywhere in March, and the applicants in February.

    The long form tries everyone with everything. In the short one the gate of a desk is seen to keep out one person at
    each address, and is asked about the others, without the page that tells them so.
    """
    return [*_calls_on(STORY_TODAY, django_db_blocker), *_calls_on(FEBRUARY, django_db_blocker, "teacher", "school")]


def _calls_on(day: str, blocker: Any, *desks: str) -> list[Call]:
    clock = Clock()
    clock.move_to(day)
    with blocker.unblock(), transaction.atomic():
        made = [replace(call, day=day) for call in call_everything(*desks, all_by_call=LONG)]
        transaction.set_rollback(True)
    clock.release()
    return made


def test_every_route_answers_every_person_as_approved(calls: list[Call], approved: Approved) -> None:
    approved("routes.csv", _table(calls))


def test_nothing_breaks_whoever_calls(calls: list[Call]) -> None:
    assert [_said(call) for call in calls if call.status >= 500] == []


def test_a_get_writes_no_row(calls: list[Call]) -> None:
    assert [(_said(call), call.writes[0][:80]) for call in calls if call.method == "GET" and call.writes] == []


def test_who_is_refused_changes_nothing(calls: list[Call]) -> None:
    refused = [call for call in calls if call.status in (403, 404, 405)]
    assert [(_said(call), call.writes[0][:80]) for call in refused if call.writes] == []


def test_pages_are_valid_and_every_control_has_a_label(calls: list[Call]) -> None:
    pages = {TOKEN.sub("", call.html): call.route.name for call in calls if call.html}  # each page is read once
    assert sorted({f"{name} {fault}" for html, name in pages.items() for fault in faults_of(html)}) == []


def test_answers_to_someone_logged_in_are_not_kept_by_caches(calls: list[Call]) -> None:
    kept = [
        _said(call)
        for call in calls
        if call.was_made
        and call.person != ANONYMOUS
        and call.route.name != "public:log_out"
        and "no-store" not in call.headers.get("Cache-Control", "")
    ]
    assert kept == []


def test_every_page_has_the_strict_content_policy(calls: list[Call]) -> None:
    pages = [call for call in calls if call.html]
    loose = [_said(one) for one in pages if "unsafe" in one.headers.get("Content-Security-Policy", "unsafe: none")]
    assert loose == []


def test_every_answer_has_the_security_headers(calls: list[Call]) -> None:
    assert [
        (_said(call), found)
        for call in calls
        if call.was_made and (found := faults_in(call.headers, route=call.route.name))
    ] == []


def test_no_page_asks_more_than_forty_times(calls: list[Call]) -> None:
    pages = [call for call in calls if call.method == "GET" and call.route.name not in OF_ALL_TABLES]
    assert {_said(call): call.queries for call in pages if call.queries > 40} == {}


def _said(call: Call) -> str:
    return f"{call.day} {call.method} {call.route.path} as {call.person}: {call.status}"


def _table(calls: list[Call]) -> str:
    """What was answered."""
    by_row: dict[tuple[str, ...], dict[str, int]] = {}
    for call in calls:
        row = (call.day, call.route.name, call.route.path, call.method)
        by_row.setdefault(row, {})[call.person] = call.status
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["day", "route", "path", "method", *PEOPLE])
    for row, statuses in by_row.items():
        writer.writerow([*row, *(statuses[one] for one in PEOPLE)])
    return out.getvalue()
