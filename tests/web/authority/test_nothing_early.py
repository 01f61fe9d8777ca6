"""Results stay in the directorate until they are decided, and nothing is decided while people still work."""

from __future__ import annotations

import pytest
from django.core import mail
from django.urls import reverse

from pafyll.apps.applications.models import AllocationRun, Application, Round
from pafyll.apps.casework.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def calculated(clock, world, as_ada):
    """A run that Ada has calculated and nobody has decided."""
    clock.move_to("2026-03-20")
    current = Round.objects.get(study_year=2026)
    Application.objects.filter(round=current, status="approved").update(status="ranked")
    as_ada.post(reverse("authority:start", args=[current.pk]))
    return AllocationRun.objects.get(round=current)


def test_ada_tells_nobody_the_result_of_a_run_that_is_not_decided(as_ada, calculated):
    mail.outbox.clear()

    answer = as_ada.post(reverse("authority:tell", args=[calculated.pk]))

    assert answer.status_code == 403
    assert mail.outbox == []
    assert not Event.objects.filter(about=calculated.about, verb__in=["told", "told_owners"]).exists()
