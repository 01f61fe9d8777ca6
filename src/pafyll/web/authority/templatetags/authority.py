"""Filters for rounds, rates, histories and scenarios."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from pafyll.apps.applications.models import Round, Scenario
from pafyll.apps.applications.queries.rounds import UNCHANGED
from pafyll.domain.allocation import ruleset
from pafyll.domain.allocation.scenarios import Changes
from pafyll.domain.answers import Answer
from pafyll.domain.rules.round_dates import LABELS
from pafyll.domain.rules.subjects import GROUPS
from pafyll.web.components.tags.formats import number

register = template.Library()


@register.filter
def subject_group(code: str) -> str:
    """The name of a group of subjects."""
    return _(GROUPS.get(code, code)).capitalize()


@register.filter
def field_label(name: str) -> str:
    """What a field of a round is called on the pages."""
    if name in LABELS:
        return _(LABELS[name])
    known = {field.name: field for field in Round._meta.get_fields() if hasattr(field, "verbose_name")}
    return str(known[name].verbose_name).capitalize() if name in known else name


@register.filter
def checklist_item(code: str) -> str:
    """What a line of the checklist is called."""
    return _(UNCHANGED.get(code, code)).lower()


@register.filter
def difference(value: int | None) -> str:
    """+12, −3 or 0."""
    if value is None:
        return ""
    return f"+{number(value)}" if value > 0 else number(value)


@register.filter
def changes(scenario: Scenario) -> list[Answer]:
    """What the scenario changes, a sentence each."""
    tiers = {tier.code: tier.title for tier in ruleset(scenario.round.rule_set).tiers}
    return Changes.of(scenario.changes).sentences(tiers)
