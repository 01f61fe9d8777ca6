"""On which days the parties are warned that an agreement runs out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pafyll.domain.parameters import parameters_from

P = parameters_from(Path(__file__).with_suffix(".yaml"), scheme="agreement_ending")


def warning_due(ends_on: date, today: date) -> int | None:
    """How many days before the last day today's warning is for, or None when none is due or the agreement is over.

    A warning that was missed is due until the next one is. Source: agreement_ending.yaml.
    """
    left = (ends_on - today).days
    reached = [days for days in P["warning_days"].on(today) if days >= left]
    return min(reached) if left >= 0 and reached else None
