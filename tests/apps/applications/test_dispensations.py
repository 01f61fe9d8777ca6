"""A later deadline for one teacher or one owner: who gives it, who decides, and what it opens. Others keep theirs."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from pafyll.apps.applications.models import Dispensation
from pafyll.apps.applications.permissions.applying import round_takes_applications
from pafyll.apps.applications.permissions.authority import owners_are_done
from pafyll.apps.applications.permissions.owner import is_time_for_owners
from pafyll.apps.applications.queries.dispensations import dispensations_on_desk, owners_deadline, teachers_deadline
from pafyll.apps.applications.services.dispensing import (
    LaterDeadline,
    decide_dispensation,
    dispense,
    refuse_dispensation,
)
from pafyll.apps.organisations.models import Organisation, Person
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Refusal
from pafyll.domain.rules.deadlines import end_of
from pafyll.integrations.clock import OSLO
from tests.domain.allocation.long import examples
from tests.factories import (
    DispensationFactory,
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
    RoundFactory,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 14, 9, tzinfo=OSLO)
LATER = date(2026, 3, 20)


def at(day: int, hour: int = 12, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, second, tzinfo=OSLO)


@pytest.fixture
def round():
    return RoundFactory(announced_draw=True)


@pytest.fixture
def ada():
    return _works(directorate_officer=True)


@pytest.fixture
def idar(ada):
    return _works(directorate_decider=True)


def _works(**role):
    person = PersonFactory()
    directorate = Organisation.objects.filter(kind="directorate").first() or OrganisationFactory(directorate=True)
    RoleGrantFactory(person=person, organisation=directorate, **role)
    return person.user


def asked(**whom) -> LaterDeadline:
    return LaterDeadline(LATER, "Påfyll var nede den siste kvelden.", **whom)


def test_a_teacher_with_a_later_deadline_applies_until_midnight_and_nobody_else_does(round, ada):
    kari, jonas = PersonFactory(), PersonFactory()
    dispense(round=round, given=asked(person=kari), by=ada, at=NOW)

    assert round_takes_applications(_anew(round), at(20, 23, 59, 59), person=kari.pk)
    assert not round_takes_applications(_anew(round), at(21, 0), person=kari.pk)
    assert not round_takes_applications(_anew(round), at(20), person=jonas.pk)
    assert not round_takes_applications(_anew(round), at(20))


def test_an_owners_later_deadline_is_about_money_and_takes_two(round, ada, idar):
    fjordvik = OrganisationFactory(municipality=True)
    given_one = dispense(round=round, given=asked(owner=fjordvik), by=ada, at=NOW)
    assert given_one.status == "prepared"
    assert not is_time_for_owners(_anew(round), at(18), owner=fjordvik.pk)
    with pytest.raises(Refusal, match="not_decider"):
        decide_dispensation(dispensation=given_one, by=ada, at=NOW)

    decide_dispensation(dispensation=given_one, by=idar, at=NOW)

    assert is_time_for_owners(_anew(round), at(20, 23, 59, 59), owner=fjordvik.pk)
    assert not is_time_for_owners(_anew(round), at(21, 0), owner=fjordvik.pk)
    assert not is_time_for_owners(_anew(round), at(18), owner=OrganisationFactory(municipality=True).pk)


def test_the_one_who_prepared_cannot_decide_even_as_decider(round, idar):
    prepared = dispense(round=round, given=asked(owner=OrganisationFactory(municipality=True)), by=idar, at=NOW)

    with pytest.raises(Refusal, match="same_person_prepared"):
        decide_dispensation(dispensation=prepared, by=idar, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():  # and the table agrees
        Dispensation.objects.filter(pk=prepared.pk).update(decided_by=idar)


def test_the_allocation_waits_for_the_last_owner(round, ada, idar):
    fjordvik = OrganisationFactory(municipality=True)
    assert owners_are_done(_anew(round), at(16, 0))
    decide_dispensation(
        dispensation=dispense(round=round, given=asked(owner=fjordvik), by=ada, at=NOW), by=idar, at=NOW
    )

    assert owners_are_done(_anew(round), at(20, 23, 59, 59)).code == "an_owner_still_works"
    assert owners_are_done(_anew(round), at(21, 0))


def test_a_refused_one_gives_nothing_and_says_why(round, ada, idar):
    fjordvik = OrganisationFactory(municipality=True)
    prepared = dispense(round=round, given=asked(owner=fjordvik), by=ada, at=NOW)
    with pytest.raises(Refusal, match="reason_missing"):
        refuse_dispensation(dispensation=prepared, why=" ", by=idar, at=NOW)

    refuse_dispensation(dispensation=prepared, why="Dere hadde god tid.", by=idar, at=NOW)

    assert (prepared.status, prepared.refused_why) == ("refused", "Dere hadde god tid.")
    assert owners_deadline(_anew(round), fjordvik.pk) == round.owner_closes_at
    with pytest.raises(Refusal, match="already_decided"):
        decide_dispensation(dispensation=prepared, by=idar, at=NOW)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"grounds": " "}, "grounds_missing"),
        ({"closes_on": date(2026, 3, 1)}, "not_later"),
        ({"closes_on": date(2026, 3, 13)}, "not_later"),
        ({"person": None}, "for_whom"),
    ],
)
def test_a_later_deadline_has_grounds_a_later_day_and_someone_it_is_for(round, ada, change, code):
    given_one = LaterDeadline(**{"closes_on": LATER, "grounds": "Nede.", "person": PersonFactory(), **change})

    with pytest.raises(Refusal, match=code):
        dispense(round=round, given=given_one, by=ada, at=NOW)


def test_only_the_directorate_gives_one_and_only_while_the_round_is_open(ada):
    with pytest.raises(Refusal, match="not_directorate"):
        dispense(round=RoundFactory(), given=asked(person=PersonFactory()), by=PersonFactory().user, at=NOW)
    with pytest.raises(Refusal, match="round_not_open"):
        dispense(
            round=RoundFactory(allocated=True, study_year=2025), given=asked(person=PersonFactory()), by=ada, at=NOW
        )


def test_the_list_is_the_directorates_alone():
    DispensationFactory()
    assert not dispensations_on_desk(viewer=Viewer()).exists()


@given(days=st.lists(st.integers(0, 30), max_size=4), refused=st.booleans())
@examples(60)
def test_a_dispensation_never_makes_a_deadline_earlier(days, refused):
    with transaction.atomic():
        round, kari = RoundFactory(), PersonFactory()
        for n in days:
            trait = {"refused": True} if refused else {"decided": True}
            closes = end_of(date(2026, 2, 20 if n < 9 else 28)) if n < 18 else end_of(date(2026, 3, n))
            DispensationFactory(round=round, for_teacher=True, person=kari, owner=None, closes_before=closes, **trait)
        found = teachers_deadline(round, kari.pk)
        transaction.set_rollback(True)

    assert found >= round.teacher_closes_at
    assert refused is False or found == round.teacher_closes_at


def _anew(round):
    """The round as the next request sees it."""
    return type(round).objects.get(pk=round.pk)


def test_the_storys_teacher_may_still_write_today(world):
    given_one = Dispensation.objects.get(status="decided")
    teacher = Person.objects.get(pk=given_one.person_id)
    noon = datetime(2026, 3, 10, 12, tzinfo=OSLO)

    assert round_takes_applications(given_one.round, noon, person=teacher.pk)
