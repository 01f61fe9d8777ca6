"""Signing a version: one for each party, two persons. When both have signed, the version is the one in force."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.agreements.models import Agreement, AgreementSignature, AgreementVersion, Invoice
from pafyll.apps.agreements.permissions import SIGNS_FOR_PROVIDER, may_sign, side_to_sign, signs_for_counterpart
from pafyll.apps.agreements.services.documents import issue_version
from pafyll.apps.agreements.services.telling import tell_signed
from pafyll.apps.agreements.services.writing import invoiced_numbers, locked_version, require_impartial
from pafyll.apps.casework.services import AlreadyChanged, advance, record, require
from pafyll.apps.organisations.permissions import Viewer, viewer_of
from pafyll.domain.invoicing.plan import Interval, keeps_invoiced
from pafyll.domain.lifecycles.agreement import (
    AGREEMENT,
    AGREEMENT_VERSION,
    INVOICE,
    AgreementStatus,
    AgreementVersionStatus,
    InvoiceStatus,
)
from pafyll.domain.rules.deadlines import norwegian_day

V, Side = AgreementVersionStatus, AgreementSignature.Side


@transaction.atomic
def sign(*, version: AgreementVersion, seen: str, by: User, at: datetime) -> AgreementVersion:
    """Signs for the party that the person may sign for. seen is the fingerprint of what was on the page.

    Raises AlreadyChanged when what stands now is not what was seen.
    """
    version = locked_version(version)
    viewer = viewer_of(by, day=norwegian_day(at))
    require_impartial(by, at, version.agreement)
    require(may_sign(viewer, version))
    if seen != version.fingerprint:
        raise AlreadyChanged(AGREEMENT_VERSION.label)
    _put_signature(version, viewer, by, at)
    if version.signatures.count() == len(Side):
        _put_in_force(version, by, at)
    return version


def _put_signature(version: AgreementVersion, viewer: Viewer, by: User, at: datetime) -> None:
    side = side_to_sign(viewer, version)
    roles = SIGNS_FOR_PROVIDER if side == Side.PROVIDER else (signs_for_counterpart(version.agreement.counterpart),)
    party = version.agreement.provider_id if side == Side.PROVIDER else version.agreement.counterpart_id
    held = [one for one in viewer.grants if one.role in roles and one.organisation.pk == party]
    made = AgreementSignature.objects.create(
        version=version,
        side=side,
        role=held[0].role,
        is_delegated=all(one.is_delegated for one in held),
        by=by,
        at=at,
        fingerprint=version.fingerprint,
    )
    record(
        about=version.agreement.key,
        verb="signed_by_party",
        by=by,
        at=at,
        version=version.number,
        side=made.side,
        role=made.role,
        sha256=made.fingerprint,
    )


def _put_in_force(version: AgreementVersion, by: User, at: datetime) -> None:
    """The earlier version gives way, what is prepared but no longer planned is dropped, and the document is kept."""
    agreement = version.agreement
    before = agreement.versions.filter(status=V.SIGNED).first()
    if before is not None:
        require(keeps_invoiced(before.plan(), version.plan(), invoiced_numbers(agreement)))
        advance(before, lifecycle=AGREEMENT_VERSION, to=V.REPLACED, by=by, at=at)
        _drop_unplanned(agreement, before.plan(), version.plan(), by, at)
    advance(version, lifecycle=AGREEMENT_VERSION, to=V.SIGNED, by=by, at=at)
    if agreement.status == AgreementStatus.DRAFT:
        advance(agreement, lifecycle=AGREEMENT, to=AgreementStatus.IN_FORCE, by=by, at=at)
    Agreement.objects.filter(pk=agreement.pk).update(warned_days=None)
    version.signed_at = at
    version.document = issue_version(version, by=by, at=at)
    version.save(update_fields=["signed_at", "document"])
    tell_signed(version, day=norwegian_day(at))


def _drop_unplanned(
    agreement: Agreement, before: tuple[Interval, ...], after: tuple[Interval, ...], by: User, at: datetime
) -> None:
    """Invoices that are prepared and not issued follow the plan: those whose interval is changed are dropped."""
    same = {one.number for one in after if one in before}
    waiting = agreement.invoices.filter(status=InvoiceStatus.PREPARED, kind=Invoice.Kind.INVOICE)
    for invoice in waiting.exclude(interval__in=same):
        advance(invoice, lifecycle=INVOICE, to=InvoiceStatus.DROPPED, by=by, at=at, why="amended")
