"""The words of agreements and invoices: what happened, and amounts with øre."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.translation import gettext_noop

from pafyll.apps.organisations.models import RoleGrant
from pafyll.domain.invoicing.amounts import from_ore, shown

register = template.Library()

AGREEMENT_EVENTS = {
    "started": gettext_noop("begynte på avtalen"),
    "written": gettext_noop("endret utkastet"),
    "amendment_begun": gettext_noop("begynte på en endring"),
    "proposed": gettext_noop("sendte til signering"),
    "sent_back": gettext_noop("sendte tilbake, så ingen signatur gjelder"),
    "signed_by_party": gettext_noop("signerte"),
    "in_force": gettext_noop("satte avtalen i kraft med den siste signaturen"),
    "ended": gettext_noop("førte at avtalen har gått ut"),
    "terminated": gettext_noop("avsluttet avtalen"),
    "dropped": gettext_noop("la bort utkastet"),
    "warned": gettext_noop("varslet partene om at avtalen går ut"),
    "force_majeure": gettext_noop("førte force majeure"),
    "force_majeure_over": gettext_noop("førte at hindringen er over"),
    "termination": gettext_noop("førte oppsigelse"),
    "invoice_prepared": gettext_noop("klargjorde en faktura"),
    "invoice_issued": gettext_noop("sendte en faktura"),
    "credit_prepared": gettext_noop("klargjorde en kreditnota"),
    "credit_note_issued": gettext_noop("sendte en kreditnota"),
}


@register.filter
def with_ore(value: Decimal | int) -> str:
    """1 250,50 kr. A whole number is øre."""
    return shown(from_ore(value) if isinstance(value, int) else value)


@register.filter
def role_label(code: str) -> str:
    """What a role is called, by its code."""
    return str(RoleGrant.Role(code).label)
