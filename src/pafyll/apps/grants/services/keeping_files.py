"""The payment file: written from an order once, and kept with its fingerprint."""

from __future__ import annotations

import hashlib
from datetime import datetime

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import advance
from pafyll.apps.grants.models import PaymentRun
from pafyll.apps.grants.services.batches import advance_all
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.lifecycles.payment import PAYMENT, PAYMENT_RUN, PaymentRunStatus, PaymentStatus
from pafyll.integrations.bank import Order, Party, order_as_csv, order_as_xml

P = PaymentStatus


def keep_file(run: PaymentRun, order: Order, *, by: User, at: datetime) -> None:
    """Sends the approved payments of a locked run: the file for the bank, and the same as a table.

    An order of nothing, when demands take all that is paid, has no file.
    """
    file, table = (order_as_xml(order), order_as_csv(order)) if order.transfers else (b"", b"")
    digest = hashlib.sha256(file).hexdigest()
    sent = advance_all(run.payments.all(), lifecycle=PAYMENT, before=P.APPROVED, to=P.SENT, by=by, at=at)
    advance(run, lifecycle=PAYMENT_RUN, to=PaymentRunStatus.SENT, by=by, at=at, sha256=digest, payments=sent)
    PaymentRun.objects.filter(pk=run.pk).update(file=file, table=table, sha256=digest, sent_by=by, sent_at=at)
    run.refresh_from_db()


def party(organisation: Organisation, number: str) -> Party:
    """An organisation and its account, as the bank is told."""
    return Party(organisation.name, number, organisation.number)
