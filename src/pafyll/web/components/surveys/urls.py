"""The addresses of the pages for asking, for a desk's urls_surveys.py to take in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path

from pafyll.web.components.http import DeskRequest
from pafyll.web.components.surveys import questionnaires, results, surveys, versions
from pafyll.web.components.surveys.desk import SurveyDesk


def survey_urls(desk: SurveyDesk, under: str = "undersokelser/") -> list[URLPattern]:
    """The pages for asking, under the desk's own path."""
    at = partial(_at, desk)
    form, version = f"{under}skjema/", f"{under}utgave/<int:pk>/"
    return [
        path(under, at(surveys.surveys), name="survey_surveys"),
        path(f"{under}ny/", at(surveys.new), name="survey_new_survey"),
        path(f"{under}<int:pk>/", at(surveys.survey), name="survey_survey"),
        path(f"{under}<int:pk>/rediger/", at(surveys.edit), name="survey_edit_survey"),
        path(f"{under}<int:pk>/flytt/", at(surveys.move), name="survey_move_survey"),
        path(f"{under}<int:pk>/inviter/", at(surveys.invite_by_list), name="survey_invite"),
        path(f"{under}<int:pk>/resultat/", at(results.results), name="survey_results"),
        path(f"{under}<int:pk>/resultat/excel/", at(results.workbook), name="survey_results_workbook"),
        path(f"{under}<int:pk>/navn/", at(results.named), name="survey_named"),
        path(form, at(questionnaires.questionnaires), name="survey_questionnaires"),
        path(f"{form}nytt/", at(questionnaires.new), name="survey_new_questionnaire"),
        path(f"{form}hent/<slug:code>/", at(questionnaires.take), name="survey_take_questionnaire"),
        path(f"{form}<int:pk>/", at(questionnaires.questionnaire), name="survey_questionnaire"),
        path(f"{form}<int:pk>/ny-utgave/", at(questionnaires.begin), name="survey_begin_version"),
        path(version, at(versions.version), name="survey_version"),
        path(f"{version}gjor/", at(versions.change), name="survey_change_version"),
        path(f"{version}prov/", at(versions.try_out), name="survey_try_version"),
        path(f"{version}nynorsk/", at(versions.words), name="survey_version_words"),
        path(f"{version}sporsmal/ny/", at(versions.question), name="survey_new_question"),
        path(f"{version}sporsmal/<slug:key>/endre/", at(versions.question), name="survey_edit_question"),
        path(f"{version}del/ny/", at(versions.section), name="survey_new_section"),
        path(f"{version}del/<slug:key>/endre/", at(versions.section), name="survey_edit_section"),
    ]


def _at(desk: SurveyDesk, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view as the desk's own."""

    @wraps(view)
    def here(request: DeskRequest, **parts: Any) -> HttpResponse:
        return view(request, desk, **parts)

    return here
