"""An appeal that the first instance dismissed can itself be appealed, once, and is dealt with when that is upheld."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.urls import reverse

from pafyll.apps.casework.models import Decision
from pafyll.apps.casework.outcomes import effects_of
from pafyll.apps.casework.permissions.dismissals import may_be_appealed
from pafyll.apps.casework.services.appeals import submit_appeal
from pafyll.apps.casework.services.handling import (
    assign_appeal,
    decide_forwarded,
    decide_proposal,
    forward,
    propose,
)
from pafyll.apps.documents.models import Document
from pafyll.domain.answers import Refusal
from pafyll.integrations.clock import OSLO
from tests.factories import DecisionFactory, OrganisationFactory, RecoveryCaseFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db
TOLD = datetime(2026, 3, 2, 12, tzinfo=OSLO)
LATE = datetime(2026, 4, 10, 12, tzinfo=OSLO)
SOON = datetime(2026, 4, 14, 12, tzinfo=OSLO)
WHY = "Brevet kom fram først i april."


@pytest.fixture
def people():
    """Marit decides for Fjordvik; two pairs in the directorate, and one in the ministry."""
    ministry, directorate = OrganisationFactory(ministry=True), OrganisationFactory(directorate=True)
    roles = {"ada": "directorate_officer", "idar": "directorate_decider", "hanne": "directorate_officer"}
    found = {
        name: RoleGrantFactory(**{role: True}, organisation=directorate).person.user for name, role in roles.items()
    }
    found["rolf"] = RoleGrantFactory(directorate_decider=True, organisation=directorate).person.user
    found["mina"] = RoleGrantFactory(appeals_officer=True, organisation=ministry).person.user
    return found


@pytest.fixture
def demand(people):
    """Fjordvik must pay money back, and was told on 2 March."""
    case = RecoveryCaseFactory(decided=True)
    who = {"prepared_by": people["ada"], "decided_by": people["idar"]}
    decision = DecisionFactory(
        kind="recovery", about=case.about, outcome="decided", decided_at=TOLD, notified_at=TOLD, **who
    )
    people["marit"] = RoleGrantFactory(owner_decider=True, organisation=case.commitment.owner).person.user
    people["owner"] = case.commitment.owner
    return decision


def dismissed(decision, people, pair=("hanne", "rolf"), at=LATE):
    """An appeal that the first instance will not deal with."""
    officer, decider = (people[name] for name in pair)
    appeal = submit_appeal(decision=decision, words="Vi er uenige.", by=people["marit"], at=at)
    assign_appeal(appeal=appeal, by=officer, at=at)
    propose(appeal=appeal, outcome="dismissed", effect="", grounds="Klagen kom for sent.", by=officer, at=at)
    return decide_proposal(appeal=appeal, by=decider, at=at)


def test_the_appeals_body_has_the_dismissed_appeal_dealt_with(people, demand):
    appeal = dismissed(demand, people)
    dismissal = appeal.outcome_decision
    again = submit_appeal(decision=dismissal, words=WHY, by=people["marit"], at=SOON)
    assign_appeal(appeal=again, by=people["ada"], at=SOON)
    forward(appeal=again, statement="Fristen var ute.", by=people["ada"], at=SOON)
    assert [one.code for one in effects_of(dismissal)] == ["take_up"]

    decide_forwarded(appeal=again, outcome="upheld", effect="take_up", grounds=WHY, by=people["mina"], at=SOON)

    appeal.refresh_from_db()
    assert (appeal.status, appeal.officer, appeal.taken_late_why) == ("submitted", None, WHY)
    assert dismissal.superseded_by.outcome == "reopened"
    assert "Klagen tas til behandling" in Document.objects.get(about=again.about, kind="appeal_decision").text


def test_what_is_to_be_dealt_with_is_not_dismissed_again(people, demand):
    appeal = dismissed(demand, people)
    again = submit_appeal(decision=appeal.outcome_decision, words=WHY, by=people["marit"], at=SOON)
    assign_appeal(appeal=again, by=people["ada"], at=SOON)
    propose(appeal=again, outcome="upheld", effect="take_up", grounds=WHY, by=people["ada"], at=SOON)
    decide_proposal(appeal=again, by=people["idar"], at=SOON)
    appeal.refresh_from_db()
    assign_appeal(appeal=appeal, by=people["hanne"], at=SOON)

    with pytest.raises(Refusal, match="to_be_dealt_with"):
        propose(appeal=appeal, outcome="dismissed", effect="", grounds="For sent.", by=people["hanne"], at=SOON)
    forward(appeal=appeal, statement="Vedtaket er riktig.", by=people["hanne"], at=SOON)
    assert appeal.status == "forwarded"


def test_those_who_dismissed_it_do_not_handle_the_appeal_against_that(people, demand):
    dismissal = dismissed(demand, people).outcome_decision
    again = submit_appeal(decision=dismissal, words=WHY, by=people["marit"], at=SOON)

    with pytest.raises(Refusal, match="same_person"):
        assign_appeal(appeal=again, by=people["hanne"], at=SOON)


def test_a_dismissal_is_appealed_once_and_the_appeals_bodys_word_is_the_last(people, demand):
    dismissal = dismissed(demand, people).outcome_decision
    second = dismissed(dismissal, people, pair=("ada", "idar"), at=SOON).outcome_decision

    assert may_be_appealed(second).code == "dismissed_again"
    with pytest.raises(Refusal, match="dismissed_again"):
        submit_appeal(decision=second, words=WHY, by=people["marit"], at=SOON)
    with pytest.raises(Refusal, match="already_concluded"):
        submit_appeal(decision=dismissal, words=WHY, by=people["marit"], at=SOON)


def test_what_the_appeals_body_dismissed_is_final(people, demand):
    appeal = submit_appeal(decision=demand, words="Vi er uenige.", by=people["marit"], at=TOLD)
    assign_appeal(appeal=appeal, by=people["hanne"], at=TOLD)
    forward(appeal=appeal, statement="Vedtaket er riktig.", by=people["hanne"], at=TOLD)
    decide_forwarded(appeal=appeal, outcome="dismissed", effect="", grounds="Ikke part.", by=people["mina"], at=SOON)

    assert may_be_appealed(Decision.objects.get(about=appeal.about)).code == "final"


def test_marit_finds_the_way_from_her_dismissed_appeal_and_ola_does_not(client, clock, people, demand):
    clock.move_to(date(2026, 4, 14))
    appeal = dismissed(demand, people)
    write = reverse("owner:write_appeal", args=[appeal.outcome_decision.pk])
    client.force_login(people["marit"])
    assert write in client.get(reverse("owner:own_appeal", args=[appeal.pk])).content.decode()

    sent = client.post(write, {"words": WHY, "action": "send"})

    assert sent.status_code == 303
    assert WHY in client.get(sent["Location"]).content.decode()
    ola = RoleGrantFactory(owner_decider=True, organisation=OrganisationFactory(municipality=True)).person.user
    client.force_login(ola)
    assert client.get(write).status_code == 404
    assert client.get(sent["Location"]).status_code == 404
