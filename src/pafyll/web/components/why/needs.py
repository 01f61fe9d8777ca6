"""Why the needs map shows what it shows."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from pafyll.apps.planning.queries.facts import counting_day
from pafyll.apps.planning.queries.needs import NeedsMap
from pafyll.domain.planning.needs import LABELS, VERDICTS, Cell
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.rules.qualification import law_on
from pafyll.web.components.needs.shown import shown
from pafyll.web.components.tags.formats import day, moment, school_year, t
from pafyll.web.components.why import Why


def why_of_needs(found: NeedsMap, whole: Cell, year: int, *, at: datetime) -> Why:
    """The hours by verdict, for what is chosen. A count that the page hides is hidden here too."""
    counted_on = counting_day(year, norwegian_day(at))
    law = law_on(counted_on)
    return Why(
        figure=_("Tallene i behovskartet"),
        rule=_(
            "Hver time i uka telles etter hvordan læreren står til kravet til studiepoeng i faget og på trinnet, i"
            " %(law)s. Delen som mangler, er timene som mangler, delt på alle timene."
        )
        % {"law": t(law.value)},
        source=t(law.cited),
        inputs=(
            (_("Skoleår"), school_year(year)),
            (_("Kravet og studiepoengene, slik de var"), day(counted_on)),
            *((t(LABELS[verdict]), _hours(whole, verdict)) for verdict in VERDICTS),
            (_("Alder og hvor langt fram"), _assumed(found)),
        ),
        when=moment(at),
    )


def _hours(whole: Cell, verdict: str) -> str:
    one = shown(whole, verdict)
    if one.is_hidden:
        return _("under 5 lærere")
    text = _("minst %(hours)s timer i uka") if one.is_least else _("%(hours)s timer i uka")
    return text % {"hours": one.hours}


def _assumed(found: NeedsMap) -> str:
    one = found.assumption
    words = one.grounds if one.is_own else t(one.grounds)
    return _("%(age)s år, innen %(years)s år. %(words)s") % {"age": one.age, "years": one.years, "words": words}
