"""An agreement from draft to signed by both, amended, and stopped by what comes in the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from pafyll.apps.agreements import barred
from pafyll.apps.agreements.difference import changed_terms
from pafyll.apps.agreements.models import AgreementVersion, PlannedInvoice
from pafyll.apps.agreements.permissions import visible_agreements
from pafyll.apps.agreements.queries import signed_agreement_about
from pafyll.apps.agreements.services import incidents, invoicing, nightly, signing, writing
from pafyll.apps.agreements.services.incidents import NewIncident
from pafyll.apps.casework.models import Event
from pafyll.apps.casework.services import AlreadyChanged, Refusal
from pafyll.apps.documents.models import Document
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.values import Kroner
from tests.apps.agreements.parties import TERMS, Parties, make_parties
from tests.factories import OrganisationFactory, RoleGrantFactory
from tests.factories.base import NOW, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def parties() -> Parties:
    return make_parties()


def amended(parties: Parties, agreement, **changed):
    version = writing.begin_amendment(agreement=agreement, reason="En skole til.", by=parties.liv, at=NOW)
    terms = replace(writing.terms_of(version), **changed)
    return writing.write_version(version=version, terms=terms, by=parties.liv, at=NOW)


def test_an_agreement_stands_when_both_have_signed_and_not_before(parties: Parties) -> None:
    agreement = parties.agreement()
    version = writing.propose(version=agreement.versions.get(), by=parties.liv, at=NOW)
    signing.sign(version=version, seen=version.fingerprint, by=parties.arvid, at=NOW)
    assert signed_agreement_about("assignment:17") is None

    signing.sign(version=version, seen=version.fingerprint, by=parties.marit, at=NOW)

    found = signed_agreement_about("assignment:17")
    assert found is not None
    assert (found.number, found.version, found.amount) == (agreement.number, 1, Kroner(180_000))
    document = Document.objects.get(kind="agreement_main")
    assert version.fingerprint in document.text.replace("\n", "")
    assert str(parties.marit) in document.text


def test_the_signature_says_who_in_which_role_and_under_what(parties: Parties) -> None:
    version = parties.sign(parties.agreement().versions.get())

    said = {(one.side, one.role, one.by, one.fingerprint) for one in version.signatures.all()}
    assert said == {
        ("provider", "unit_head", parties.arvid, version.fingerprint),
        ("counterpart", "owner_decider", parties.marit, version.fingerprint),
    }
    assert Event.objects.filter(about=version.agreement.key, verb="signed_by_party").count() == 2


def test_only_the_right_roles_sign(parties: Parties) -> None:
    version = writing.propose(version=parties.agreement().versions.get(), by=parties.liv, at=NOW)

    for by in (parties.liv, parties.mona, parties.siri):
        with pytest.raises(Refusal, match="not_signer"):
            signing.sign(version=version, seen=version.fingerprint, by=by, at=NOW)


def test_nobody_signs_for_both_parties(parties: Parties) -> None:
    RoleGrantFactory(unit_head=True, organisation=parties.college, person=parties.marit.person)
    version = writing.propose(version=parties.agreement().versions.get(), by=parties.liv, at=NOW)
    signing.sign(version=version, seen=version.fingerprint, by=parties.marit, at=NOW)

    with pytest.raises(Refusal, match="signs_twice"):
        signing.sign(version=version, seen=version.fingerprint, by=parties.marit, at=NOW)


def test_a_schools_principal_signs_for_the_school(parties: Parties) -> None:
    per = RoleGrantFactory(principal=True).person
    school = per.role_grants.get().organisation
    new = writing.NewAgreement(parties.college, school, "Kurs")
    made = writing.start_agreement(new=new, terms=TERMS, by=parties.liv, at=NOW)
    version = writing.propose(version=made.versions.get(), by=parties.liv, at=NOW)

    signing.sign(version=version, seen=version.fingerprint, by=per.user, at=NOW)

    assert version.signatures.get().side == "counterpart"


def test_what_was_seen_is_what_is_signed(parties: Parties) -> None:
    agreement = parties.agreement()
    seen = writing.propose(version=agreement.versions.get(), by=parties.liv, at=NOW)
    writing.send_back(version=seen, why="Feil sum", by=parties.marit, at=NOW)
    writing.write_version(version=seen, terms=replace(TERMS, content="Noe annet"), by=parties.liv, at=NOW)
    writing.propose(version=seen, by=parties.liv, at=NOW)

    with pytest.raises(AlreadyChanged):
        signing.sign(version=seen, seen=seen.fingerprint, by=parties.marit, at=NOW)


def test_a_version_that_comes_back_loses_its_signatures(parties: Parties, django_capture_on_commit_callbacks) -> None:
    version = writing.propose(version=parties.agreement().versions.get(), by=parties.liv, at=NOW)
    signing.sign(version=version, seen=version.fingerprint, by=parties.arvid, at=NOW)

    with django_capture_on_commit_callbacks(execute=True):
        writing.send_back(version=version, why="Skriv hvem som deltar.", by=parties.marit, at=NOW)

    assert not version.signatures.exists()
    assert [one.to for one in mail.outbox] == [[parties.liv.person.email]]
    assert "Skriv hvem som deltar." in mail.outbox[0].body


def test_a_plan_that_does_not_add_up_is_not_proposed(parties: Parties) -> None:
    version = parties.agreement(amount=200_000).versions.get()

    with pytest.raises(Refusal) as refused:
        writing.propose(version=version, by=parties.liv, at=NOW)

    assert str(refused.value.answer) == "Fakturaplanen er på 180\u00a0000\u00a0kr, og avtalen på 200\u00a0000\u00a0kr."


@pytest.mark.parametrize("change", [{"amount": 1}, {"content": "x"}, {"ends_on": TODAY + timedelta(days=999)}])
def test_the_database_itself_refuses_to_change_what_is_signed(parties: Parties, change) -> None:
    version = parties.sign(parties.agreement().versions.get())

    with pytest.raises(IntegrityError), transaction.atomic():
        AgreementVersion.objects.filter(pk=version.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlannedInvoice.objects.filter(version=version).update(amount=1)


def test_an_amendment_takes_over_when_both_have_signed_and_the_money_follows(parties: Parties) -> None:
    agreement = parties.agreed()
    first, second = TERMS.intervals
    parties.invoice(agreement)
    version = amended(
        parties,
        agreement,
        amount=216_000,
        participants="Lia skole",
        intervals=(first, replace(second, amount=Kroner(126_000))),
    )

    parties.sign(version)

    found = signed_agreement_about("assignment:17")
    assert found is not None
    assert (found.version, found.amount) == (2, Kroner(216_000))
    assert [one.status for one in agreement.versions.order_by("number")] == ["replaced", "signed"]
    before, after = agreement.versions.order_by("number")
    assert [one.name for one in changed_terms(before, after)] == ["amount", "participants"]
    text = Document.objects.get(kind="agreement_amendment").text.replace("\u00a0", " ")
    assert "126 000 kr" in text
    assert "Endringsprotokoll 1" in text


def test_an_amendment_cannot_change_what_is_invoiced(parties: Parties) -> None:
    agreement = parties.agreed()
    parties.invoice(agreement)
    first, second = TERMS.intervals
    plan = (replace(first, amount=Kroner(80_000)), replace(second, amount=Kroner(100_000)))
    version = amended(parties, agreement, intervals=plan)

    with pytest.raises(Refusal, match="invoiced_is_fixed"):
        writing.propose(version=version, by=parties.liv, at=NOW)


def test_what_is_prepared_but_no_longer_planned_is_dropped(parties: Parties) -> None:
    agreement = parties.agreed()
    prepared = invoicing.prepare_invoice(agreement=agreement, interval=1, by=parties.mona, at=NOW)
    first, second = TERMS.intervals
    plan = (replace(first, amount=Kroner(80_000)), replace(second, amount=Kroner(100_000)))

    parties.sign(amended(parties, agreement, intervals=plan))

    prepared.refresh_from_db()
    assert prepared.status == "dropped"


def test_an_amendment_that_changes_nothing_is_refused(parties: Parties) -> None:
    version = amended(parties, parties.agreed())

    with pytest.raises(Refusal, match="amendment_changes_nothing"):
        writing.propose(version=version, by=parties.liv, at=NOW)


def test_a_supplement_belongs_to_an_agreement_in_force_between_the_same_parties(parties: Parties) -> None:
    main = parties.agreed()
    new = writing.NewAgreement(parties.college, parties.municipality, "En dag til", "supplementary", main=main)

    made = writing.start_agreement(new=new, terms=TERMS, by=parties.liv, at=NOW)
    parties.sign(made.versions.get())

    found = signed_agreement_about("assignment:17")
    assert found is not None
    assert (found.number, found.supplements) == (main.number, Kroner(180_000))
    other = replace(new, counterpart=OrganisationFactory(municipality=True))
    with pytest.raises(Refusal, match="main_does_not_fit"):
        writing.start_agreement(new=other, terms=TERMS, by=parties.liv, at=NOW)


def test_what_is_over_is_neither_amended_nor_added_to_by_a_late_signature(parties: Parties) -> None:
    main = parties.agreed()
    new = writing.NewAgreement(parties.college, parties.municipality, "En dag til", "supplementary", main=main)
    supplement = writing.start_agreement(new=new, terms=TERMS, by=parties.liv, at=NOW).versions.get()
    amendment = amended(parties, main, participants="Lia skole")
    waiting = [writing.propose(version=one, by=parties.liv, at=NOW) for one in (supplement, amendment)]
    termination = NewIncident("termination", date(2026, 3, 9), "Ingen midler")
    incidents.register_incident(agreement=main, incident=termination, by=parties.marit, at=NOW)

    for version, code in zip(waiting, ("main_not_in_force", "not_in_force"), strict=True):
        with pytest.raises(Refusal, match=code):
            signing.sign(version=version, seen=version.fingerprint, by=parties.marit, at=NOW)
        writing.send_back(version=version, why="For sent", by=parties.marit, at=NOW)
        with pytest.raises(Refusal, match=code):
            writing.propose(version=version, by=parties.liv, at=NOW)
        writing.withdraw_draft(version=version, why="For sent", by=parties.liv, at=NOW)


def test_the_counterpart_sees_nothing_before_it_is_proposed_and_others_never(parties: Parties) -> None:
    agreement = parties.agreement()
    ola = RoleGrantFactory(owner_decider=True).person.user

    def seen_by(user):
        return agreement in visible_agreements(viewer_of(user, day=TODAY), day=TODAY)

    assert [seen_by(user) for user in (parties.liv, parties.siri, ola)] == [True, False, False]
    writing.propose(version=agreement.versions.get(), by=parties.liv, at=NOW)
    assert [seen_by(user) for user in (parties.liv, parties.siri, ola)] == [True, True, False]


def test_somebody_disqualified_in_the_assignment_neither_sees_nor_signs(parties: Parties, monkeypatch) -> None:
    agreement = parties.agreement()
    version = writing.propose(version=agreement.versions.get(), by=parties.liv, at=NOW)
    monkeypatch.setattr(barred, "_ASKED", [])
    barred.when_asked_who_is_barred(
        lambda viewer, day: frozenset({"assignment:17"}) if viewer.user == parties.arvid else frozenset()
    )

    assert agreement not in visible_agreements(viewer_of(parties.arvid, day=TODAY), day=TODAY)
    with pytest.raises(Refusal, match="disqualified"):
        signing.sign(version=version, seen=version.fingerprint, by=parties.arvid, at=NOW)


def test_force_majeure_holds_invoices_back_until_it_is_over(parties: Parties) -> None:
    agreement = parties.agreed()
    incident = incidents.register_incident(
        agreement=agreement,
        incident=NewIncident("force_majeure", date(2026, 2, 2), "Flom"),
        by=parties.marit,
        at=NOW,
    )
    with pytest.raises(Refusal, match="held_by_force_majeure"):
        parties.invoice(agreement)

    incidents.end_force_majeure(incident=incident, ends_on=date(2026, 3, 1), by=parties.liv, at=NOW)

    assert parties.invoice(agreement).number == 1


@pytest.mark.parametrize("over", ["terminated", "ended"])
def test_a_hindrance_can_be_over_after_the_agreement_is_so_that_what_it_held_back_is_invoiced(
    parties: Parties, over: str
) -> None:
    agreement = parties.agreed()
    hindrance = incidents.register_incident(
        agreement=agreement, incident=NewIncident("force_majeure", date(2026, 2, 2), "Flom"), by=parties.marit, at=NOW
    )
    if over == "terminated":
        termination = NewIncident("termination", date(2026, 3, 9), "Ingen midler")
        incidents.register_incident(agreement=agreement, incident=termination, by=parties.marit, at=NOW)
    else:
        at = NOW.replace(year=2027)
        nightly.carry_out_nightly(nightly.plan_nightly(at.date()), at=at)
    agreement.refresh_from_db()
    assert agreement.status == over

    incidents.end_force_majeure(incident=hindrance, ends_on=date(2026, 3, 1), by=parties.liv, at=NOW)

    assert parties.invoice(agreement).number == 1
    with pytest.raises(Refusal, match="not_agreement_writer"):
        incidents.end_force_majeure(incident=hindrance, ends_on=TODAY, by=parties.siri, at=NOW)


def test_a_termination_drops_what_is_planned_after_the_last_day(parties: Parties) -> None:
    agreement = parties.agreed()
    incidents.register_incident(
        agreement=agreement,
        incident=NewIncident("termination", date(2026, 6, 30), "Ingen midler"),
        by=parties.marit,
        at=NOW,
    )

    agreement.refresh_from_db()
    assert (agreement.status, agreement.ended_on) == ("terminated", date(2026, 6, 30))
    assert parties.invoice(agreement).number == 1
    with pytest.raises(Refusal, match="dropped_by_termination"):
        invoicing.prepare_invoice(agreement=agreement, interval=2, by=parties.mona, at=NOW)
    assert signed_agreement_about("assignment:17") is None


def test_the_night_warns_once_for_each_step_and_closes_what_is_over(
    parties: Parties, django_capture_on_commit_callbacks
) -> None:
    agreement = parties.agreed()

    def night(day: date) -> int:
        at = NOW.replace(year=day.year, month=day.month, day=day.day)
        with django_capture_on_commit_callbacks(execute=True):
            return nightly.carry_out_nightly(nightly.plan_nightly(day), at=at)

    assert night(date(2026, 6, 1)) == 0
    assert [night(date(2026, 9, 20)), night(date(2026, 9, 21))] == [1, 0]
    assert "Det er 89 dager igjen" in mail.outbox[-1].body
    assert [night(date(2026, 12, 12)), night(date(2026, 12, 13))] == [1, 0]
    assert night(date(2026, 12, 19)) == 1
    agreement.refresh_from_db()
    assert (agreement.status, agreement.ended_on) == ("ended", date(2026, 12, 18))
