"""The team proposal's sentences in the reader's language, and who works with assignments."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import template

from pafyll.apps.assignments.permissions import overseen_by
from pafyll.apps.assignments.permissions.competence import WORKS_THERE
from pafyll.apps.assignments.permissions.inquiries import LEADS
from pafyll.apps.assignments.permissions.meetings import visible_networks
from pafyll.apps.assignments.words import reason_in_words
from pafyll.apps.organisations.permissions import Viewer
from pafyll.integrations.clock import today
from pafyll.web.components.tags.formats import day

register = template.Library()


@register.filter
def team_reason(reason: Any) -> str:
    """A reason, live or stored."""
    return reason_in_words(reason if isinstance(reason, Mapping) else reason.stored())


@register.filter
def works_with_assignments(viewer: Viewer) -> bool:
    """Whether the viewer works at a provider with what schools ask it for, and not only with its studies."""
    return viewer.has_role(*WORKS_THERE)


@register.filter
def oversees_assignments(viewer: Viewer) -> bool:
    """Whether the viewer sees every assignment of a provider, and the agreements and the money with them."""
    return bool(overseen_by(viewer))


@register.filter
def leads_provider(viewer: Viewer) -> bool:
    """Whether the viewer reads the inquiries to a provider."""
    return viewer.has_role(*LEADS)


@register.filter
def is_up1(viewer: Viewer) -> bool:
    """Whether the viewer is a development partner of a network today. One query."""
    return viewer.person is not None and visible_networks(viewer, day=today()).exists()


@register.filter
def day_before(value: date) -> str:
    """The last day of a period that is kept with the day after it."""
    return day(value - timedelta(days=1))
