"""What a competence plan says, in the reader's language: the planner's sentences, stages, and hours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.translation import gettext, gettext_lazy

from pafyll.domain.rules.qualification import STAGES
from pafyll.domain.values import Semester
from pafyll.web.components.tags.formats import kroner, semester, t

register = template.Library()
NAMES_OTHERS = {"line_together"}
PAYERS = {
    "state": gettext_lazy("Staten"),
    "owner": gettext_lazy("Skoleeier"),
    "teacher": gettext_lazy("Læreren"),
}


@register.filter
def plan_text(step: Any) -> str:
    """A sentence of the planner, live or stored with its template and facts."""
    if not isinstance(step, Mapping):
        return t(step)
    facts = {name: gettext(fact) if isinstance(fact, str) and fact else fact for name, fact in step["facts"].items()}
    return gettext(step["template"]).format_map(facts)


@register.filter
def own(steps: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The sentences that name nobody but the reader herself: whom she studies with is theirs to say."""
    return [step for step in steps if step["code"] not in NAMES_OTHERS]


@register.filter
def stages(codes: Iterable[str]) -> str:
    """1.–7. trinn, 8.–10. trinn."""
    return ", ".join(gettext(STAGES.get(code, code)) for code in codes)


@register.filter
def payer(code: str) -> str:
    """Who pays, in the reader's language."""
    return str(PAYERS.get(code, code))


@register.filter
def cost_line(line: Mapping[str, Any]) -> str:
    """Staten, høsten 2026: 60 000 kr. Why."""
    why = gettext(line["because"]).format_map(line["facts"])
    term = semester(Semester(line["semester"]))
    return f"{payer(line['payer'])}, {term}: {kroner(line['amount'])}. {why}"
