"""Who stood in line when the deadline passed sends all the same, and the history says by which ticket."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from pafyll.apps.applications.models import Application
from pafyll.apps.applications.queries.dispensations import (
    last_owners_deadline,
    owner_waited_for,
    owners_deadline,
    teachers_deadline,
    waited_for,
)
from pafyll.apps.applications.services.applying import submit_application
from pafyll.apps.applications.services.ranking import ranking_of, save_ranking, submit_ranking
from pafyll.apps.casework.models import DoorTicket, Event
from pafyll.apps.casework.services import door
from pafyll.apps.organisations.models import Person
from pafyll.domain.answers import Refusal
from tests.apps.applications.fjordvik import LAST_MINUTE, TOO_LATE, Fjordvik, fjordvik, user, write
from tests.factories import (
    ApplicationFactory,
    DispensationFactory,
    DoorTicketFactory,
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
)

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def town() -> Fjordvik:
    return fjordvik()


@pytest.fixture
def draft(town: Fjordvik) -> Application:
    return write(town.draft(), scheme_1="substitute", motivation="Jeg underviser i matematikk uten studiepoeng.")


def wait(town: Fjordvik, *, taken_at: datetime, let_in_at: datetime) -> None:
    """Kari takes a ticket at a full door, is let in later and logs in."""
    DoorTicketFactory(inside=True, seen_at=let_in_at)
    ticket = door.come(room=1, at=taken_at, machine=taken_at)
    DoorTicket.objects.exclude(pk=ticket.pk).update(seen_at=let_in_at - door.INSIDE)
    DoorTicket.objects.filter(pk=ticket.pk).update(seen_at=let_in_at - MINUTE)
    _, place = door.look_again(ticket.pk, room=1, at=let_in_at, machine=let_in_at)
    assert place == 0
    door.name(ticket.pk, person=town.kari.pk)


def send(application: Application, at: datetime) -> None:
    submit_application(application=application, version=application.version, by=user(application.person), at=at)


def test_she_sends_within_half_an_hour_of_the_door_and_the_history_has_her_ticket(
    town: Fjordvik, draft: Application
) -> None:
    wait(town, taken_at=LAST_MINUTE, let_in_at=TOO_LATE + 20 * MINUTE)
    send(draft, TOO_LATE + 49 * MINUTE)
    written = Event.objects.filter(about=draft.about, after="submitted").latest("pk")
    assert datetime.fromisoformat(written.facts["ticket_taken_at"]) == LAST_MINUTE
    assert waited_for(town.round, town.kari.pk)


def test_half_an_hour_after_the_door_it_is_over(town: Fjordvik, draft: Application) -> None:
    wait(town, taken_at=LAST_MINUTE, let_in_at=TOO_LATE + 20 * MINUTE)
    with pytest.raises(Refusal) as no:
        send(draft, TOO_LATE + 50 * MINUTE)
    assert no.value.answer.code == "deadline_passed"


def test_a_ticket_from_after_the_deadline_gives_nothing(town: Fjordvik, draft: Application) -> None:
    wait(town, taken_at=TOO_LATE, let_in_at=TOO_LATE + 20 * MINUTE)
    with pytest.raises(Refusal):
        send(draft, TOO_LATE + 21 * MINUTE)


def test_her_ticket_is_hers_alone_and_for_a_deadline_that_passed_while_it_lasted(town: Fjordvik) -> None:
    wait(town, taken_at=LAST_MINUTE, let_in_at=TOO_LATE + 20 * MINUTE)
    town.round.teacher_closes_at = TOO_LATE + timedelta(days=7)
    assert teachers_deadline(town.round, town.kari.pk) == TOO_LATE + timedelta(days=7)
    town.round.refresh_from_db()
    del town.round._granted_dispensations
    assert teachers_deadline(town.round, town.kari.pk) == TOO_LATE + 50 * MINUTE
    assert teachers_deadline(town.round, PersonFactory().pk) == TOO_LATE
    assert teachers_deadline(town.round, None) == TOO_LATE


def test_a_later_deadline_by_decision_is_not_cut_short_by_a_ticket(town: Fjordvik) -> None:
    given = DispensationFactory(round=town.round, for_teacher=True, person=town.kari, decided=True)
    wait(town, taken_at=LAST_MINUTE, let_in_at=TOO_LATE + 20 * MINUTE)
    assert teachers_deadline(town.round, town.kari.pk) == given.closes_before


def test_who_sends_in_time_has_no_ticket_in_her_history(town: Fjordvik, draft: Application) -> None:
    wait(town, taken_at=LAST_MINUTE - 40 * MINUTE, let_in_at=LAST_MINUTE - MINUTE)
    send(draft, LAST_MINUTE)
    assert "ticket" not in Event.objects.filter(about=draft.about, after="submitted").latest("pk").facts


def test_the_deadlines_of_a_whole_list_take_one_question(town: Fjordvik, django_assert_num_queries: object) -> None:
    wait(town, taken_at=LAST_MINUTE, let_in_at=TOO_LATE + 20 * MINUTE)
    town.round.refresh_from_db()
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len({teachers_deadline(town.round, pk) for pk in (town.kari.pk, town.per.pk, None)}) == 2


def test_her_form_says_until_what_time_she_may_send(town: Fjordvik, draft: Application, clock: Any) -> None:
    wait(town, taken_at=LAST_MINUTE, let_in_at=TOO_LATE + 20 * MINUTE)
    clock.move_to(TOO_LATE + 25 * MINUTE)
    client = Client()
    client.force_login(user(town.kari))
    page = client.get(f"/min/soknad/{draft.pk}/se-over/").content.decode().replace("\u00a0", " ")
    assert "Du må sende før 2. mars 2026 kl. 00.50." in page
    assert "Fram til da kan du endre alt" not in page


def siri_waits(town: Fjordvik, *, taken_at: datetime, **grant: Any) -> None:
    """An officer of the owner takes a ticket, is let in twenty minutes after the owners' deadline and logs in."""
    siri = PersonFactory(first_name="Siri")
    RoleGrantFactory(person=siri, owner_officer=True, organisation=town.school.parent, **grant)
    let_in_at = town.round.owner_closes_at + 20 * MINUTE
    DoorTicketFactory(taken_at=taken_at, let_in_at=let_in_at, sends_before=let_in_at + 30 * MINUTE, person=siri)


def test_an_owner_whose_officer_stood_in_line_may_send_until_half_an_hour_after_she_came_in(town: Fjordvik) -> None:
    closes = town.round.owner_closes_at
    siri_waits(town, taken_at=closes - MINUTE)
    assert owners_deadline(town.round, town.school.parent_id) == closes + 50 * MINUTE
    assert last_owners_deadline(town.round) == closes + 50 * MINUTE
    assert owners_deadline(town.round, OrganisationFactory(municipality=True).pk) == closes
    assert owner_waited_for(town.round, town.school.parent_id)


def test_a_ticket_from_after_the_owners_deadline_or_of_one_who_had_left_gives_the_owner_nothing(
    town: Fjordvik,
) -> None:
    closes = town.round.owner_closes_at
    siri_waits(town, taken_at=closes)
    siri_waits(town, taken_at=closes - MINUTE, ends_before=date(2026, 3, 1))
    assert owners_deadline(town.round, town.school.parent_id) == closes
    assert owner_waited_for(town.round, town.school.parent_id) is None


def test_a_list_sent_after_the_owners_deadline_has_the_ticket_in_its_history(town: Fjordvik) -> None:
    closes, owner = town.round.owner_closes_at, town.school.parent
    siri_waits(town, taken_at=closes - MINUTE)
    siri = Person.objects.get(first_name="Siri")
    ranking = ranking_of(round=town.round, owner=owner)
    approved = ApplicationFactory(round=town.round, school=town.school, approved=True)
    at = closes + 30 * MINUTE
    save_ranking(ranking=ranking, order=[approved.pk], read_version=ranking.version, by=user(siri), at=at)
    submit_ranking(ranking=ranking, read_version=ranking.version, by=user(siri), at=at)
    written = Event.objects.filter(about=ranking.about, after="submitted").latest("pk")
    assert datetime.fromisoformat(written.facts["ticket_taken_at"]) == closes - MINUTE
