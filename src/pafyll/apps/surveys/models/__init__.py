"""Questionnaires, surveys, invitations, answers, dialogues and events."""

from pafyll.apps.surveys.models.answers import AnswerDraft, SurveyAnswer
from pafyll.apps.surveys.models.dialogues import AgreedMeasure, QualityDialogue
from pafyll.apps.surveys.models.events import SharingEvent, SignUp, SignUpAttempt
from pafyll.apps.surveys.models.questionnaires import Questionnaire, QuestionnaireVersion
from pafyll.apps.surveys.models.surveys import Survey, SurveyInvitation, SurveyReminder

__all__ = [
    "AgreedMeasure",
    "AnswerDraft",
    "QualityDialogue",
    "Questionnaire",
    "QuestionnaireVersion",
    "SharingEvent",
    "SignUp",
    "SignUpAttempt",
    "Survey",
    "SurveyAnswer",
    "SurveyInvitation",
    "SurveyReminder",
]
