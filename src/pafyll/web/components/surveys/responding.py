"""The response of a survey as charts with their tables: who has not answered is told by group, and never by name."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pafyll.apps.organisations.models import Organisation
from pafyll.apps.surveys.models import Survey
from pafyll.apps.surveys.queries.surveys import Group, response_by_group
from pafyll.domain.surveys.showing import DIMENSIONS
from pafyll.web.components.charts import BarFigure, LongLabelFigure, Series
from pafyll.web.components.tags.formats import subject


def response_figures(survey: Survey) -> list[BarFigure]:
    """One chart for each way of grouping that has a group large enough to be told."""
    figures = []
    for at, title in enumerate((_("Svar etter studiested"), _("Svar etter skoleeier"), _("Svar etter fag"))):
        groups = response_by_group(survey, at)
        if any(one.response for one in groups):
            figures.append(_figure(title, groups, survey))
    return figures


def _figure(title: str, groups: list[Group], survey: Survey) -> BarFigure:
    told = [(one, one.response) for one in groups if one.response is not None]
    names = names_of(groups[0].dimension, [one.code for one, _r in told])
    hidden = len(groups) - len(told)
    text = ngettext(
        "%(count)s gruppe vises ikke, fordi færre enn %(least)s er spurt eller kunne regnes ut.",
        "%(count)s grupper vises ikke, fordi færre enn %(least)s er spurt eller kunne regnes ut.",
        hidden,
    )
    note = text % {"count": hidden, "least": survey.least_answers}
    return LongLabelFigure(
        title,
        [names[one.code] for one, _response in told],
        [
            Series(_("Svart"), [response.answered for _one, response in told]),
            Series(_("Ikke svart"), [response.invited - response.answered for _one, response in told]),
        ],
        label_heading=_("Gruppe"),
        note=note if hidden else "",
    )


def names_of(dimension: int, codes: Iterable[str]) -> dict[str, str]:
    """What the groups of a dimension are called. One query at most."""
    if DIMENSIONS[dimension] == "subject":
        return {code: subject(code) for code in codes}
    known = dict(Organisation.objects.filter(number__in=list(codes)).values_list("number", "name"))
    return {code: known.get(code, code) for code in codes}
