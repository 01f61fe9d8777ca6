"""Filters for rounds, rates, histories and scenarios."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext as _

from pafyll.apps.applications.models import Round, Scenario
from pafyll.apps.applications.queries.rounds import UNCHANGED
from pafyll.apps.casework.models import Decision
from pafyll.apps.casework.outcomes import kind_of
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Role, Viewer
from pafyll.domain.allocation import ruleset
from pafyll.domain.allocation.scenarios import Changes
from pafyll.domain.answers import Answer
from pafyll.domain.lifecycles.appeal import AppealStatus
from pafyll.domain.rules.round_dates import LABELS
from pafyll.domain.rules.subjects import GROUPS
from pafyll.web.components.context import runs_collective_only
from pafyll.web.components.tags.formats import number

register = template.Library()
register.filter(runs_collective_only)


@register.filter
def is_appeals_body(viewer: Viewer) -> bool:
    """Whether the viewer decides appeals that are sent on."""
    return viewer.has_role(Role.APPEALS_OFFICER)


@register.filter
def appeal_status(code: str) -> str:
    """What an outcome of an appeal is called."""
    return AppealStatus(code).label if code else ""  # type: ignore[call-arg]


@register.filter
def decision_outcome(decision: Decision) -> str:
    """A decision's outcome in words."""
    return _(kind_of(decision.kind).outcome_label(decision.outcome))


@register.filter
def organisation_kind(code: str) -> str:
    """What a kind of organisation is called."""
    return str(Organisation.Kind(code).label).capitalize() if code else ""


@register.filter
def because(line: dict[str, Any]) -> str:
    """Why a stored line of money is as it is, in the reader's language."""
    return _(str(line["template"])).format_map(line["facts"])


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
