"""Who writes, signs and ends what is agreed, and who invoices by it."""

from __future__ import annotations

from datetime import date

from pafyll.apps.agreements.models import Agreement
from pafyll.apps.agreements.services.incidents import end_force_majeure
from pafyll.apps.agreements.services.invoicing import drop_invoice, issue_invoice, prepare_credit_note, prepare_invoice
from pafyll.apps.agreements.services.signing import sign
from pafyll.apps.agreements.services.writing import propose, send_back, withdraw_draft
from tests.apps.agreements.parties import make_parties
from tests.architecture.named_witnesses import Outcomes, acting, tried, witness_of
from tests.factories import (
    AgreementFactory,
    AgreementIncidentFactory,
    AgreementVersionFactory,
    AssignmentFactory,
    ImpartialityStatementFactory,
    InvoiceFactory,
    RoleGrantFactory,
)
from tests.factories.base import NOW

LINES = "agreements.permissions"
WHY = "Beløpet er feil."


def _two_coordinators(provider):
    return acting("assignment_coordinator", provider), acting("assignment_coordinator")


@witness_of(LINES, "may_write")
def liv_drops_an_invoice_of_her_own_college() -> Outcomes:
    invoice = InvoiceFactory()
    people = _two_coordinators(invoice.provider)
    return [tried(drop_invoice, invoice=invoice, by=by, at=NOW) for by in people]


@witness_of(LINES, "may_sign")
def arvid_signs_what_is_proposed_and_liv_does_not() -> Outcomes:
    parties = make_parties()
    version = propose(version=parties.agreement().versions.get(), by=parties.liv, at=NOW)
    people = parties.arvid, parties.liv
    return [tried(sign, version=version, seen=version.fingerprint, by=by, at=NOW) for by in people]


@witness_of(LINES, "is_on_what_stands")
def liv_proposes_an_addition_to_what_stands() -> Outcomes:
    parties = make_parties()
    over = AgreementFactory(ended=True, provider=parties.college, counterpart=parties.municipality)
    plain, added = (parties.agreement().versions.get() for _ in range(2))
    Agreement.objects.filter(pk=added.agreement_id).update(main=over, kind=Agreement.Kind.SUPPLEMENTARY)
    return [tried(propose, version=one, by=parties.liv, at=NOW) for one in (plain, added)]


@witness_of(LINES, "is_impartial")
def liv_withdraws_a_draft_unless_she_is_disqualified_in_what_it_is_about() -> Outcomes:
    plain = AgreementVersionFactory()
    provider = plain.agreement.provider
    assignment = AssignmentFactory(unit__provider=provider)
    own = AgreementVersionFactory(agreement__provider=provider, agreement__about=f"assignment:{assignment.pk}")
    liv = RoleGrantFactory(assignment_coordinator=True, organisation=provider).person
    ImpartialityStatementFactory(disqualified=True, assignment=assignment, person=liv)
    return [tried(withdraw_draft, version=one, why=WHY, by=liv.user, at=NOW) for one in (plain, own)]


@witness_of(LINES, "may_send_back")
def liv_takes_back_what_her_own_college_proposed() -> Outcomes:
    version = AgreementVersionFactory(proposed=True)
    people = _two_coordinators(version.agreement.provider)
    return [tried(send_back, version=version, why=WHY, by=by, at=NOW) for by in people]


@witness_of(LINES, "may_end_hindrance", "_is_of_a_party")
def liv_says_that_force_majeure_is_over_in_an_agreement_of_her_own() -> Outcomes:
    incident = AgreementIncidentFactory()
    people = _two_coordinators(incident.agreement.provider)
    return [tried(end_force_majeure, incident=incident, ends_on=date(2026, 3, 1), by=by, at=NOW) for by in people]


@witness_of(LINES, "may_issue", "_is_prepared", "_issues", "_is_another")
def liv_issues_the_invoice_that_mona_prepared() -> Outcomes:
    parties = make_parties()
    agreement = parties.agreed()
    prepared = prepare_invoice(agreement=agreement, interval=1, by=parties.mona, at=NOW)
    dropped = InvoiceFactory(dropped=True, version=prepared.version, prepared_by=parties.mona)
    tries = (prepared, parties.liv), (prepared, parties.mona), (prepared, parties.marit), (dropped, parties.liv)
    return [tried(issue_invoice, invoice=one, by=by, at=NOW) for one, by in tries]


@witness_of(LINES, "may_follow_up")
def liv_prepares_a_credit_note_of_what_is_issued() -> Outcomes:
    parties = make_parties()
    issued = parties.invoice(parties.agreed())
    other = acting("assignment_coordinator")
    return [
        tried(prepare_credit_note, invoice=issued, kroner=None, why=WHY, by=by, at=NOW) for by in (parties.liv, other)
    ]
