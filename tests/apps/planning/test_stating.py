"""Typing in qualifications and timetables: whose word it is, confirming, setting back and undoing."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from pafyll.apps.casework.models import Event
from pafyll.apps.casework.services import AlreadyChanged
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.apps.planning.models import CreditsHeld, SubjectTaught, TeacherBackground
from pafyll.apps.planning.queries.staff import history_of_person, staff_member, staff_of
from pafyll.apps.planning.services.stating import (
    Education,
    about,
    confirm_statement,
    set_back_statement,
    state_credits,
    state_education,
    undo_statement,
)
from pafyll.apps.planning.services.teaching import (
    assign_subject,
    copy_last_year,
    put_back_subject,
    take_out_subject,
)
from pafyll.domain.answers import Refusal
from tests.factories import (
    CreditsHeldFactory,
    EmploymentFactory,
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
    SubjectTaughtFactory,
)
from tests.factories.base import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
THIRTY = Decimal(30)


@pytest.fixture
def school() -> Any:
    return OrganisationFactory()


@pytest.fixture
def kari(school) -> Any:
    return EmploymentFactory(workplace=school).person


@pytest.fixture
def per(school) -> Any:
    person = EmploymentFactory(workplace=school).person
    RoleGrantFactory(person=person, principal=True, organisation=school)
    return person


def refused(act: Any) -> str:
    with pytest.raises(Refusal) as refusal:
        act()
    return refusal.value.answer.code


def test_what_kari_types_in_counts_at_once_and_waits_for_per(kari, per, school):
    row = state_credits(person=kari, subject="mathematics", credits=THIRTY, by=kari.user, at=NOW)

    assert (row.source, row.is_confirmed, row.as_of) == ("Oppgitt av læreren", False, date(2026, 3, 10))

    confirm_statement(person=kari, what="mathematics", school=school, by=per.user, at=LATER)
    row.refresh_from_db()
    assert (row.credits, row.is_confirmed) == (THIRTY, True)


def test_what_per_writes_is_the_schools_word(kari, per, school):
    row = state_credits(person=kari, subject="mathematics", credits=THIRTY, school=school, by=per.user, at=NOW)

    assert (row.source, row.is_confirmed) == ("Registrert av skolen", True)


def test_setting_back_restores_what_was_confirmed_before_however_often_kari_wrote(kari, per, school):
    CreditsHeldFactory(person=kari, credits=15)
    for credits in (30, 45):
        state_credits(person=kari, subject="mathematics", credits=Decimal(credits), by=kari.user, at=NOW)

    set_back_statement(person=kari, what="mathematics", school=school, why="Vitnemålet sier 15.", by=per.user, at=LATER)

    row = CreditsHeld.objects.get(person=kari)
    assert (row.credits, row.source, row.is_confirmed) == (15, "Vitnemål registrert hos skoleeier", True)


def test_undoing_a_first_statement_leaves_nothing(kari):
    state_education(person=kari, given=Education("general_teacher", date(2004, 6, 15)), by=kari.user, at=NOW)
    [event] = Event.objects.filter(about=about(kari))

    undo_statement(event=event, person=kari, by=kari.user, at=LATER)

    assert not TeacherBackground.objects.filter(person=kari).exists()
    assert [line.verb for line in history_of_person(viewer=viewer_of(kari.user, day=NOW.date()), person=kari)] == [
        "angret",
        "registrerte",
    ]


def test_nothing_is_undone_after_somebody_else_wrote(kari, per, school):
    state_credits(person=kari, subject="mathematics", credits=THIRTY, by=kari.user, at=NOW)
    first = Event.objects.get(about=about(kari))
    state_credits(person=kari, subject="mathematics", credits=Decimal(60), school=school, by=per.user, at=LATER)

    with pytest.raises(AlreadyChanged):
        undo_statement(event=first, person=kari, by=kari.user, at=LATER)

    assert CreditsHeld.objects.get(person=kari).credits == 60


def test_only_one_of_two_who_confirm_at_once_does(kari, per, school):
    state_credits(person=kari, subject="mathematics", credits=THIRTY, by=kari.user, at=NOW)
    confirm_statement(person=kari, what="mathematics", school=school, by=per.user, at=LATER)

    with pytest.raises(AlreadyChanged):
        confirm_statement(person=kari, what="mathematics", school=school, by=per.user, at=LATER)


def test_whether_somebody_is_hired_on_conditions_is_not_for_herself_to_say(kari, per, school):
    conditions = Education("none", on_conditions=True)

    assert state_education(person=kari, given=conditions, by=kari.user, at=NOW).on_conditions is False
    assert state_education(person=kari, given=conditions, school=school, by=per.user, at=NOW).on_conditions is True


def test_nobody_writes_about_strangers_or_confirms_her_own(kari, per, school):
    stranger, ola = PersonFactory(), PersonFactory()
    RoleGrantFactory(person=ola, owner_officer=True)
    given = {"subject": "mathematics", "credits": THIRTY, "at": NOW}

    assert refused(lambda: state_credits(person=kari, by=stranger.user, **given)) == "not_yourself"
    assert refused(lambda: state_credits(person=kari, school=school, by=ola.user, **given)) == "not_your_school"
    assert refused(lambda: state_credits(person=stranger, school=school, by=per.user, **given)) == "not_employed_here"
    state_credits(person=per, by=per.user, **given)
    own = {"person": per, "what": "mathematics", "school": school, "by": per.user, "at": LATER}
    assert refused(lambda: confirm_statement(**own)) == "not_your_own"


@pytest.mark.parametrize(("subject", "credits", "code"), [
    ("alchemy", "30", "unknown_subject"), ("music", "-1", "odd_credits"), ("music", "7.3", "odd_credits"),
    ("music", "300.5", "odd_credits"),
])  # fmt: skip
def test_odd_credits_are_refused_with_what_to_do(kari, subject, credits, code):
    given = {"person": kari, "subject": subject, "credits": Decimal(credits), "by": kari.user, "at": NOW}

    assert refused(lambda: state_credits(**given)) == code


def test_a_subject_is_written_changed_taken_out_and_put_back(kari, per, school):
    given = {"person": kari, "school": school, "subject": "music", "stage": "1-7", "school_year": 2025}
    assign_subject(**given, hours=Decimal(2), by=per.user, at=NOW)
    row = assign_subject(**given, hours=Decimal("2.5"), by=per.user, at=NOW)
    take_out_subject(taught=row, by=per.user, at=LATER)
    assert not SubjectTaught.objects.filter(person=kari).exists()

    event = Event.objects.filter(about=about(kari), verb="took_out_subject").get()
    put_back_subject(event=event, person=kari, by=per.user, at=LATER)

    assert SubjectTaught.objects.get(person=kari).hours_per_week == Decimal("2.5")


@pytest.mark.parametrize(("hours", "code"), [("0", "odd_hours"), ("41", "odd_hours"), ("2.55", "odd_hours")])
def test_odd_hours_are_refused(kari, per, school, hours, code):
    given = {"person": kari, "school": school, "subject": "music", "stage": "1-7", "school_year": 2025}

    assert refused(lambda: assign_subject(**given, hours=Decimal(hours), by=per.user, at=NOW)) == code


def test_last_year_is_copied_for_those_who_stay_and_have_nothing_yet(kari, per, school):
    gone = EmploymentFactory(workplace=school, ends_before=date(2026, 8, 1)).person
    for person in (kari, per, gone):
        SubjectTaughtFactory(person=person, school=school, school_year=2025, hours_per_week=4)
    SubjectTaughtFactory(person=per, school=school, school_year=2026, subject="music")

    assert copy_last_year(school=school, school_year=2026, by=per.user, at=NOW) == 1

    [copied] = SubjectTaught.objects.filter(school_year=2026, person=kari)
    assert (copied.hours_per_week, copied.source) == (4, "Kopiert fra 2025/26")
    again = {"school": school, "school_year": 2026, "by": per.user, "at": LATER}
    assert refused(lambda: copy_last_year(**again)) == "nothing_to_copy"


def test_the_staff_list_begins_with_those_to_follow_up(kari, per, school):
    SubjectTaughtFactory(person=kari, school=school, subject="mathematics")
    SubjectTaughtFactory(person=per, school=school, subject="music", stage="1-7")
    viewer = viewer_of(per.user, day=NOW.date())

    rows = staff_of(viewer=viewer, school=school, school_year=2025, day=NOW.date())

    assert [(row.person, row.must_be_followed_up) for row in rows] == [(kari, True), (per, False)]
    assert staff_of(viewer=viewer_of(kari.user, day=NOW.date()), school=school, school_year=2025, day=NOW.date()) == []


def test_the_staff_list_asks_as_often_with_many_as_with_few(per, school, django_assert_num_queries):
    viewer = viewer_of(per.user, day=NOW.date())
    for _ in range(15):
        SubjectTaughtFactory(person=EmploymentFactory(workplace=school).person, school=school)

    with django_assert_num_queries(6):
        staff_of(viewer=viewer, school=school, school_year=2025, day=NOW.date())


def test_a_persons_page_tells_everything_that_is_known(kari, per):
    CreditsHeldFactory(person=kari)
    SubjectTaughtFactory(person=kari, stage="1-7")

    found = staff_member(viewer=viewer_of(per.user, day=NOW.date()), person=kari, school_year=2025, day=NOW.date())

    assert [row.standing.verdict for row in found.taught] == ["meets"]
    assert (found.background, len(found.credits)) == (None, 1)
