"""Results: charts with their tables and an Excel that follows the filter, no finer than was promised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pafyll.apps.surveys.permissions import may_run
from pafyll.apps.surveys.queries.results import Results, Scope, named_answers, results_of, whole
from pafyll.apps.surveys.queries.surveys import Response, response_of
from pafyll.domain.answers import require
from pafyll.domain.lifecycles.survey import SurveyStatus
from pafyll.domain.rules.questions.wording import in_words
from pafyll.domain.surveys.showing import TOO_ALIKE, Shown, Wanted
from pafyll.integrations.clock import now
from pafyll.web.components.charts import BarFigure, LongLabelFigure, Series
from pafyll.web.components.http import DeskRequest
from pafyll.web.components.surveys.desk import SurveyDesk
from pafyll.web.components.surveys.pages import page, short_name, survey_here
from pafyll.web.components.surveys.responding import names_of
from pafyll.web.components.tags.formats import moment
from pafyll.web.components.workbook import Column, workbook_bytes, workbook_response

PARAMETERS = ("tilbyder", "eier", "fag")  # of the address, in the order of the dimensions


@dataclass(frozen=True)
class ShownQuestion:
    """A question on the page: its chart, its texts, or why it is not there."""

    shown: Shown
    figure: BarFigure | None
    why_not: str


class FilterForm(forms.Form):
    """The groups that one may narrow to. A dimension without such a group has no field."""

    all_optional = True

    def __init__(self, *args: Any, results: Results, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = (_("Studiested"), _("Skoleeier"), _("Fag"))
        for at, codes in enumerate(results.choices):
            if codes:
                names = names_of(at, codes)
                choices = [("", _("Alle")), *((code, names[code]) for code in codes)]
                self.fields[PARAMETERS[at]] = forms.ChoiceField(label=labels[at], required=False, choices=choices)


def results(request: DeskRequest, desk: SurveyDesk, pk: int) -> HttpResponse:
    """The whole survey, to whoever asked it."""
    scope = _whole(request, pk)
    return page(request, desk, "results", results_context(request, scope) | {"whole": True})


def workbook(request: DeskRequest, desk: SurveyDesk, pk: int) -> HttpResponse:
    """The same as a table."""
    return results_file(request, _whole(request, pk))


def named(request: DeskRequest, desk: SurveyDesk, pk: int) -> HttpResponse:
    """Who answered what, of a confidential survey. An anonymous one has no such page."""
    found = survey_here(request, pk)
    require(may_run(request.viewer, found))
    if found.is_anonymous or found.status != SurveyStatus.CLOSED:
        raise Http404
    form = found.version.form_in(get_language() or "nb")
    rows = [
        (one.invitation, [(q, in_words(q, one.answers[q.key], {})) for q in form if q.key in one.answers])
        for one in named_answers(request.viewer, found)
    ]
    return page(request, desk, "named", {"survey": found, "rows": rows})


def results_context(request: HttpRequest, scope: Scope) -> dict[str, Any]:
    """What a page of results shows, for whichever desk."""
    found = results_of(scope, wanted_in(request), get_language() or "nb")
    sections = [(part, [_question(one, found) for one in questions]) for part, questions in found.sections]
    return {
        "survey": scope.survey,
        "body": scope.body,
        "results": found,
        "sections": sections,
        "filter": FilterForm(request.GET or None, results=found),
        "response": _response(scope, found),
        "is_filtered": found.wanted != scope.fixed,
        "query": request.GET.urlencode(),
    }


def results_file(request: HttpRequest, scope: Scope) -> HttpResponse:
    """An Excel workbook with what the page shows under the same filter, and nothing else."""
    found = results_of(scope, wanted_in(request), get_language() or "nb")
    columns = [
        Column(_("Del"), 24),
        Column(_("Spørsmål"), 60),
        Column(_("Svar"), 40),
        Column(_("Antall"), 10),
        Column(_("Prosent av svarene"), 12),
        Column(_("Gjennomsnitt"), 14),
    ]
    group = ", ".join(name for _label, name in _group(found)) or _("alle som svarte")
    about = _("%(survey)s. Gruppe: %(group)s. Hentet %(moment)s.") % {
        "survey": scope.survey.title_in(get_language() or "nb"),
        "group": group,
        "moment": moment(now()),
    }
    content = workbook_bytes(_("Resultater"), columns, list(_rows(found)), about=about)
    return workbook_response(content, f"resultat-{short_name(scope.survey.title)}")


def wanted_in(request: HttpRequest) -> Wanted:
    """The group that the address asks for."""
    return Wanted(tuple(request.GET.get(name, "")[:60] for name in PARAMETERS))


def _whole(request: DeskRequest, pk: int) -> Scope:
    scope = whole(request.viewer, survey_here(request, pk))
    if scope is None or scope.survey.status != SurveyStatus.CLOSED:
        raise Http404
    return scope


def _response(scope: Scope, found: Results) -> Response | None:
    return response_of(scope.survey, found.wanted)


def _group(found: Results) -> list[tuple[str, str]]:
    labels = (_("Studiested"), _("Skoleeier"), _("Fag"))
    asked = [(at, code) for at, code in enumerate(found.wanted.groups) if code]
    return [(labels[at], names_of(at, [code])[code]) for at, code in asked]


def _question(one: Shown, found: Results) -> ShownQuestion:
    return ShownQuestion(one, _figure(one), _why_not(one, found))


def _figure(one: Shown) -> BarFigure | None:
    tally = one.tally
    if tally is None or not tally.counts:
        return None
    labels, counts = zip(*tally.counts, strict=True)
    note = _("%(count)s har svart.") % {"count": tally.answered}
    if tally.mean_hundredths is not None:
        note += " " + _("Gjennomsnittet er %(mean)s.") % {"mean": in_hundredths(tally.mean_hundredths)}
    series = [Series(_("Antall"), counts)]
    return LongLabelFigure(one.question.label, labels, series, label_heading=_("Svar"), note=note)


def _why_not(one: Shown, found: Results) -> str:
    if not one.hidden:
        return ""
    if one.hidden == TOO_ALIKE:
        return _("Svarene er så like at de ville vist hva hver enkelt svarte.")
    return _("For få har svart på dette, eller få kunne skilles ut sammen med andre tall.")


def in_hundredths(value: int) -> str:
    """3,50: a mean with two decimals."""
    return f"{value // 100},{value % 100:02d}"


def _rows(found: Results) -> Iterator[list[Any]]:
    for part, questions in found.sections:
        for one in questions:
            yield from _question_rows(part.title, one, found)


def _question_rows(title: str, one: Shown, found: Results) -> Iterator[list[Any]]:
    label, tally = one.question.label, one.tally
    if tally is None:
        yield [title, label, _why_not(one, found), None, None, ""]
        return
    mean = None if tally.mean_hundredths is None else Decimal(tally.mean_hundredths) / 100
    for choice, count in tally.counts:
        yield [title, label, choice, count, tally.percent(count), mean]
    for text in one.texts:
        yield [title, label, text, None, None, ""]
    if tally.median:
        yield [title, label, _("Midt i rekken: %(median)s") % {"median": tally.median}, tally.answered, None, ""]
