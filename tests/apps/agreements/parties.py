"""A college and a municipality with those who write, issue and sign, and an agreement in force between them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from pafyll.apps.accounts.models import User
from pafyll.apps.agreements.models import Agreement, AgreementVersion, Invoice
from pafyll.apps.agreements.services import invoicing, numbering, signing, writing
from pafyll.apps.agreements.services.writing import AgreementTerms, NewAgreement
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.invoicing.plan import spread
from pafyll.domain.values import Kroner
from tests.factories import OrganisationFactory, RoleGrantFactory
from tests.factories.base import NOW

TERMS = AgreementTerms(
    amount=180_000,
    starts_on=date(2026, 1, 15),
    ends_on=date(2026, 12, 18),
    content="Fire samlinger over to semestre.",
    provider_contact="Liv Strandmo",
    counterpart_contact="Siri Myrvang",
    buyer_reference="4711-SKOLE",
    intervals=spread(Kroner(180_000), [date(2026, 2, 16), date(2026, 9, 14)], text="To samlinger"),
)


@dataclass
class Parties:
    """Both sides, with one person in each role that matters."""

    college: Organisation
    municipality: Organisation
    liv: User  # coordinator
    mona: User  # project economist
    arvid: User  # head of unit
    marit: User  # decider
    siri: User  # officer

    def agreement(self, **changed: object) -> Agreement:
        """A draft, with the terms or others."""
        new = NewAgreement(self.college, self.municipality, "Lesing på mellomtrinnet", about="assignment:17")
        terms = replace(TERMS, **changed)  # type: ignore[arg-type]
        return writing.start_agreement(new=new, terms=terms, by=self.liv, at=NOW)

    def sign(self, version: AgreementVersion) -> AgreementVersion:
        """Proposes the version, and lets both parties sign."""
        version = writing.propose(version=version, by=self.liv, at=NOW)
        for by in (self.arvid, self.marit):
            version = signing.sign(version=version, seen=version.fingerprint, by=by, at=NOW)
        return version

    def agreed(self, **changed: object) -> Agreement:
        """In force."""
        made = self.agreement(**changed)
        self.sign(made.versions.get())
        made.refresh_from_db()
        return made

    def invoice(self, agreement: Agreement, interval: int = 1) -> Invoice:
        """Prepared by the economist and issued by the coordinator."""
        made = invoicing.prepare_invoice(agreement=agreement, interval=interval, by=self.mona, at=NOW)
        return invoicing.issue_invoice(invoice=made, by=self.liv, at=NOW)


def make_parties() -> Parties:
    """In the database."""
    college = OrganisationFactory(provider=True, name="Høgskolen i Innhavet")
    municipality = OrganisationFactory(municipality=True, name="Fjordvik kommune")
    made = Parties(
        college,
        municipality,
        liv=_user(assignment_coordinator=True, organisation=college),
        mona=_user(project_economist=True, organisation=college),
        arvid=_user(unit_head=True, organisation=college),
        marit=_user(owner_decider=True, organisation=municipality),
        siri=_user(owner_officer=True, organisation=municipality),
    )
    details = numbering.InvoicingDetails(account="12345678903", contact="Mona Tjelle")
    numbering.set_invoicing_details(provider=college, details=details, by=made.mona, at=NOW)
    return made


def _user(**role: object) -> User:
    user = RoleGrantFactory(**role).person.user
    assert isinstance(user, User)
    return user
