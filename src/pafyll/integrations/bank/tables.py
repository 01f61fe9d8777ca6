"""The payment file as a table, for a bank portal that takes no XML, and for people who want to read it."""

from __future__ import annotations

import csv
import io

from pafyll.integrations.bank.values import Order
from pafyll.integrations.bank.writing import plain

ORDER_HEADINGS = ("referanse", "betalingsdato", "fra_konto", "til_konto", "mottaker", "org_nr", "beløp", "tekst")
FORMULA = ("=", "+", "-", "@")


def order_as_csv(order: Order) -> bytes:
    """Semicolons and a byte-order mark, as a Norwegian Excel opens it. The same order gives the same bytes."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(ORDER_HEADINGS)
    day = order.pay_on.isoformat()
    for one in order.transfers:
        to = one.payee
        texts = (harmless(to.name), to.organisation_number, int(one.amount), harmless(one.text))
        writer.writerow([one.reference, day, order.payer.account, to.account, *texts])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def harmless(text: str) -> str:
    """A text that a spreadsheet would run as a formula gets an apostrophe in front."""
    shown = plain(text)
    return f"'{shown}" if shown.startswith(FORMULA) else shown
