"""What agreements, their versions and invoices wait for."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from pafyll.apps.agreements.barred import barred_from
from pafyll.apps.agreements.models import Agreement, AgreementSignature, AgreementVersion, Invoice
from pafyll.apps.agreements.permissions import ISSUES, SIGNS_FOR_PROVIDER, WRITES
from pafyll.apps.casework.waiting import Holders, Inbox, Rests, Waits, not_by, once
from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.lifecycles.agreement import (
    AGREEMENT,
    AGREEMENT_VERSION,
    INVOICE,
    AgreementStatus,
    AgreementVersionStatus,
    InvoiceStatus,
)
from pafyll.domain.rules.deadlines import norwegian_day

Role = RoleGrant.Role
A, V, N = AgreementStatus, AgreementVersionStatus, InvoiceStatus
SCHOOL = Q(agreement__counterpart__kind=Organisation.Kind.SCHOOL)
KEYS, NAMES = ("agreement", "number"), ("agreement__number", "agreement__title")
SIGN = _("Les avtalen, og signer den eller send den tilbake")


def barred(viewer: Viewer, at: datetime) -> Q:
    """What the viewer is disqualified in."""
    about = once("barred", lambda: barred_from(viewer, day=norwegian_day(at)))
    return Q(agreement__about__in=about)


def has_signed(viewer: Viewer, at: datetime) -> Q:
    """Nobody signs for both parties."""
    mine = AgreementSignature.objects.filter(version=OuterRef("pk"), by=viewer.user)
    return Q(Exists(mine))


def unsigned_by_counterpart() -> Q:
    return ~Q(Exists(AgreementSignature.objects.filter(version=OuterRef("pk"), side="counterpart")))


def to_sign(role: str, at_path: str, page: str, only: Q) -> Waits:
    who = Holders((role,), at_path, but=(barred, has_signed))
    return Waits(SIGN, who, page, keys=KEYS, name=NAMES, only=lambda at: only)


INBOX = (
    Inbox(
        AGREEMENT,
        Agreement,
        {
            A.DRAFT: Rests("Its first version is the task."),
            A.IN_FORCE: Rests("It is in force until its last day, when the night ends it."),
        },
        ended="The agreement is over, terminated, or was never made.",
    ),
    Inbox(
        AGREEMENT_VERSION,
        AgreementVersion,
        {
            V.DRAFT: Waits(
                _("Skriv avtalen ferdig, og send den til signering"),
                Holders(WRITES, "agreement__provider", but=(barred,)),
                "provider:agreement_version",
                keys=KEYS,
                name=NAMES,
            ),
            V.PROPOSED: (  # the counterpart first, then the provider; either may sign before the other
                to_sign(
                    Role.PRINCIPAL,
                    "agreement__counterpart",
                    "school:agreement_version",
                    SCHOOL & unsigned_by_counterpart(),
                ),
                to_sign(
                    Role.OWNER_DECIDER,
                    "agreement__counterpart",
                    "owner:agreement_version",
                    ~SCHOOL & unsigned_by_counterpart(),
                ),
                to_sign(
                    SIGNS_FOR_PROVIDER[0],
                    "agreement__provider",
                    "provider:agreement_version",
                    ~unsigned_by_counterpart(),
                ),
            ),
            V.SIGNED: Rests("Both have signed, and it is what the agreement says."),
        },
        ended="A later version has taken its place, or it was withdrawn.",
    ),
    Inbox(
        INVOICE,
        Invoice,
        {
            N.PREPARED: Waits(
                _("Se over fakturaen, og send den"),
                Holders(ISSUES, "provider", but=(barred, not_by("prepared_by"))),
                "provider:invoice",
                name=("recipient__name", "agreement__number"),
            ),
            N.ISSUED: Waits(
                _("Før fakturaen som betalt når pengene er kommet"),
                Holders(WRITES, "provider", but=(barred,)),
                "provider:invoice",
                due="due_on",
                name=("recipient__name", "number"),
            ),
            N.PAID: Rests("It is paid."),
        },
        ended="It is credited, or was never sent.",
    ),
)
