"""The team proposal's sentences in the language that is switched on, for pages and documents alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from pafyll.apps.documents.words import semester_in_words
from pafyll.domain.assignments.team_texts import TEMPLATES


def reason_in_words(stored: Mapping[str, Any]) -> str:
    """A reason as it is stored with the proposal. One whose template has been dropped stands as it was written."""
    facts = dict(stored["facts"])
    if "semester" in facts:
        facts["semester"] = semester_in_words(facts["semester"])
    if "field" in facts:
        facts["field"] = gettext(facts["field"]) if facts["field"] else ""
    return gettext(TEMPLATES.get(str(stored["code"]), str(stored["text"]))).format_map(facts)
