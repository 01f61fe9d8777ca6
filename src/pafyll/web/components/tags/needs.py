"""Words of the needs map: hours, parts of a whole, and the picture."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import template
from django.utils.translation import gettext

from pafyll.domain.rules.qualification import STAGES
from pafyll.domain.values import percent_text
from pafyll.web.components.heat import HeatFigure, drawn_heat
from pafyll.web.components.tags.formats import NO_BREAK, number

register = template.Library()


@register.filter
def hours(value: Any) -> str:
    """1 234,5: thousands apart, and as few decimals as needed."""
    if value in (None, ""):
        return ""
    whole, _, rest = f"{Decimal(str(value)):f}".partition(".")
    rest = rest.rstrip("0")
    return f"{number(whole)},{rest}" if rest else number(whole)


@register.filter
def part(value: Fraction | None) -> str:
    """14,3 %: a part from 0 to 1 in per cent, with one decimal where it needs one."""
    return "" if value is None else f"{percent_text(value * 100, decimals=1)}{NO_BREAK}%"


@register.filter
def stage(code: str) -> str:
    """The stage in the reader's language."""
    return gettext(STAGES[code]) if code in STAGES else gettext("Alle trinn") if code == "alle" else code


@register.inclusion_tag("components/needs/picture.html")
def heat_picture(figure: HeatFigure) -> dict[str, Any]:
    """The picture that comes with the table."""
    return {"figure": figure, "drawing": drawn_heat(figure)}
