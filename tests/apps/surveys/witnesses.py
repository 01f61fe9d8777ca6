"""Who asks, and who answers for what a provider holds and has agreed."""

from __future__ import annotations

from datetime import date

from pafyll.apps.surveys.services.dialogues import NewMeasure, agree_measure, settle_measure
from pafyll.apps.surveys.services.events import move_event
from pafyll.apps.surveys.services.questionnaires import begin_version, word_version
from pafyll.apps.surveys.services.surveys import SurveyPlan, cancel_survey, change_survey
from pafyll.domain.lifecycles.survey import AgreedMeasureStatus, SharingEventStatus
from tests.architecture.named_witnesses import Outcomes, acting, tried, witness_of
from tests.factories import (
    AgreedMeasureFactory,
    QualityDialogueFactory,
    QuestionnaireVersionFactory,
    SharingEventFactory,
    SurveyFactory,
)
from tests.factories.base import NOW, TODAY

LINES = "surveys.permissions"


def _two_at(provider):
    return acting("provider_officer", provider), acting("provider_officer")


@witness_of(LINES, "may_ask", "may_run")
def nina_cancels_a_survey_of_her_own_college() -> Outcomes:
    survey = SurveyFactory(draft=True)
    return [tried(cancel_survey, survey=survey, by=by, at=NOW) for by in _two_at(survey.owner)]


@witness_of(LINES, "may_make")
def nina_makes_a_version_of_her_own_colleges_questionnaire() -> Outcomes:
    questionnaire = QuestionnaireVersionFactory(live=True).questionnaire
    return [tried(begin_version, questionnaire=questionnaire, by=by, at=NOW) for by in _two_at(questionnaire.owner)]


@witness_of(LINES, "may_write", "_is_worked_on")
def nina_words_a_version_of_her_own_while_it_is_worked_on() -> Outcomes:
    version = QuestionnaireVersionFactory(preview=True)
    live = QuestionnaireVersionFactory(live=True, questionnaire=version.questionnaire)
    nina, other = _two_at(version.questionnaire.owner)
    tries = (version, nina), (version, other), (live, nina)
    return [tried(word_version, version=one, words={}, seen=one.edition, by=by, at=NOW) for one, by in tries]


@witness_of(LINES, "may_change", "_is_draft")
def nina_changes_a_survey_of_her_own_until_it_opens() -> Outcomes:
    draft = SurveyFactory(draft=True)
    opened = SurveyFactory(version=draft.version)
    nina, other = _two_at(draft.owner)
    plan = SurveyPlan("Ny", "Ny", draft.version.pk, draft.moment, None, draft.promise, TODAY, TODAY)
    tries = (draft, nina), (draft, other), (opened, nina)
    return [tried(change_survey, survey=one, plan=plan, by=by, at=NOW) for one, by in tries]


@witness_of(LINES, "may_keep_dialogue")
def ada_writes_what_a_dialogue_came_to_and_nina_does_not() -> Outcomes:
    dialogue = QualityDialogueFactory()
    given = {"dialogue": dialogue, "measure": NewMeasure("Raskere svar", "provider", date(2026, 6, 1))}
    people = acting("directorate_officer"), acting("provider_officer", dialogue.provider)
    return [tried(agree_measure, **given, by=by, at=NOW) for by in people]


@witness_of(LINES, "may_settle_measure")
def nina_settles_a_measure_of_her_own_college() -> Outcomes:
    measure = AgreedMeasureFactory(side="provider")
    given = {"measure": measure, "to": AgreedMeasureStatus.DONE, "outcome": "Gjort."}
    return [tried(settle_measure, **given, by=by, at=NOW) for by in _two_at(measure.dialogue.provider)]


@witness_of(LINES, "may_hold")
def nina_publishes_an_event_of_her_own_college() -> Outcomes:
    event = SharingEventFactory(draft=True)
    return [
        tried(move_event, event=event, to=SharingEventStatus.PUBLISHED, by=by, at=NOW) for by in _two_at(event.provider)
    ]
