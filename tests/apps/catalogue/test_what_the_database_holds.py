"""What no code may break in offers and programmes: each constraint is broken once, and the database says no."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from tests.constraints import constraints_of, is_said
from tests.factories.catalogue import StudyOfferFactory, StudyProgrammeFactory

pytestmark = pytest.mark.django_db


def _two_programmes_with_one_code() -> None:
    one = StudyProgrammeFactory(code="MAT1")
    StudyProgrammeFactory(provider=one.provider, code="MAT1")


def _two_copies_to_one_year() -> None:
    last = StudyOfferFactory()
    for code in ("A", "B"):
        StudyOfferFactory(programme=last.programme, code=code, study_year=2027, copied_from=last)


BROKEN: dict[str, Callable[[], object]] = {
    "one_programme_per_code": _two_programmes_with_one_code,
    "an_offer_ends_after_it_starts": lambda: StudyOfferFactory(starts_on=date(2026, 8, 20), ends_on=date(2026, 8, 19)),
    "one_copy_per_study_year": _two_copies_to_one_year,
}


def test_every_constraint_is_broken_here() -> None:
    assert set(BROKEN) == set(constraints_of(apps.get_app_config("catalogue").get_models()))


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_what_a_constraint_is_against(name: str) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        BROKEN[name]()

    assert is_said(name, refused.value, apps.get_app_config("catalogue").get_models())


def test_two_offers_never_have_one_code() -> None:
    StudyOfferFactory(code="MAT1-2026")
    with pytest.raises(IntegrityError), transaction.atomic():
        StudyOfferFactory(code="MAT1-2026")


def test_an_offer_never_has_fewer_than_no_places() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        StudyOfferFactory(capacity=-1)
