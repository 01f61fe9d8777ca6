"""What a change does to the money, as a table with its sums and as plain words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.translation import gettext

from pafyll.domain.grants.effects import HAPPENS, EffectLine, Happens, MoneyEffect
from pafyll.domain.values import SchoolYear, Semester
from pafyll.web.components.tags.formats import kroner, semester, t

register = template.Library()
SUMMED = (Happens.RELEASED, Happens.COMMITTED, Happens.OPEN, Happens.REPAID, Happens.REDIRECTED, Happens.SPARED)


@register.inclusion_tag("components/effect.html")
def effect_table(effect: MoneyEffect, caption: Any = "") -> dict[str, Any]:
    """Each line with semester, amount and why, and the sums by budget year and school year."""
    return {"lines": effect.lines, "sums": sums_of(effect), "caption": caption}


@register.inclusion_tag("components/effect_stored.html")
def stored_effect(lines: Iterable[Mapping[str, Any]], caption: Any = "") -> dict[str, Any]:
    """The lines as they were stored when the change was carried out."""
    rows = [{**line, "why": gettext(str(line["template"])).format_map(line["facts"])} for line in lines]
    return {"rows": rows, "caption": caption}


def sums_of(effect: MoneyEffect) -> list[dict[str, Any]]:
    """Kroner of each kind, whole and by budget year and school year. Kinds of nothing are left out."""
    return [row for what in SUMMED if (row := _sum(effect, what))["total"]]


def _sum(effect: MoneyEffect, what: Happens) -> dict[str, Any]:
    lines = [line for line in effect.lines if line.what is what]
    budgets = sorted({line.budget_year for line in lines})
    schools: list[SchoolYear] = sorted({line.school_year for line in lines})
    return {
        "label": HAPPENS[what],
        "total": effect.total(what),
        "budget": [(year, effect.total(what, budget_year=year)) for year in budgets],
        "school": [(year, effect.total(what, school_year=year)) for year in schools],
    }


@register.filter
def in_plain_words(line: EffectLine) -> str:
    """75 000 kr for våren 2026: the reason, as one sentence."""
    return f"{kroner(line.amount)}, {semester(Semester(line.semester.code))}: {t(line)}."
