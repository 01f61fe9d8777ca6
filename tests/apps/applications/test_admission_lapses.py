"""Nobody answers an offer of admission: what the night does, from when, who is told, and what it leaves alone."""

from __future__ import annotations

from datetime import date

import pytest
from django.core import mail
from django.core.management import call_command

from pafyll.apps.applications.models import Admission, FreedPlace, Participation, PlaceOffer
from pafyll.apps.applications.services.admission_answers import answer_admission
from pafyll.apps.applications.services.admission_nightly import lapse, lapse_all, plan_lapses
from pafyll.apps.applications.services.admitting import carry_out_moves, planned, seen_key
from pafyll.apps.casework.models import Event
from pafyll.apps.grants.models import Change, Commitment
from pafyll.apps.grants.services.ledger import differing_accounts
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.lifecycles.admission import AdmissionStatus as S
from pafyll.domain.lifecycles.change import ChangeStatus
from pafyll.domain.lifecycles.participation import ParticipationStatus as P
from pafyll.domain.rules.admission import Act, Move
from pafyll.integrations.clock import midnight_after
from tests.apps.applications.queueing import MAY, Queue, make_queue
from tests.factories import ChangeFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db
LAST_DAY = date(2026, 5, 20)
IN_TIME, NIGHT = midnight_after(date(2026, 5, 19)), midnight_after(LAST_DAY)


@pytest.fixture
def queue() -> Queue:
    return make_queue()


@pytest.fixture
def siri(queue):
    return RoleGrantFactory(owner_officer=True, organisation=queue.owner).person.user


@pytest.fixture
def offered(queue) -> tuple[Admission, Admission]:
    nina = RoleGrantFactory(provider_officer=True, organisation=queue.offer.programme.provider).person.user
    rows = list(Admission.objects.select_related("offer__programme").order_by("pk"))
    move = Move(Act.OFFER, answer_by=LAST_DAY)
    plans = planned(viewer=viewer_of(nina, day=MAY.date()), moves=[(one, move) for one in rows], at=MAY)
    carry_out_moves(moves={one.pk: move for one in rows}, seen=seen_key(plans), by=nina, at=MAY)
    one, other = rows
    return one, other


def status_of(admission: Admission) -> S:
    return S(Admission.objects.get(pk=admission.pk).status)


def test_the_last_day_is_hers_to_the_end_and_the_night_after_is_not(offered):
    one, other = offered

    assert plan_lapses(at=IN_TIME) == []
    assert not lapse(admission=one, at=IN_TIME)
    assert plan_lapses(at=NIGHT) == [one, other]
    assert lapse_all([one], at=NIGHT) == (1, [])
    assert (status_of(one), status_of(other)) == (S.LAPSED, S.OFFERED)


def test_the_place_and_the_money_go_to_the_next_and_both_are_told(
    queue, offered, siri, django_capture_on_commit_callbacks
):
    one, _other = offered
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        lapse(admission=one, at=NIGHT)

    participation = Participation.objects.get(pk=one.participation_id)
    assert participation.status == P.WITHDRAWN
    assert {row.left for row in Commitment.objects.filter(term__participation=participation)} == {0}
    assert (Change.objects.get().reason, Change.objects.get().reported_by) == ("declined_place", None)
    assert FreedPlace.objects.get().left_by == participation
    assert PlaceOffer.objects.get().application == queue.waiting[0]
    assert differing_accounts() == []
    to = {address for letter in mail.outbox for address in letter.to}
    assert {participation.person.email, siri.person.email} <= to


def test_the_history_says_that_the_deadline_did_it_and_nobody_else(offered):
    one, _other = offered
    lapse(admission=one, at=NIGHT)

    event = Event.objects.get(about=one.about, after=S.LAPSED)
    assert (event.before, event.by, event.at) == (S.OFFERED, None, NIGHT)


def test_the_second_time_does_nothing_new(offered):
    plan = plan_lapses(at=NIGHT)

    assert lapse_all(plan, at=NIGHT) == (2, [])
    assert lapse_all(plan, at=NIGHT) == (0, [])
    assert plan_lapses(at=NIGHT) == []
    assert (Change.objects.count(), FreedPlace.objects.count()) == (2, 2)


def test_one_who_answered_after_the_plan_was_made_keeps_her_place(offered):
    plan = plan_lapses(at=NIGHT)
    one, other = offered
    answer_admission(admission=one, says_yes=True, by=one.participation.person.user, at=MAY)

    assert lapse_all(plan, at=NIGHT) == (1, [])
    assert (status_of(one), status_of(other)) == (S.ACCEPTED, S.LAPSED)


def test_one_with_a_change_ready_to_be_decided_waits_and_stops_nobody(offered):
    one, other = offered
    ChangeFactory(prepared=True, participation=one.participation, owner=one.participation.owner)

    lapsed, waiting = lapse_all(plan_lapses(at=NIGHT), at=NIGHT)

    assert (lapsed, status_of(one), status_of(other)) == (1, S.OFFERED, S.LAPSED)
    assert [line.split(":")[0] for line in waiting] == [one.participation.application.number]
    assert Change.objects.get(participation=one.participation).status == ChangeStatus.PREPARED


def test_the_command_shows_its_plan_and_does_nothing_until_it_is_asked(offered, clock, capsys):
    one, _other = offered
    clock.move_to("2026-05-21")

    call_command("lapse_admissions")
    assert f"lapse: {one.participation.application.number}" in capsys.readouterr().out
    assert status_of(one) == S.OFFERED

    call_command("lapse_admissions", "--carry-out")
    assert "2 lapsed" in capsys.readouterr().out
    assert status_of(one) == S.LAPSED


def test_nothing_is_due_while_everyone_has_time_left(offered, clock, capsys):
    clock.move_to("2026-05-20")

    call_command("lapse_admissions", "--carry-out")

    assert "Nothing is due." in capsys.readouterr().out
