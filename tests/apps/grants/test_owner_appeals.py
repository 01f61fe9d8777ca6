"""An owner appeals what was decided about its money: what an upheld appeal does in the ledger, and who may see it."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.urls import reverse

from pafyll.apps.applications.models import Participation
from pafyll.apps.applications.services.confirming import confirm_terms
from pafyll.apps.casework.models import Decision
from pafyll.apps.casework.outcomes import effects_of
from pafyll.apps.casework.services.appeals import submit_appeal
from pafyll.apps.casework.services.handling import assign_appeal, decide_proposal, propose
from pafyll.apps.documents.models import Document
from pafyll.apps.grants.models import Change, Recovery
from pafyll.apps.grants.queries.appealable import appeals_by_owner, decisions_against
from pafyll.apps.grants.services.changing import register_change
from pafyll.apps.grants.services.deciding_changes import decide_change, prepare_change
from pafyll.apps.grants.services.ledger import differing_accounts
from pafyll.apps.grants.services.reclaiming import Forewarning, comment, decide_recovery, forewarn, prepare_recovery
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.answers import Refusal
from pafyll.domain.grants.ledger import AccountKind as A
from pafyll.domain.rules.changes import ChangeKind as K
from pafyll.integrations.clock import OSLO
from tests.apps.grants.studying import (
    AUTUMN,
    IN_AUTUMN,
    IN_SPRING,
    SPRING,
    balance,
    commitment,
    make_fjordvik,
    pay,
    seen,
    term,
    wanted,
)
from tests.factories import OrganisationFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 3, 20, 12, tzinfo=OSLO)
WORDS = "Deltakeren var med på alle samlinger."


@pytest.fixture
def fjordvik():
    made = make_fjordvik()
    OrganisationFactory(ministry=True)
    return made


@pytest.fixture
def others(fjordvik):
    """An officer and a decider in the directorate who had no part in the decision."""
    body = fjordvik.ada.person.role_grants.get().organisation
    roles = ("directorate_officer", "directorate_decider")
    return [RoleGrantFactory(**{role: True}, organisation=body).person.user for role in roles]


@pytest.fixture
def demand(fjordvik):
    """Fjordvik was paid for the autumn, and must pay 75 000 back."""
    one = fjordvik.participation()
    keys = [term(one, AUTUMN).pk]
    confirm_terms(window=fjordvik.window(), owner=fjordvik.owner, terms=keys, by=fjordvik.siri, at=IN_AUTUMN)
    paid = pay(commitment(one, AUTUMN), by=fjordvik.ada)
    warning = Forewarning(75_000, "Kontrollen viste at deltakeren ikke startet.", date(2026, 3, 31))
    case = forewarn(commitment=paid, warning=warning, by=fjordvik.ada, at=IN_SPRING)
    comment(case=case, comments=WORDS, by=fjordvik.siri, at=IN_SPRING)
    prepare_recovery(case=case, recommends=True, assessment="Ikke startet.", by=fjordvik.ada, at=IN_SPRING)
    return decide_recovery(case=case, by=fjordvik.idar, at=IN_SPRING).decision


@pytest.fixture
def refusal(fjordvik):
    """Fjordvik asked to put the spring off, and the directorate said no."""
    one = fjordvik.participation()
    one.refresh_from_db()
    wish = wanted(K.DEFER, SPRING)
    change = register_change(participation=one, wanted=wish, seen=seen(one, wish), by=fjordvik.siri, at=IN_SPRING)
    prepare_change(change=change, recommends=False, assessment="For sent.", by=fjordvik.ada, at=IN_SPRING)
    return decide_change(change=change, seen="", by=fjordvik.idar, at=IN_SPRING).decision


def upheld(decision: Decision, by, others, effect: int = 0):
    officer, decider = others
    appeal = submit_appeal(decision=decision, words=WORDS, by=by, at=LATER)
    assign_appeal(appeal=appeal, by=officer, at=LATER)
    code = effects_of(decision)[effect].code
    propose(appeal=appeal, outcome="upheld", effect=code, grounds="Timelisten viser det.", by=officer, at=LATER)
    return decide_proposal(appeal=appeal, by=decider, at=LATER)


def test_an_upheld_appeal_takes_the_demand_out_of_the_ledger_again(fjordvik, others, demand):
    appeal = upheld(demand, fjordvik.marit, others)

    assert appeal.status == "upheld"
    assert (demand.superseded_by.outcome, demand.superseded_by.kind) == ("dropped", "recovery")
    made = Recovery.objects.get(decision=demand)
    made.commitment.refresh_from_db()
    assert (made.status, made.commitment.recovered) == ("annulled", 0)
    assert balance(A.RECEIVABLE, 2025, fjordvik.round, fjordvik.owner) == 0
    assert balance(A.PAID, 2025, fjordvik.round, fjordvik.owner) == 75_000
    assert differing_accounts() == []


def test_an_upheld_appeal_carries_out_the_change_that_was_refused(fjordvik, others, refusal):
    upheld(refusal, fjordvik.marit, others)

    change = Change.objects.get()
    assert (change.status, change.decision.outcome) == ("carried_out", "carried_out")
    assert Participation.objects.get().status == "deferred"


def test_or_the_case_goes_back_to_be_handled_anew(fjordvik, others, refusal):
    upheld(refusal, fjordvik.marit, others, effect=-1)

    assert Change.objects.get().status == "proposed"
    assert Change.objects.get().decision.outcome == "annulled"


def test_only_who_decides_for_the_owner_appeals_and_who_decided_never_handles_it(fjordvik, demand):
    for user in (fjordvik.siri, fjordvik.ola, fjordvik.ada):
        with pytest.raises(Refusal) as refused:
            submit_appeal(decision=demand, words=WORDS, by=user, at=LATER)
        assert refused.value.answer.code == "not_the_party"
    appeal = submit_appeal(decision=demand, words=WORDS, by=fjordvik.marit, at=LATER)
    for user in (fjordvik.ada, fjordvik.idar):
        with pytest.raises(Refusal) as refused:
            assign_appeal(appeal=appeal, by=user, at=LATER)
        assert refused.value.answer.code == "same_person"


def test_ola_never_sees_what_fjordvik_can_appeal_or_has_appealed(client, fjordvik, demand):
    appeal = submit_appeal(decision=demand, words=WORDS, by=fjordvik.marit, at=LATER)
    ola = viewer_of(fjordvik.ola, day=LATER.date())

    assert not decisions_against(viewer=ola, owner=fjordvik.owner)
    assert not appeals_by_owner(viewer=ola, owner=fjordvik.owner)
    client.force_login(fjordvik.ola)
    assert client.get(reverse("owner:own_appeal", args=[appeal.pk])).status_code == 404
    assert client.get(reverse("owner:write_appeal", args=[demand.pk])).status_code == 404


def moved_to_storby(fjordvik, change):
    """The teacher goes on at a school of Storby's."""
    school = OrganisationFactory(parent=fjordvik.storby)
    one = Participation.objects.get(pk=change.participation_id)
    wish = wanted(K.OWNER, AUTUMN, to_school=school)
    moving = register_change(participation=one, wanted=wish, seen=seen(one, wish), by=fjordvik.siri, at=IN_SPRING)
    prepare_change(change=moving, recommends=True, assessment="Ny jobb.", by=fjordvik.ada, at=IN_SPRING)
    decide_change(change=moving, seen=seen(one, wish), by=fjordvik.idar, at=IN_SPRING)


def test_a_refusal_stays_with_the_owner_that_asked_when_the_teacher_gets_another(client, fjordvik, others, refusal):
    change = Change.objects.get(decision=refusal)
    moved_to_storby(fjordvik, change)
    RoleGrantFactory(owner_decider=True, organisation=fjordvik.storby, person=fjordvik.ola.person)
    client.force_login(fjordvik.ola)

    report = reverse("owner:report", args=[change.pk])
    assert client.get(report).status_code == 404
    assert client.get(reverse("owner:write_appeal", args=[refusal.pk])).status_code == 404
    assert report not in client.get(reverse("owner:participant", args=[change.participation_id])).content.decode()
    assert refusal.case_number not in client.get(reverse("owner:appeals")).content.decode()
    client.force_login(fjordvik.marit)
    assert refusal.case_number in client.get(reverse("owner:appeals")).content.decode()
    assert client.get(report).status_code == 200

    upheld(refusal, fjordvik.marit, others)

    change.refresh_from_db()
    assert (change.status, refusal.superseded_by.outcome) == ("refused", "annulled")
    assert Participation.objects.get().status != "deferred"


def test_marit_writes_looks_over_sends_and_gets_a_receipt(client, fjordvik, demand):
    client.force_login(fjordvik.marit)
    assert reverse("owner:write_appeal", args=[demand.pk]) in client.get(reverse("owner:appeals")).content.decode()
    address = reverse("owner:write_appeal", args=[demand.pk])
    assert WORDS in client.post(address, {"words": WORDS, "action": "preview"}).content.decode()

    sent = client.post(address, {"words": WORDS, "action": "send"})

    assert sent.status_code == 303
    page = client.get(sent["Location"]).content.decode()
    receipt = Document.objects.get(kind="appeal_receipt")
    assert WORDS in page
    assert WORDS in receipt.text
    assert receipt.title in page
