"""Rows that are read beside those they belong to are the rows that a question of their own would find."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db.models import OuterRef

from pafyll.apps.organisations.models import Person
from pafyll.apps.planning.models import CreditsHeld, Deviation
from pafyll.integrations.beside import read_moment, read_rows, rows_beside
from tests.factories import CreditsHeldFactory, DeviationFactory, PersonFactory

pytestmark = pytest.mark.django_db


def test_each_has_her_own_rows_and_whoever_has_none_has_an_empty_list() -> None:
    kari, per = PersonFactory(), PersonFactory()
    CreditsHeldFactory(person=kari, subject="norwegian", credits="7.5")
    CreditsHeldFactory(person=kari, subject='"søm", [1]', credits=60)
    rows = CreditsHeld.objects.filter(person=OuterRef("pk"))

    found = dict(Person.objects.values_list("pk", rows_beside(rows, "subject", "credits")))

    mine = {(subject, Decimal(credits)) for subject, credits in read_rows(found[kari.pk])}
    assert mine == {("norwegian", Decimal("7.5")), ('"søm", [1]', Decimal(60))}
    assert read_rows(found[per.pk]) == []


def test_a_moment_is_the_same_moment() -> None:
    at = datetime(2026, 3, 1, 22, 59, 59, 5, tzinfo=UTC)
    made = DeviationFactory(decided_at=at)
    rows = Deviation.objects.filter(person=OuterRef("pk"))

    text = Person.objects.values_list(rows_beside(rows, "decided_at", "ended_at"), flat=True).get(pk=made.person_id)

    assert [[read_moment(one) for one in row] for row in read_rows(text)] == [[at, None]]
