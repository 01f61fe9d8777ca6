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
YOU = {"line_locked": "deg", "moved_room": "deg", "sooner": "du", "none_in_time": "du"}  # elsewhere it begins: Du
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
    """The sentences about the reader herself, said to her: whom she studies with is theirs to say."""
    return [_said_to_her(step) for step in steps if step["code"] not in NAMES_OTHERS]


def _said_to_her(step: Mapping[str, Any]) -> Mapping[str, Any]:
    if "name" not in step["facts"]:
        return step
    return {**step, "facts": {**step["facts"], "name": YOU.get(step["code"], "Du")}}


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
