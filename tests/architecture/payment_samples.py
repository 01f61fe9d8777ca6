"""One sample of everything that an address about payments of further education can name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pafyll.apps.applications.models import Round
from pafyll.apps.grants.models import BankAccount, BankLine, PaymentRun, PaymentStatement
from pafyll.devtools.seed.story.days import MIDDLE


def fjordviks_statement() -> int:
    """One that is paid."""
    rows = PaymentStatement.objects.filter(owner__name="Fjordvik kommune", status="paid").order_by("pk")
    return _or_zero(rows)


def _payment_run(status: str) -> int:
    return _or_zero(PaymentRun.objects.filter(status=status, round__isnull=False).order_by("pk"))


def _or_zero(rows: Any) -> int:
    first = rows.first()
    return first.pk if first else 0


PAYMENTS: dict[str, Callable[[], Any]] = {
    "authority:pay_semester.pk": lambda: Round.objects.get(study_year=MIDDLE).pk,
    "authority:prepare_run.pk": lambda: Round.objects.get(study_year=MIDDLE).pk,
    "authority:payment_run.pk": lambda: _payment_run("finished"),
    "authority:approve_run.pk": lambda: _payment_run("prepared"),
    "authority:return_run.pk": lambda: _payment_run("prepared"),
    "authority:send_run.pk": lambda: _payment_run("approved"),
    "authority:order_file.pk": lambda: _payment_run("sent"),
    "authority:answers.pk": lambda: _payment_run("sent"),
    "authority:payment_statement.pk": fjordviks_statement,
    "authority:hold_statement.pk": lambda: _or_zero(PaymentStatement.objects.filter(status="open").order_by("pk")),
    "authority:release_statement.pk": lambda: _or_zero(
        PaymentStatement.objects.filter(status="on_hold").order_by("pk")
    ),
    "authority:explain_line.pk": lambda: _or_zero(
        BankLine.objects.filter(status="unmatched", file__payer=None).order_by("pk")
    ),
    "authority:approve_account.pk": lambda: _or_zero(BankAccount.objects.filter(status="entered").order_by("pk")),
    "authority:refuse_account.pk": lambda: _or_zero(BankAccount.objects.filter(status="entered").order_by("pk")),
    "owner:statement.pk": fjordviks_statement,
    "owner:statement_workbook.pk": fjordviks_statement,
    "owner:statement_table.pk": fjordviks_statement,
    "owner:write_statement.pk": fjordviks_statement,
    "owner:statement_pdf.pk": fjordviks_statement,
}
