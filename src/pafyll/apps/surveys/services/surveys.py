"""A survey from plan to opening: what is asked, of whom, when, and what those who answer are promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.services.rounds import as_viewer
from pafyll.apps.casework.services import advance, record, require
from pafyll.apps.surveys.models import QuestionnaireVersion, Survey
from pafyll.apps.surveys.permissions import may_ask, may_change, may_run
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.survey import SURVEY, QuestionnaireVersionStatus, SurveyStatus
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.surveys.limits import least_answers, least_texts


@dataclass(frozen=True)
class SurveyPlan:
    """What a survey is to be."""

    title: str
    title_nn: str
    version: int
    moment: str
    study_year: int | None
    promise: str
    opens_on: date
    closes_on: date

    @property
    def values(self) -> dict[str, Any]:
        kept = {name: value for name, value in vars(self).items() if name not in ("version", "study_year")}
        population = {"study_year": self.study_year} if self.study_year else {}
        return kept | {"version_id": self.version, "population": population}


@transaction.atomic
def plan_survey(*, plan: SurveyPlan, by: User, at: datetime) -> Survey:
    """A survey as a draft, of the one who owns its questionnaire."""
    version = QuestionnaireVersion.objects.select_related("questionnaire__owner").get(pk=plan.version)
    owner = version.questionnaire.owner
    require(may_ask(as_viewer(by, at), owner.pk))
    require(_is_in_order(plan))
    made = Survey.objects.create(owner=owner, made_by=by, made_at=at, **plan.values)
    record(about=made.about, verb="survey_planned", by=by, at=at)
    return made


@transaction.atomic
def change_survey(*, survey: Survey, plan: SurveyPlan, by: User, at: datetime) -> Survey:
    """Changes a draft."""
    held = Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    require(may_change(as_viewer(by, at), held))
    version = QuestionnaireVersion.objects.select_related("questionnaire").get(pk=plan.version)
    require(may_ask(as_viewer(by, at), version.questionnaire.owner_id))
    require(_is_in_order(plan))
    for name, value in (plan.values | {"owner_id": version.questionnaire.owner_id}).items():
        setattr(held, name, value)
    held.save()
    record(about=held.about, verb="survey_changed", by=by, at=at)
    return held


@transaction.atomic
def open_survey(*, survey: Survey, by: User, at: datetime) -> Survey:
    """Opens the survey and fixes the promise: from now on neither questions nor limits can be changed."""
    held = _held(survey)
    require(may_run(as_viewer(by, at), held))
    require(may_open(held, norwegian_day(at)))
    held.least_answers, held.least_texts = least_answers(held.opens_on), least_texts(held.opens_on)
    held.save(update_fields=["least_answers", "least_texts"])
    advance(held, lifecycle=SURVEY, to=SurveyStatus.OPEN, by=by, at=at)  # type: ignore[arg-type]
    return held


@transaction.atomic
def cancel_survey(*, survey: Survey, by: User, at: datetime) -> None:
    """Calls a draft off."""
    held = _held(survey)
    require(may_run(as_viewer(by, at), held))
    advance(held, lifecycle=SURVEY, to=SurveyStatus.CANCELLED, by=by, at=at)  # type: ignore[arg-type]


def may_open(survey: Survey, day: date) -> Answer:
    """Whether the survey can be asked: a draft with a questionnaire in use, and days left to answer in."""
    return first_no(
        [SURVEY.may_become(survey.status, SurveyStatus.OPEN), _asks_in_use(survey.version), _has_days(survey, day)]
    )


def _held(survey: Survey) -> Survey:
    return Survey.objects.select_for_update().get(pk=survey.pk)  # its questionnaire is read after the wait


def _asks_in_use(version: QuestionnaireVersion) -> Answer:
    if version.status == QuestionnaireVersionStatus.LIVE:
        return yes()
    text = "Spørreskjemaet er ikke i bruk."
    return no("questionnaire_not_live", text, remedy="Ta skjemaet i bruk først, så ligger spørsmålene fast.")


def _has_days(survey: Survey, day: date) -> Answer:
    if survey.closes_on >= day:
        return yes()
    return no("survey_is_over", "Siste dag for å svare er over.", remedy="Flytt den siste dagen.", field="closes_on")


def _is_in_order(plan: SurveyPlan) -> Answer:
    if plan.closes_on >= plan.opens_on:
        return yes()
    return no("closes_before_it_opens", "Siste dag kan ikke være før undersøkelsen åpner.", field="closes_on")
