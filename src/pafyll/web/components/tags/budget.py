"""The words of a budget and of a programme of measures, in the reader's language."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext, gettext_noop

from pafyll.domain.planning.budget import COSTS, PAYERS, PURPOSES
from pafyll.domain.planning.budget.state_application import state_application

register = template.Library()
INSIDE_A_SENTENCE = (gettext_noop("videreutdanning"), gettext_noop("etterutdanning"), gettext_noop("begge deler"))


@register.filter
def purpose(code: str) -> str:
    """further becomes Videreutdanning."""
    return gettext(PURPOSES[code])


@register.filter
def budget_payer(code: str) -> str:
    """state becomes Staten."""
    return gettext(PAYERS[code])


@register.filter
def cost_kind(code: str) -> str:
    """substitutes becomes Vikarutgifter."""
    return gettext(COSTS[code])


@register.filter
def state_priority(measure: Any) -> str:
    """The state's priority that the measure answers, in words; nothing where the year's are not known."""
    known = state_application(measure.budget_year)
    found = known.label_of(measure.state_priority) if known else ""
    return gettext(found) if found else ""
