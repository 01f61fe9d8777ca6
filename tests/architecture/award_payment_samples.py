"""One sample of everything that an address about payments of awards can name: Innhavet's decided year."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pafyll.apps.grants.models import Award, BankAccount, BankLine, PaymentRun
from tests.architecture.award_samples import award, year

decided = year("decentralised")


def run(status: str) -> Callable[[], int]:
    return lambda: PaymentRun.objects.filter(scheme_year__isnull=False, status=status).earliest("pk").pk


def own_account() -> int:
    return BankAccount.objects.filter(organisation__kind="county_governor").earliest("pk").pk


def strange_line() -> int:
    return BankLine.objects.filter(file__payer__isnull=False, status="unmatched").earliest("pk").pk


def passed_on() -> int:
    return next(one.pk for one in Award.objects.filter(status="reported") if one.payee_id != one.recipient_id)


AWARD_PAYMENTS: dict[str, Callable[[], Any]] = {
    **{
        f"authority:{name}.pk": decided
        for name in (
            "award_payments",
            "prepare_award_run",
            "reconcile_awards",
            "explain_award_line",
            "award_account",
            "approve_award_account",
            "refuse_award_account",
        )
    },
    **{f"authority:{name}.pk": run("prepared") for name in ("approve_award_run", "return_award_run", "send_award_run")},
    **{f"authority:{name}.pk": run("finished") for name in ("award_run", "award_order_file", "award_answers")},
    "authority:award_order_file.kind": lambda: "xml",
    "authority:explain_award_line.line": strange_line,
    "authority:approve_award_account.account": own_account,
    "authority:refuse_award_account.account": own_account,
    "authority:award_letter.pk": passed_on,
    "owner:award_letter.pk": award("decided", "decentralised"),
}
