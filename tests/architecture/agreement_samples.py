"""One sample of everything that an address about agreements and invoices can name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pafyll.apps.agreements.models import Agreement, AgreementIncident, Invoice

BOTH = (
    *("agreement", "agreement_version", "sign_agreement", "return_agreement", "agreement_file"),
    *("agreement_incident", "end_incident"),
)
BEGINNING = ("new_supplement", "amend_agreement", "prepare_invoice")
WRITING = ("write_agreement", "propose_agreement", "withdraw_agreement")
INVOICES = ("issue_invoice", "drop_invoice", "credit_invoice", "register_paid")


def planning_agreement() -> int:
    """In force, with a hindrance that lasts, an invoice that is prepared and an amendment that is being written."""
    return Agreement.objects.get(kind="planning", status="in_force").pk


def with_a_school() -> int:
    """To be signed by its principal."""
    return Agreement.objects.get(title="Kurs i klasseledelse").pk


def in_force_with_a_school() -> int:
    """Without an amendment under way, with a hindrance that lasts and an interval that can be invoiced."""
    return Agreement.objects.get(title="Observasjon og veiledning").pk


def the_schools_invoice() -> int:
    return Invoice.objects.filter(recipient__kind="school").exclude(number=None).latest("number").pk


def about_the_assignment() -> int:
    """To be signed by the municipality."""
    return Agreement.objects.get(title="Vurdering for læring i Fjordvik").pk


def prepared_invoice() -> int:
    return Invoice.objects.get(status="prepared").pk


def issued_invoice() -> int:
    """Overdue."""
    return Invoice.objects.get(text="Kartlegging", status="issued").pk


def hindrance(agreement: Callable[[], int]) -> int:
    """One that lasts."""
    return AgreementIncident.objects.get(agreement=agreement(), kind="force_majeure", ends_on=None).pk


def _for_desk(
    desk: str, agreement: Callable[[], int], hindered: Callable[[], int], invoice: Callable[[], int]
) -> dict[str, Callable[[], Any]]:
    """agreement is to be signed, hindered is in force with a hindrance, and the invoice is issued."""
    return {
        **{f"{desk}:{name}.pk": agreement for name in BOTH},
        f"{desk}:agreement_incident.pk": hindered,
        f"{desk}:end_incident.pk": hindered,
        f"{desk}:end_incident.incident": lambda: hindrance(hindered),
        f"{desk}:invoice.pk": invoice,
        f"{desk}:invoice_file.pk": invoice,
        f"{desk}:invoice_file.form": lambda: "ehf",
        **{f"{desk}:{name}.number": lambda: 1 for name in BOTH[1:5]},
    }


AGREEMENTS: dict[str, Callable[[], Any]] = {
    **_for_desk("provider", about_the_assignment, planning_agreement, issued_invoice),
    **_for_desk("owner", about_the_assignment, planning_agreement, issued_invoice),
    **_for_desk("school", with_a_school, in_force_with_a_school, the_schools_invoice),
    **{f"provider:{name}.pk": in_force_with_a_school for name in BEGINNING},
    **{f"provider:{name}.pk": planning_agreement for name in WRITING},
    **{f"provider:{name}.number": lambda: 2 for name in WRITING},
    "provider:prepare_invoice.interval": lambda: 2,
    **{f"provider:{name}.pk": prepared_invoice for name in INVOICES},
    **{f"provider:{name}.pk": issued_invoice for name in INVOICES[2:]},
}
