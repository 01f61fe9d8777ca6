"""Why an assignment costs what it costs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from pafyll.apps.assignments.models import AssignmentBudget
from pafyll.apps.assignments.queries.pricing import Priced
from pafyll.domain.assignments.pricing import Line
from pafyll.domain.assignments.pricing.order import FAMILIES
from pafyll.domain.assignments.pricing.words import number_text
from pafyll.web.components.tags.formats import day, kroner, moment, number, t
from pafyll.web.components.why import Why


def why_of_price(budget: AssignmentBudget, shown: Priced, *, at: datetime) -> Why | None:
    """The price of a version of the budget. None where figures are missing: then there is no price.

    shown may be what is only tried out; the answer then says what was tried, since it is built on what is shown.
    """
    if shown.price is None:
        return None
    order = shown.order
    worked = sum((one.hours for one in order.work), start=0)
    return Why(
        figure=_("Prisen for oppdraget"),
        rule=_(
            "Prisen er summen av direkte kostnader, indirekte kostnader etter satsene som er valgt, faste summer og"
            " fortjeneste, minus det enheten dekker selv. Hver linje avrundes for seg til hele kroner."
        ),
        source=_sources(shown.price.lines),
        inputs=(
            (_("Satser"), t(FAMILIES[order.family])),
            (_("Timer"), number_text(worked)),
            (_("Timers arbeid etter faktorene"), number_text(shown.price.credited)),
            (_("Dager med skolen"), number_text(order.days)),
            (_("Faste summer og reise"), kroner(order.travel + sum(one.amount for one in order.purchases))),
            (_("Linjer i prisen"), number(len(shown.price.lines))),
        ),
        when=_when(budget, at),
    )


def _when(budget: AssignmentBudget, at: datetime) -> str:
    """A signed price stands; a draft is worked out anew each time it is shown."""
    figures = {"day": day(budget.assignment.starts_on)}
    if budget.signed_at:
        signed = {"when": moment(budget.signed_at), **figures}
        return _("Da budsjettet ble signert %(when)s, med enhetens tall for %(day)s. Prisen står fast.") % signed
    return _("%(now)s, med enhetens tall for dagen oppdraget starter, %(day)s.") % {"now": moment(at), **figures}


def _sources(lines: Iterable[Line]) -> str:
    """Each source once, in the order of the lines."""
    return "; ".join(dict.fromkeys(t(line.source) for line in lines if line.source))
