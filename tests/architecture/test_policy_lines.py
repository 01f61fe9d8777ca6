"""Each line of the policy matters: turned to always yes, or always no, some recorded call answers otherwise."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.architecture.policy_lines import ALLOW, DENY, policy_lines, turned
from tests.architecture.policy_witnesses import Answered, Caller, Cell, Witness, kept, search, written
from tests.fixtures.clock import Clock
from tests.fixtures.snapshots import Approved

LONG = os.environ.get("PAFYLL_LONG") == "1"
# A line that is turned may leave a page without what it shows; that it is shown otherwise is what is looked for.
pytestmark = [pytest.mark.heavy(60), pytest.mark.ignore_template_errors]


@pytest.fixture(scope="module")
def call(story: None, django_db_blocker: Any) -> Iterator[Caller]:
    clock = Clock()
    with django_db_blocker.unblock(), transaction.atomic():
        yield Caller(clock.move_to)
        transaction.set_rollback(True)
    clock.release()


def test_every_line_is_in_the_table_both_ways() -> None:
    assert [(one.line, one.way) for one in kept()] == [(line, way) for line in policy_lines() for way in (ALLOW, DENY)]


def test_the_call_of_each_line_notices_when_it_is_turned(call: Caller) -> None:
    """Every call once as it is, and once for each line that it is the witness of. By days, since the clock moves."""
    plain: dict[Cell, Answered] = {}
    blind: list[tuple[str, str]] = []
    for one in sorted((one for one in kept() if one.day), key=lambda one: one.cell):
        plain.setdefault(one.cell, call(one.cell))
        if not _notices(call, one, plain[one.cell]):
            blind.append((one.line, one.way))
    assert blind == []


def _notices(call: Caller, one: Witness, before: Answered) -> bool:
    with turned(policy_lines()[one.line], one.way):
        return call(one.cell) != before


@pytest.mark.skipif(not LONG, reason="the long form calls every address and searches anew")
def test_the_table_is_what_a_search_finds(call: Caller, approved: Approved) -> None:
    out = io.StringIO()
    written(search(call), csv.writer(out, lineterminator="\n").writerow)
    approved("policy_lines.csv", out.getvalue())
