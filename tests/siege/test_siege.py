"""Sixty rounds of killing and cutting: what was acknowledged is there once, and nothing is half done."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from tests import postgres
from tests.siege import network
from tests.siege.__main__ import run

pytestmark = pytest.mark.heavy(180)
ROUNDS = 200 if os.environ.get("PAFYLL_LONG") == "1" else 60


def test_nothing_acknowledged_is_lost_or_doubled_and_what_would_be_is_seen(
    record_property: Callable[[str, object], None],
) -> None:
    """Two web processes and two crews, each in a network of its own, against one PostgreSQL in a fifth."""
    missing = network.why_not() or ("" if postgres.binaries() else postgres.MISSING)
    if missing:
        pytest.skip(missing)
    ended = run(rounds=ROUNDS, seed=2026, broken=True)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    figure = next(line for line in ended.stdout.splitlines() if " acknowledged, " in line)
    record_property("figure", figure)
    assert figure.startswith(f"{ROUNDS} rounds of ")
    assert " 0 lost, 0 doubled, " in figure
    assert "Seen when it was doubled" in ended.stdout
    assert "Seen when it was broken" in ended.stdout
