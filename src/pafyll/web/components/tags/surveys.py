"""Surveys in the reader's language."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from pafyll.apps.surveys.models import Survey

register = template.Library()


@register.simple_tag
def survey_title(survey: Survey) -> str:
    """What the survey is called, in the language of the page."""
    return survey.title_in(get_language() or "nb")
