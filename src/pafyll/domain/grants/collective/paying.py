"""Whether a part of an award may be paid, and what is missing when it may not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.grants.collective.awarding import PlannedPart
from pafyll.domain.values import Kroner

SOMEBODY = "Mottakeren"


def may_pay(
    part: PlannedPart,
    *,
    day: date,
    own_contribution: Answer,
    has_accepted_midterm: bool,
    has_account: bool,
    payee: str = SOMEBODY,
) -> Answer:
    """Whether the part may be paid on the day: the first thing that is missing when it may not.

    own_contribution is how the recipient stands (`own_contribution.standing`), a yes where the regime asks for none.
    payee is who must have an account: another than the recipient when somebody passes the money on.
    """
    if day < part.due_on:
        return no("not_due", "Delutbetalingen betales tidligst {day}.", day=part.due_on)
    if part.needs == "own_contribution" and not own_contribution:
        return own_contribution
    if part.needs == "midterm_report" and not has_accepted_midterm:
        return no(
            "midterm_report_missing",
            "Delrapporten er ikke godkjent ennå.",
            remedy="Utbetalingen går når rapporten er sendt og godkjent.",
        )
    if not has_account:
        return no(
            "account_missing",
            "{payee} har ikke noe godkjent kontonummer.",
            remedy="Før kontonummeret. Direktoratet godkjenner det, og så kan delen betales.",
            payee=payee,
        )
    return yes()


def amounts_to_pay(parts: Sequence[Kroner], *, left: Kroner) -> tuple[Kroner, ...]:
    """What can be paid of each unpaid part, in their order: all of it, until nothing is left of the award.

    left is what is promised, and neither paid nor released. The amounts together are never above it. Where something
    was released, the last parts are cut.
    """
    found: list[Kroner] = []
    for part in parts:
        found.append(Kroner(max(0, min(part, left - sum(found)))))
    return tuple(found)


def left_after_report(left: Kroner, *, paid: Kroner, used: Kroner) -> Kroner:
    """What can still be paid when the final report is accepted: what was used, and not paid yet. Never above left."""
    return Kroner(max(0, min(left, used - paid)))


def is_left(amount: Kroner) -> Answer:
    """Whether there is anything to pay of the part."""
    if amount > 0:
        return yes()
    return no("nothing_left", "Det er ikke mer igjen av tildelingen å betale.")


def may_be_paid_on(pay_on: date, *, today: date) -> Answer:
    """Whether the bank can be asked to pay on the day: not before today."""
    if pay_on >= today:
        return yes()
    return no(
        "pay_on_has_passed",
        "Betalingsdatoen {day} er passert.",
        remedy="Velg en dag fra og med i dag.",
        field="pay_on",
        day=pay_on,
    )


def not_bound(parts: Sequence[Kroner], *, bound: Kroner) -> tuple[Kroner, ...]:
    """What of each part, in their order, no appropriation holds. Whole kroner; nothing when everything is bound.

    parts are those that are not sent to the bank. bound is what the ledger holds for the award, and it covers the
    first parts first: they are paid first.
    """
    held = amounts_to_pay(parts, left=bound)
    return tuple(Kroner(part - kroner) for part, kroner in zip(parts, held, strict=True))
