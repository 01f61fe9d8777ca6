"""Each line of the policy matters: turned to always yes, or always no, some recorded call answers otherwise.

Or a witness with a name tells otherwise: tests/architecture/test_named_witnesses.py.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import pytest
from django.db import transaction

from tests.architecture.policy_lines import policy_lines, turned, unasked_lines
from tests.architecture.policy_witnesses import (
    Answered,
    Caller,
    Witness,
    kept,
    named_turnings,
    search,
    turnings,
    written,
)
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


def test_every_line_has_a_witness_both_ways() -> None:
    """A call of the table, or a witness with a name: tests/apps/<app>/witnesses.py."""
    noticed = {one.turning for one in kept()} | named_turnings()
    assert [one for one in turnings() if one not in noticed] == []
    assert sorted(noticed - set(turnings())) == []


def test_somebody_asks_every_line() -> None:
    """A line that nobody asks is taken away."""
    assert unasked_lines() == []


def test_the_call_of_each_line_notices_when_it_is_turned(call: Caller) -> None:
    """Every call twice as it is, and once for each line that it is the witness of. By days, since the clock moves.

    Twice, since a page that is never the same would notice everything.
    """
    blind: list[str] = []
    in_order = sorted(kept(), key=lambda one: one.cell)
    for cell, witnesses in groupby(in_order, key=lambda one: one.cell):
        plain = call(cell)
        blind += [f"{one.line} {one.way}" for one in witnesses if not _notices(call, one, plain)]
        if call(cell) != plain:
            blind.append(f"never the same: {cell}")
    assert blind == []


def _notices(call: Caller, one: Witness, before: Answered) -> bool:
    with turned(policy_lines()[one.line], one.way):
        return call(one.cell) != before


@pytest.mark.skipif(not LONG, reason="the long form calls every address and searches anew")
def test_the_table_is_what_a_search_finds(call: Caller, approved: Approved) -> None:
    out = io.StringIO()
    written(search(call), csv.writer(out, lineterminator="\n").writerow)
    approved("policy_lines.csv", out.getvalue())
