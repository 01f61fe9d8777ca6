"""Kari says what she would like to study, and takes it back."""

from __future__ import annotations

import pytest

from pafyll.apps.planning.models import StudyWish
from pafyll.apps.planning.services.wishing import Wish, add_wish, withdraw_wish
from pafyll.domain.answers import Refusal
from tests.factories import RoleGrantFactory
from tests.factories.base import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def kari():
    return RoleGrantFactory().person


def test_one_wish_in_a_subject_and_a_new_one_when_it_is_taken_back(kari):
    first = add_wish(wish=Wish("english", 2027, "Gjerne nett."), by=kari.user, at=NOW)

    with pytest.raises(Refusal, match="has_wish"):
        add_wish(wish=Wish("english", 2028), by=kari.user, at=NOW)
    withdraw_wish(wish=first, by=kari.user, at=NOW)
    add_wish(wish=Wish("english", 2028), by=kari.user, at=NOW)
    assert StudyWish.objects.filter(person=kari, withdrawn_at=None).count() == 1


@pytest.mark.parametrize(
    ("wish", "code"),
    [(Wish("english", 2025), "year_has_begun"), (Wish("astrology", 2027), "unknown_subject")],
)
def test_a_wish_that_cannot_be_planned_is_refused_with_the_way_out(kari, wish, code):
    with pytest.raises(Refusal) as refusal:
        add_wish(wish=wish, by=kari.user, at=NOW)

    assert refusal.value.answer.code == code
    assert refusal.value.answer.remedy


def test_nobody_takes_back_another_ones_wish(kari):
    wish = add_wish(wish=Wish("english", 2027), by=kari.user, at=NOW)

    with pytest.raises(Refusal, match="not_your_wish"):
        withdraw_wish(wish=wish, by=RoleGrantFactory().person.user, at=NOW)


def test_only_teachers_wish(kari):
    with pytest.raises(Refusal, match="not_teacher"):
        add_wish(wish=Wish("english", 2027), by=RoleGrantFactory(owner_officer=True).person.user, at=NOW)
