"""How prices and checklists are written: hours as people read them, and what was answered."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from pafyll.domain.assignments.pricing.words import number_text

register = template.Library()


@register.filter
def hours(value: Fraction | Decimal | int | None) -> str:
    """1 657,5: no more decimals than needed, and two at most; nothing for nothing."""
    return "" if value is None else number_text(value)


@register.filter
def answered(bound: BoundField) -> str:
    """The kept answer to a question, in words; nothing when there is none."""
    value = bound.value()
    if isinstance(bound.field, forms.BooleanField):
        return _("Ja") if value else ""
    choices = dict(getattr(bound.field, "choices", ()))
    return str(choices.get(value, value or ""))
