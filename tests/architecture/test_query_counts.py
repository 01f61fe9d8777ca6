"""A list asks the database as often with fifty rows as with five."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pafyll.apps.applications.models import Application, Round
from pafyll.apps.organisations.models import Organisation, Person
from pafyll.devtools.seed.story.days import CURRENT
from tests.factories import (
    ApplicationFactory,
    CreditsHeldFactory,
    DeviationFactory,
    EmploymentFactory,
    StudyOfferFactory,
    StudyProgrammeFactory,
    SubjectTaughtFactory,
    TeacherBackgroundFactory,
)

MORE = 45
# Each list, who looks at it, and whether the address names the round.
LISTS = [
    ("public:home", None, False),
    ("public:catalogue", None, False),
    ("teacher:home", "kari", False),
    ("teacher:tasks", "kari", False),
    ("school:home", "per", False),
    ("school:tasks", "per", False),
    ("owner:home", "siri", False),
    ("owner:tasks", "siri", False),
    ("owner:sent_mail", "siri", False),
    ("public:received", "siri", False),
    ("owner:applications", "siri", False),
    ("owner:ranking", "siri", False),
    ("owner:results", "siri", False),
    ("provider:home", "nina", False),
    ("authority:home", "ada", False),
    ("authority:round", "ada", True),
    ("authority:runs", "ada", False),
    ("representative:home", "leif", False),
    ("representative:needs", "leif", False),
    ("owner:needs", "siri", False),
    ("owner:needs_people", "siri", False),
    ("owner:deviations", "siri", False),
    ("school:staff", "per", False),
    ("school:needs", "per", False),
    ("authority:needs", "tor", False),
    ("authority:scheme_years", "tor", False),
]


@pytest.mark.parametrize(("name", "person", "of_round"), LISTS, ids=[one[0] for one in LISTS])
def test_a_list_asks_no_more_often_when_it_grows(
    world: None, settings: Any, name: str, person: str | None, of_round: bool
) -> None:
    settings.TASKS_IN_MENU = True
    url = reverse(name, args=[Round.objects.get(study_year=CURRENT).pk] if of_round else [])
    client = Client()
    if person:
        client.force_login(Person.objects.get(user__username=person).user)
    few = _queries(client, url)
    _grow()
    many = _queries(client, url)
    assert many == few, f"{few} queries grew to {many}"


AT_MOST = 8
HOT = {  # what everybody opens on the days before a deadline; path with the person's own application, and how often
    "catalogue": ("/studier/", 7),
    "application step": ("/min/soknad/{pk}/begrunnelse/", 7),
    "receipt": ("/min/soknad/{pk}/kvittering/", 4),
}
AUTOSAVE = 4
SENDING = 11  # what the rules ask is three of them, what is written three, and telling those who watch two
RANKING = 8  # what qualifies the people is read beside their applications


@pytest.mark.parametrize("page", HOT)
def test_a_hot_page_asks_at_most_eight_times(world: None, clock: Any, settings: Any, page: str) -> None:
    settings.TASKS_IN_MENU = True
    clock.move_to("2026-02-20")
    application = _mine(sent=page == "receipt")
    client = Client()
    client.force_login(application.person.user)

    path, number = HOT[page]

    assert _queries(client, path.format(pk=application.pk)) == number <= AT_MOST


def test_saving_while_one_writes_asks_at_most_eight_times_and_leaves_the_menu_alone(
    world: None, clock: Any, settings: Any
) -> None:
    settings.TASKS_IN_MENU = True
    clock.move_to("2026-02-20")
    application, client = _mine(sent=False), Client()
    client.force_login(application.person.user)
    step = f"/min/soknad/{application.pk}/begrunnelse/"
    before = _queries(client, step)

    with CaptureQueriesContext(connection) as seen:
        posted = {"version": application.version, "window": "a", "motivation": "Jeg trenger det"}
        response = client.post(f"/min/soknad/{application.pk}/motivation/lagre/", posted)

    assert response.status_code == 200
    assert len([one for one in seen if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]) == AUTOSAVE <= AT_MOST
    with CaptureQueriesContext(connection) as after:
        client.get(step)
    assert len(after) == before


def test_sending_anew_asks_what_the_rules_ask_once_only(world: None, clock: Any, settings: Any) -> None:
    settings.TASKS_IN_MENU = True
    settings.JOBS = "worker"  # the crew writes the receipt
    clock.move_to("2026-02-20")
    application, client = _mine(sent=True), Client()
    client.force_login(application.person.user)
    path = f"/min/soknad/{application.pk}"
    seen = {"version": application.version, "window": "a"}
    client.post(f"{path}/motivation/lagre/", {**seen, "motivation": "Jeg trenger det"})

    with CaptureQueriesContext(connection) as asked:
        sent = client.post(f"{path}/se-over/", {**seen, "principal_knows": "on", "meets_admission": "on"})

    assert (sent.status_code, sent.url) == (303, f"{path}/kvittering/")
    assert len([one for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]) == SENDING


def test_the_ranking_asks_at_most_eight_times(world: None, settings: Any) -> None:
    settings.TASKS_IN_MENU = True
    client = Client()
    client.force_login(Person.objects.get(user__username="siri").user)

    assert _queries(client, reverse("owner:ranking")) == RANKING <= AT_MOST


def _mine(*, sent: bool) -> Application:
    """A teacher's own application in the round that is open."""
    rows = Application.objects.filter(round__study_year=CURRENT, person__user__isnull=False).order_by("pk")
    found = rows.exclude(versions=None).first() if sent else rows.filter(status="draft").first()
    assert found is not None
    return found


def _queries(client: Client, url: str) -> int:
    client.get(url)  # what is asked once and kept, is asked now
    with CaptureQueriesContext(
        connection,
    ) as seen:
        response = client.get(url)
    assert response.status_code == 200
    return len(seen)


def _grow() -> None:
    """Many more applications from one school, in every status that an owner sees, and many more offers."""
    round = Round.objects.get(study_year=CURRENT)
    school = Organisation.objects.get(name="Fjordvik skole")
    provider = Organisation.objects.get(name="Høgskolen i Innhavet")
    for number in range(MORE):
        programme = StudyProgrammeFactory(provider=provider, code=f"MORE{number}")
        offer: Any = StudyOfferFactory(programme=programme, study_year=CURRENT, published=True)
        status = ("submitted", "stated", "approved", "rejected", "ranked")[number % 5]
        given: dict[str, Any] = {status: True, "number": f"MORE-{number}"}
        ApplicationFactory(round=round, school=school, owner=school.parent, offer_1=offer, **given)
    _hire(school)


def _hire(school: Organisation) -> None:
    """Many more teachers, each with what the needs map reads."""
    for _ in range(MORE):
        person = EmploymentFactory(workplace=school).person
        SubjectTaughtFactory(person=person, school=school, stage="8-10")
        CreditsHeldFactory(person=person, credits=30)
        TeacherBackgroundFactory(person=person)
        DeviationFactory(person=person, school=school, stage="8-10")
