"""Each named witness tells otherwise when a line of its own is turned."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from tests.architecture.named_witnesses import DONE, STOPPED, NamedWitness, Outcomes, named
from tests.architecture.policy_lines import DENY, policy_lines, turned

pytestmark = [pytest.mark.heavy(60), pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.mark.parametrize("witness", named(), ids=lambda one: one.name)
def test_the_witness_notices_each_line_that_it_names(witness: NamedWitness, clock: Any) -> None:
    """Turned to no, somebody who may is refused; turned to yes, somebody who may not is not told the same no."""
    before = _told(witness)
    assert STOPPED not in before
    blind = [(line, way) for line, way in witness.turnings if not _notices(witness, line, way, before)]
    assert blind == [], before


def _notices(witness: NamedWitness, line: str, way: str, before: Outcomes) -> bool:
    with turned(policy_lines()[line], way):
        after = _told(witness)
    if way == DENY:
        return any(old == DONE != new for old, new in zip(before, after, strict=True))
    return any(old != DONE and new != old for old, new in zip(before, after, strict=True))


def _told(witness: NamedWitness) -> Outcomes:
    with transaction.atomic():
        outcomes = witness.tell()
        transaction.set_rollback(True)
    return outcomes
