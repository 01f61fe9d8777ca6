"""How a teacher stands to the qualification requirement: the verdict as a tag, and the whole answer with its law."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from pafyll.domain.rules.qualification import DEVIATION, EXEMPT, LACKS, MEETS, UNKNOWN, Standing
from pafyll.web.components.tags.formats import credits, t
from pafyll.web.components.tags.parts import tag

register = template.Library()
COLOURS = {MEETS: "success", EXEMPT: "info", LACKS: "warning", DEVIATION: "accent", UNKNOWN: "neutral"}
MARKS = {MEETS: "meets", EXEMPT: "exempt", LACKS: "lacks", DEVIATION: "deviation", UNKNOWN: "unknown"}


@register.simple_tag
def standing_tag(standing: Standing) -> SafeString:
    """The verdict in words, with a colour and a sign. Exempt is its own word, never that of those who meet."""
    return tag(verdict_words(standing), COLOURS[standing.verdict], MARKS[standing.verdict])


@register.inclusion_tag("components/standing.html")
def standing_answer(standing: Standing) -> dict[str, Any]:
    """The verdict and its reason; law, source, since when and what to do under "Hvorfor?"."""
    return {"standing": standing}


def verdict_words(standing: Standing) -> str:
    """Oppfyller kravet, unntatt fra kravet, mangler 30 studiepoeng, avvik bestemt, or ikke kjent."""
    if standing.lacks:
        return gettext("mangler %(credits)s studiepoeng") % {"credits": credits(standing.missing)}
    return t(standing.verdict_text)
