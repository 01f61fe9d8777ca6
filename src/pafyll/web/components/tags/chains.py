"""The reason chain on a page: its sentences, and those that say what would have been enough."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import template

from pafyll.domain.allocation.texts import TEMPLATES, Text
from pafyll.web.components.tags.formats import t

register = template.Library()


@register.filter
def sentence(step: Any) -> str:
    """A step in words: a Text, or a stored {code, text, facts}.

    A stored step whose template has since been changed or dropped stands as it was written when it was decided.
    """
    if not isinstance(step, Mapping):
        return t(step)
    code, facts = str(step.get("code", "")), step.get("facts") or {}
    try:
        return t(Text(code, facts)) if code in TEMPLATES else str(step.get("text", ""))
    except KeyError:
        return str(step.get("text", ""))


@register.filter
def grounds(steps: Iterable[Any] | None) -> list[Any]:
    """The steps that led to the result."""
    return [step for step in steps or () if not _is_nearest(step)]


@register.filter
def nearest(steps: Iterable[Any] | None) -> list[Any]:
    """The steps that say what would have changed the result."""
    return [step for step in steps or () if _is_nearest(step)]


def _is_nearest(step: Any) -> bool:
    code = step.get("code", "") if isinstance(step, Mapping) else getattr(step, "code", "")
    return str(code).startswith("nearest")
