"""Surveys in the reader's language."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from pafyll.apps.organisations.models import RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.surveys.models import Survey

register = template.Library()


@register.simple_tag
def survey_title(survey: Survey) -> str:
    """What the survey is called, in the language of the page."""
    return survey.title_in(get_language() or "nb")


@register.filter
def is_study_administrator(viewer: Viewer) -> bool:
    """Whether the viewer looks after a provider's studies, and asks its students."""
    return viewer.has_role(RoleGrant.Role.PROVIDER_OFFICER)
