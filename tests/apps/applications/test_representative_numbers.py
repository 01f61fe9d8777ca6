"""Totals in which nobody can be recognised."""

from __future__ import annotations

import pytest

from pafyll.apps.applications.queries.representative import totals_by_subject
from pafyll.apps.organisations.permissions import Viewer
from tests.factories import ApplicationFactory, RoundFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("count", "shown"), [(4, None), (5, 5)])
def test_numbers_under_five_are_not_shown(count, shown):
    round = RoundFactory()
    for _ in range(count):
        ApplicationFactory(round=round)

    assert [row.applicants for row in totals_by_subject(viewer=Viewer(), round=round)] == [shown]
