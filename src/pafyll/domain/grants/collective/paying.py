"""Whether a part of an award may be paid, and what is missing when it may not."""

from __future__ import annotations

from datetime import date

from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.grants.collective.awarding import PlannedPart


def may_pay(
    part: PlannedPart, *, day: date, own_contribution: Answer, has_accepted_midterm: bool, has_account: bool
) -> Answer:
    """Whether the part may be paid on the day: the first thing that is missing when it may not.

    own_contribution is how the recipient stands (`own_contribution.standing`), a yes where the regime asks for none.
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
            "Mottakeren har ikke noe godkjent kontonummer.",
            remedy="Før kontonummeret, og la en kollega godkjenne det.",
        )
    return yes()
