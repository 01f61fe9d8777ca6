"""Sixty rounds of killing and cutting: what was acknowledged is there once, and nothing is half done."""

from __future__ import annotations

import os

import pytest

from tests import postgres
from tests.siege import network
from tests.siege.__main__ import run

# Of the long form until sixty rounds take little enough of a run's half hour: `make siege` has them meanwhile.
pytestmark = [pytest.mark.heavy(150), pytest.mark.slow]
ROUNDS = 200 if os.environ.get("PAFYLL_LONG") == "1" else 60


def test_nothing_acknowledged_is_lost_or_doubled_and_a_database_that_forgets_is_seen() -> None:
    """Two web processes and two crews, each in a network of its own, against one PostgreSQL in a third."""
    missing = network.why_not() or ("" if postgres.binaries() else postgres.MISSING)
    if missing:
        pytest.skip(missing)
    ended = run(rounds=ROUNDS, seed=2026, broken=True)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "0 faults" in ended.stdout
    assert "Seen when it was broken" in ended.stdout
