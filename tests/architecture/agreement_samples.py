"""One sample of everything that an address about agreements and invoices can name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pafyll.apps.agreements.models import Agreement, AgreementIncident, Invoice

BOTH = (
    *("agreement", "agreement_version", "sign_agreement", "return_agreement", "agreement_file"),
    *("agreement_incident", "end_incident"),
)
WRITING = (
    *("new_supplement", "amend_agreement", "write_agreement", "propose_agreement", "withdraw_agreement"),
    "prepare_invoice",
)
INVOICES = ("issue_invoice", "drop_invoice", "credit_invoice", "register_paid")


def planning_agreement() -> int:
    """In force, with a hindrance that has passed and an invoice that is prepared."""
    return Agreement.objects.get(kind="planning", status="in_force").pk


def with_a_school() -> int:
    return Agreement.objects.get(counterpart__kind="school").pk


def about_the_assignment() -> int:
    """To be signed by the municipality."""
    return Agreement.objects.get(title="Vurdering for læring i Fjordvik").pk


def prepared_invoice() -> int:
    return Invoice.objects.get(status="prepared").pk


def issued_invoice() -> int:
    return Invoice.objects.filter(kind="invoice").exclude(number=None).earliest("number").pk


def hindrance() -> int:
    return AgreementIncident.objects.earliest("pk").pk


def _for_desk(desk: str, agreement: Callable[[], int]) -> dict[str, Callable[[], Any]]:
    return {
        **{f"{desk}:{name}.pk": agreement for name in BOTH},
        f"{desk}:end_incident.pk": planning_agreement,
        f"{desk}:end_incident.incident": hindrance,
        f"{desk}:invoice.pk": issued_invoice,
        f"{desk}:invoice_file.pk": issued_invoice,
        f"{desk}:invoice_file.form": lambda: "ehf",
        **{f"{desk}:{name}.number": lambda: 1 for name in BOTH[1:5]},
    }


AGREEMENTS: dict[str, Callable[[], Any]] = {
    **_for_desk("provider", about_the_assignment),
    **_for_desk("owner", about_the_assignment),
    **_for_desk("school", with_a_school),
    "provider:agreement_incident.pk": planning_agreement,
    "owner:agreement_incident.pk": planning_agreement,
    **{f"provider:{name}.pk": planning_agreement for name in WRITING},
    **{f"provider:{name}.number": lambda: 1 for name in WRITING},
    "provider:prepare_invoice.interval": lambda: 1,
    **{f"provider:{name}.pk": prepared_invoice for name in INVOICES},
    **{f"provider:{name}.pk": issued_invoice for name in INVOICES[2:]},
}
