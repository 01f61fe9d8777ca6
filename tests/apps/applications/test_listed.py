"""The list reads little of each application, and says the same of it as its own page, which reads all."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pafyll.apps.applications.models import Application, Ranking, Statement
from pafyll.apps.applications.queries.listed import IN_LIST, ListedRow, listed_rows
from pafyll.apps.applications.queries.owner import OwnerRow, owner_rows
from pafyll.apps.applications.queries.ranking import list_of
from pafyll.apps.organisations.models import Person
from pafyll.apps.organisations.permissions import Viewer, viewer_of
from pafyll.apps.organisations.reading import reading_on_behalf_of
from pafyll.integrations.clock import now
from tests.apps.applications.two_editors import make_office
from tests.factories import (
    ApplicationFactory,
    CreditsHeldFactory,
    DeviationFactory,
    EmploymentFactory,
    OrganisationFactory,
    OwnerFrameFactory,
    RankingFactory,
    RoundRateFactory,
    SubjectTaughtFactory,
    TeacherBackgroundFactory,
)

DAY = date(2026, 3, 5)


def said(row: OwnerRow | ListedRow) -> tuple[Any, ...]:
    school = row.school if isinstance(row, ListedRow) else getattr(row.application.school, "name", "")
    price = row.price
    return (
        *(row.pk, row.person, row.study_name, school, row.supports, row.hours, row.lacks_credits),
        *(row.earlier_refusals, row.companions, price.scheme, price.study, price.state, price.autumn, price.spring),
    )


def assert_says_the_same(viewer: Viewer, ranking: Ranking) -> list[ListedRow]:
    asked = {"viewer": viewer, "owner": ranking.owner, "round": ranking.round, "at": now()}
    with reading_on_behalf_of(lambda: viewer):
        listed, whole = listed_rows(**asked), owner_rows(**asked)
    assert [said(row) for row in listed] == [said(row) for row in whole if row.application.status in IN_LIST]
    return listed


def test_a_row_of_the_list_says_what_the_whole_application_says(world: None, clock: Any) -> None:
    clock.move_to("2026-03-05")
    rows = []
    for ranking in Ranking.objects.select_related("owner", "round"):
        officer = Person.objects.filter(
            user__isnull=False, role_grants__role="owner_officer", role_grants__organisation=ranking.owner
        ).first()
        if officer is not None:
            rows += assert_says_the_same(viewer_of(officer.user, day=DAY), ranking)

    assert {row.lacks_credits for row in rows} == {True, False}
    assert any(row.hours for row in rows)
    assert any(row.earlier_refusals for row in rows)
    assert any(row.companions for row in rows)
    assert any(row.price.autumn for row in rows)


@pytest.fixture
def office(db: None, clock: Any) -> Any:
    """An owner with rates, and applications of those who teach mathematics with 15 credits: all lack some."""
    office = make_office(9)
    RoundRateFactory(round=office.round)
    office.people = [Application.objects.get(pk=pk).person for pk in office.keys]
    office.school = Application.objects.get(pk=office.keys[0]).school
    for person in office.people:
        EmploymentFactory(person=person, workplace=office.school)
        CreditsHeldFactory(person=person, credits=15)
        SubjectTaughtFactory(person=person, school=office.school, hours_per_week="4.5")
    return office


def rows_of(office: Any) -> dict[int, ListedRow]:
    rows = assert_says_the_same(viewer_of(office.officer, day=now().date()), office.ranking)
    return {office.keys.index(row.pk): row for row in rows}


def test_who_lacks_credits_is_judged_by_deviations_background_and_what_is_taught_now(office: Any) -> None:
    school, people = office.school, office.people
    DeviationFactory(person=people[1], school=school)
    DeviationFactory(person=people[2], school=school, ended=True)
    DeviationFactory(person=people[3], school=OrganisationFactory(parent=office.owner))
    TeacherBackgroundFactory(person=people[4], general_teacher=True)
    CreditsHeldFactory(person=people[5], subject="norwegian", credits="60.5")
    people[6].credits_held.update(credits="30.5")
    SubjectTaughtFactory(person=people[7], school=school, subject="english", school_year=now().year)
    people[8].subjects_taught.update(subject="norwegian")

    rows = rows_of(office)

    assert {place for place in rows if not rows[place].lacks_credits} == {1, 4, 6, 8}
    assert [str(rows[place].hours) for place in (0, 1, 8)] == ["4.5", "4.5", "0"]


def test_of_one_who_has_never_worked_for_the_owner_nothing_is_told(office: Any) -> None:
    office.people[0].employments.update(workplace=OrganisationFactory())

    row = rows_of(office)[0]

    assert (row.hours, row.lacks_credits) == (0, False)


def test_an_own_study_a_choice_of_scheme_and_a_missing_rate_are_priced_as_on_the_page(office: Any) -> None:
    mine = Application.objects.filter(pk=office.keys[0])
    own = {"other_study_subject": "mathematics", "other_study_credits": "7.5", "semesters": "spring"}
    mine.update(offer_1=None, other_study_name="Didaktikk", travel_1=4300, **own)
    mine.get().approval.__class__.objects.filter(application=office.keys[1]).update(scheme="scholarship")
    Application.objects.filter(pk=office.keys[2]).update(offer_1=None, school=None)
    Statement.objects.filter(application=office.keys[3]).update(supports=False)

    rows = rows_of(office)

    assert (rows[0].study_name, rows[2].study_name, rows[2].school) == ("Didaktikk", "", "")
    assert rows[1].price.scheme == "scholarship"
    assert rows[1].price.missing is not None


def test_the_list_and_its_frame_are_the_owners_own(office: Any) -> None:
    other = OrganisationFactory(municipality=True)
    OwnerFrameFactory(round=office.round, owner=other, quota=3)
    RankingFactory(round=office.round, owner=other, version=7)
    viewer, round = viewer_of(office.officer, day=now().date()), office.round

    own = list_of(viewer=viewer, owner=office.owner, round=round, at=now())
    foreign = list_of(viewer=viewer, owner=other, round=round, at=now())
    mine = OwnerFrameFactory(round=round, owner=office.owner, quota=9)

    assert (own.ranking, own.ranking.owner, own.frame.quota) == (office.ranking, office.owner, None)
    assert (foreign.ranking.pk, foreign.ranking.version, foreign.rows) == (None, 0, [])
    assert list_of(viewer=viewer, owner=office.owner, round=round, at=now()).frame == mine


def test_who_is_refused_before_is_counted_whoever_she_worked_for(office: Any) -> None:
    for year in (2023, 2024):
        ApplicationFactory(round__study_year=year, person=office.people[0], refused=True)

    assert [row.earlier_refusals for row in rows_of(office).values()].count(2) == 1
