"""A write whose SQL is kept does what Django's own does, each time with its own values."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from pafyll.apps.applications.models import Application, ApplicationVersion
from pafyll.apps.casework.models import Event
from pafyll.apps.organisations.models import Organisation
from pafyll.integrations.prepared_writes import insert, update_where
from tests.factories import ApplicationFactory, OrganisationFactory, UserFactory
from tests.factories.base import NOW

pytestmark = pytest.mark.django_db


def event(**said) -> Event:
    return Event(
        **{"about": "application:1", "verb": "submitted", "at": NOW, "facts": {"grade": 1.5, "of": None}} | said
    )


@pytest.mark.parametrize("number", [1, 2])
def test_a_new_row_is_kept_as_django_keeps_it(number: int) -> None:
    user = UserFactory()
    for place in range(number):
        row = event(verb=f"said 100 % {place}", by=user, why="«æøå»")
        with CaptureQueriesContext(connection) as asked:
            insert(row)
        assert len(asked) == 1

        kept = Event.objects.get(pk=row.pk)

        assert not row._state.adding
        for field in Event._meta.concrete_fields:
            assert getattr(kept, field.attname) == getattr(row, field.attname), field.name


def test_a_row_that_has_its_key_keeps_it_and_what_the_database_fills_in_is_filled_in() -> None:
    made = Organisation(pk=900_001, name="Fjordvik skole", kind=Organisation.Kind.SCHOOL, number="974000001")
    insert(made)

    assert Organisation.objects.get(pk=900_001).name == "Fjordvik skole"


def test_a_row_that_breaks_a_rule_breaks_the_transaction_as_django_says() -> None:
    first = event()
    insert(first)

    @transaction.atomic
    def twice() -> None:
        with suppress(IntegrityError):
            insert(event(key=first.key))
        Event.objects.count()

    with pytest.raises(transaction.TransactionManagementError):
        twice()
    assert Event.objects.count() == 1


def test_only_the_row_that_is_as_it_was_seen_is_changed() -> None:
    mine, other = ApplicationFactory(version=3), ApplicationFactory(version=3)
    changes = {"other_study_credits": Decimal("7.5"), "unsent_changes": {"motivation": "ny"}, "school_id": None}

    assert update_where(Application, {"id": mine.pk, "version": 2, "status": mine.status}, changes) == 0
    assert update_where(Application, {"version": 3, "status": mine.status, "id": mine.pk}, changes) == 1
    assert (
        update_where(Application, {"id": other.pk, "status": other.status, "version": 3}, {"unsent_changes": None}) == 1
    )

    mine.refresh_from_db()
    assert (mine.other_study_credits, mine.unsent_changes, mine.school) == (Decimal("7.5"), {"motivation": "ny"}, None)
    assert not Application.objects.filter(pk=other.pk, other_study_credits__isnull=False).exists()
    assert Application.objects.filter(pk=other.pk, unsent_changes__isnull=True).exists()


def test_the_same_columns_with_other_values_are_other_values() -> None:
    one, two = OrganisationFactory(name="A"), OrganisationFactory(name="B")

    for row, name in ((one, "C"), (two, "D"), (one, "E")):
        assert update_where(Organisation, {"id": row.pk}, {"name": name}) == 1

    assert [Organisation.objects.get(pk=row.pk).name for row in (one, two)] == ["E", "D"]


def test_a_column_that_the_database_has_a_value_for_gets_it() -> None:
    version = ApplicationVersion(
        application=ApplicationFactory(),
        number=1,
        content={},
        content_hash="x",
        submitted_by=UserFactory(),
        submitted_at=NOW,
    )
    insert(version)

    assert ApplicationVersion.objects.get(pk=version.pk).is_told
