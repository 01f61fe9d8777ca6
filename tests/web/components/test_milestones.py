"""The row of milestones on a round: what is over, what goes on now."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pafyll.domain.lifecycles.round import RoundStatus
from pafyll.web.components.milestones import milestones
from tests.factories import RoundFactory

pytestmark = pytest.mark.django_db


def test_a_round_decided_before_its_last_day_is_not_still_being_allocated():
    round = RoundFactory()
    at = round.owner_closes_at + timedelta(days=3)
    assert {m.code: m.state for m in milestones(round, at=at)}["allocation"] == "now"

    round.status = RoundStatus.ALLOCATED

    states = {m.code: m.state for m in milestones(round, at=at)}
    assert (states["allocation"], states["answers"], states["admission"]) == ("past", "past", "later")
