"""How a teacher stands to the qualification requirement: the verdict as a tag, and the whole answer with its law."""

from __future__ import annotations

from collections.abc import Iterator

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from pafyll.domain.rules.qualification import DEVIATION, EXEMPT, LACKS, MEETS, UNKNOWN, Standing
from pafyll.web.components.tags.formats import credits, day, t
from pafyll.web.components.tags.parts import tag

register = template.Library()
COLOURS = {MEETS: "success", EXEMPT: "info", LACKS: "warning", DEVIATION: "accent", UNKNOWN: "neutral"}
MARKS = {MEETS: "meets", EXEMPT: "exempt", LACKS: "lacks", DEVIATION: "deviation", UNKNOWN: "unknown"}


@register.simple_tag
def standing_tag(standing: Standing) -> SafeString:
    """The verdict in words, with a colour and a sign. Exempt is its own word, never that of those who meet."""
    return tag(verdict_words(standing), COLOURS[standing.verdict], MARKS[standing.verdict])


@register.simple_tag
def standing_answer(standing: Standing) -> SafeString:
    """The verdict, its reason and what to do; law, source and how long it holds under "Hva bygger dette på?".

    No template of its own: a teacher's page has one for each subject, and a principal's one for each teacher.
    """
    return format_html(
        '{} {}\n<details class="p-what"><summary>{}</summary><p>{}</p>{}</details>\n',
        standing_tag(standing),
        " ".join(filter(None, [t(standing), t(standing.remedy)])),
        gettext("Hva bygger dette på?"),
        " ".join(_rests_on(standing)),
        format_html_join("", "<p>{}</p>", ((t(note),) for note in standing.notes)),
    )


def _rests_on(standing: Standing) -> Iterator[str]:
    yield f"{standing.law}."
    yield f"{gettext('Kilde:')} {standing.source}."
    if standing.dated:
        yield gettext("Regelen gjelder fra %(day)s.") % {"day": day(standing.dated)}
    if standing.until:
        yield gettext("Svaret gjelder til og med %(day)s.") % {"day": day(standing.until)}


def verdict_words(standing: Standing) -> str:
    """Oppfyller kravet, unntatt fra kravet, mangler 30 studiepoeng, avvik bestemt, or ikke kjent."""
    if standing.lacks:
        return gettext("mangler %(credits)s studiepoeng") % {"credits": credits(standing.missing)}
    return t(standing.verdict_text)
