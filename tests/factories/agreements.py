"""Agreements with versions, plans, signatures and incidents; how a provider invoices; invoices and credit notes."""

from __future__ import annotations

from datetime import date

from factory import SelfAttribute, Sequence, SubFactory, Trait

from pafyll.apps.agreements.models import (
    Agreement,
    AgreementIncident,
    AgreementSignature,
    AgreementVersion,
    Invoice,
    PlannedInvoice,
    ProviderSeries,
)
from pafyll.domain.lifecycles.agreement import AgreementStatus as A
from pafyll.domain.lifecycles.agreement import AgreementVersionStatus as V
from pafyll.domain.lifecycles.agreement import InvoiceStatus as N
from tests.factories.base import NOW, TODAY, Factory
from tests.factories.people import OrganisationFactory, UserFactory

ISSUED = {
    "number": Sequence(lambda n: n + 5000),
    "issued_by": SubFactory(UserFactory, username="liv"),
    "issued_at": NOW,
    "issued_on": TODAY,
    "due_on": date(2026, 4, 9),
}


class AgreementFactory(Factory):
    """A main agreement between a provider and a municipality; with_school is with a school."""

    class Meta:
        model = Agreement

    provider = SubFactory(OrganisationFactory, provider=True)
    counterpart = SubFactory(OrganisationFactory, municipality=True)
    number = Sequence(lambda n: f"AVT-2026-{n + 500}")
    title = "Lesing på mellomtrinnet"
    created_by = SubFactory(UserFactory, username="liv")
    created_at = NOW

    class Params:
        draft = Trait(status=A.DRAFT)
        in_force = Trait(status=A.IN_FORCE)
        ended = Trait(status=A.ENDED, ended_on=date(2026, 1, 31))
        terminated = Trait(status=A.TERMINATED, ended_on=date(2026, 1, 31))
        dropped = Trait(status=A.DROPPED)
        main = Trait(kind=Agreement.Kind.MAIN)
        planning = Trait(kind=Agreement.Kind.PLANNING)
        with_school = Trait(counterpart=SubFactory(OrganisationFactory))


class AgreementVersionFactory(Factory):
    class Meta:
        model = AgreementVersion

    agreement = SubFactory(AgreementFactory)
    number = 1
    amount = 180_000
    starts_on = date(2026, 1, 15)
    ends_on = date(2026, 12, 18)
    content = "Fire samlinger over to semestre."
    provider_contact = "Liv Strandmo"
    counterpart_contact = "Siri Myrvang"
    buyer_reference = "4711-SKOLE"
    prepared_by = SubFactory(UserFactory, username="liv")
    prepared_at = NOW

    class Params:
        draft = Trait(status=V.DRAFT)
        proposed = Trait(status=V.PROPOSED, proposed_at=NOW, fingerprint="f" * 64)
        signed = Trait(status=V.SIGNED, signed_at=NOW, proposed_at=NOW, fingerprint="f" * 64)
        replaced = Trait(status=V.REPLACED, signed_at=NOW, proposed_at=NOW, fingerprint="f" * 64)
        withdrawn = Trait(status=V.WITHDRAWN)


class PlannedInvoiceFactory(Factory):
    class Meta:
        model = PlannedInvoice

    version = SubFactory(AgreementVersionFactory)
    number = Sequence(lambda n: n + 1)
    invoice_on = date(2026, 2, 16)
    amount = 90_000
    text = "To samlinger med veiledning"


class AgreementSignatureFactory(Factory):
    class Meta:
        model = AgreementSignature

    version = SubFactory(AgreementVersionFactory, proposed=True)
    side = AgreementSignature.Side.PROVIDER
    role = "unit_head"
    by = SubFactory(UserFactory, username="arvid")
    at = NOW
    fingerprint = "f" * 64


class AgreementIncidentFactory(Factory):
    class Meta:
        model = AgreementIncident

    agreement = SubFactory(AgreementFactory, in_force=True)
    kind = AgreementIncident.Kind.FORCE_MAJEURE
    starts_on = date(2026, 2, 2)
    reason = "Flom: veien til skolene er stengt."
    registered_by = SubFactory(UserFactory, username="marit")
    registered_at = NOW

    class Params:
        force_majeure = Trait(kind=AgreementIncident.Kind.FORCE_MAJEURE)
        termination = Trait(kind=AgreementIncident.Kind.TERMINATION)


class ProviderSeriesFactory(Factory):
    class Meta:
        model = ProviderSeries

    provider = SubFactory(OrganisationFactory, provider=True)
    account = "12345678903"
    contact = "Mona Tjelle"
    email = "faktura@innhavet.example.no"


class InvoiceFactory(Factory):
    """An invoice of the first interval; credit_note=True is one about an invoice that is issued."""

    class Meta:
        model = Invoice

    version = SubFactory(AgreementVersionFactory, signed=True, agreement__in_force=True)
    agreement = SelfAttribute("version.agreement")
    provider = SelfAttribute("agreement.provider")
    recipient = SelfAttribute("agreement.counterpart")
    interval = 1
    text = "To samlinger med veiledning"
    net_ore = 9_000_000
    buyer_reference = "4711-SKOLE"
    prepared_by = SubFactory(UserFactory, username="mona")
    prepared_at = NOW

    class Params:
        prepared = Trait(status=N.PREPARED)
        issued = Trait(status=N.ISSUED, **ISSUED)
        paid = Trait(status=N.PAID, paid_on=TODAY, paid_by=SubFactory(UserFactory, username="mona"), **ISSUED)
        credited = Trait(status=N.CREDITED, **ISSUED)
        dropped = Trait(status=N.DROPPED)
        credit_note = Trait(
            kind=Invoice.Kind.CREDIT_NOTE,
            interval=None,
            why="Kortere enn avtalt",
            net_ore=1_500_000,
            credits=SubFactory(
                "tests.factories.agreements.InvoiceFactory", issued=True, version=SelfAttribute("..version")
            ),
        )
