"""A run is decided as it was reviewed, when nobody works on the round any more; and one bad address stops no mail."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pafyll.apps.applications.models import AllocationResult, Round
from pafyll.apps.applications.queries.rounds import dates_of
from pafyll.apps.applications.services.allocating import replay
from pafyll.apps.applications.services.deciding import decide_run
from pafyll.apps.applications.services.results_mail import tell_results, told_so_far
from pafyll.apps.applications.services.rounds import change_dates
from pafyll.apps.casework.models import Mail
from pafyll.apps.casework.services.delivering import deliver
from pafyll.integrations.clock import machine_now
from tests.apps.applications.test_allocating import APRIL, ada, code_of, idar, reviewed, round, run
from tests.factories import RoleGrantFactory

pytestmark = pytest.mark.django_db
__all__ = ["ada", "idar", "reviewed", "round", "run"]  # fixtures


def test_a_run_waits_when_the_owners_have_been_given_more_time(reviewed, round, ada, idar):
    longer = replace(dates_of(round), owner_closes_on=date(2026, 4, 24))
    change_dates(round=round, dates=longer, by=ada, at=APRIL, why="Datafeil hos flere skoleeiere")
    reviewed.round.refresh_from_db()

    assert code_of(decide_run, run=reviewed, by=idar, at=APRIL) == "owners_still_work"
    assert Round.objects.get().status == "open"


def test_a_run_is_not_decided_when_the_rules_have_changed_since(reviewed, idar):
    Round.objects.update(remainder_places=1)
    reviewed.round.refresh_from_db()

    assert code_of(decide_run, run=reviewed, by=idar, at=APRIL) == "input_changed"


@pytest.mark.parametrize("change", [{"is_granted": True}, {"state_amount": 1}, {"owner_amount": 1}])
def test_a_row_that_was_changed_shows_in_the_replay_whatever_was_changed(run, change):
    assert replay(run)
    one = run.results.filter(is_granted=False).first()
    AllocationResult.objects.filter(pk=one.pk).update(**change)

    assert not replay(run).same_rows


def test_one_address_that_cannot_be_written_to_does_not_keep_the_others_from_their_answer(reviewed, idar):
    decide_run(run=reviewed, by=idar, at=APRIL)
    unlucky = reviewed.results.first().application.person
    type(unlucky).objects.filter(pk=unlucky.pk).update(email="kari@example.no\nBcc: alle@example.no")

    tell_results(run=reviewed, by=idar, at=APRIL)

    assert told_so_far(reviewed) == 5
    applicants = {row.application.person.email for row in reviewed.results.exclude(application__person=unlucky)}
    deliver(machine=machine_now())
    assert applicants <= set(Mail.objects.filter(status="sent").values_list("address", flat=True))
    assert Mail.objects.get(status="failed").reader == unlucky.user


def test_the_owners_mail_goes_to_those_who_are_its_officers_that_day(reviewed, idar):
    owner = reviewed.results.first().application.owner
    begins_later = RoleGrantFactory(owner_officer=True, organisation=owner, starts_on=date(2026, 8, 1)).person
    leaves_later = RoleGrantFactory(owner_officer=True, organisation=owner, ends_before=date(2026, 8, 1)).person
    decide_run(run=reviewed, by=idar, at=APRIL)

    tell_results(run=reviewed, by=idar, at=APRIL)

    told = set(Mail.objects.values_list("address", flat=True))
    assert begins_later.email not in told
    assert leaves_later.email in told
