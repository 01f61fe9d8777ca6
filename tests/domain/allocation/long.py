"""How many examples a property gets: 300 in the short form, 10 000 with PAFYLL_LONG=1."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

LONG = os.environ.get("PAFYLL_LONG") == "1"


def examples(short: int = 300, long: int = 10_000) -> settings:
    """Settings of a property test; the short form is the same every time."""
    return settings(
        max_examples=long if LONG else short,
        deadline=None,
        derandomize=not LONG,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
