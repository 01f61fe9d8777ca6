"""Which rows of this app PostgreSQL shows to whom, and which tables stand open (ADR 35). Each model is here once."""

from __future__ import annotations

from pafyll.integrations.postgresql.walls import Called, Unwalled, Wall

WALLS: tuple[Wall | Unwalled | Called, ...] = (
    Wall("surveys.AnswerDraft"),
    Wall("surveys.SurveyAnswer", office="survey__owner"),
    Wall("surveys.SurveyInvitation", person="person", office="survey__owner"),
    Unwalled("Questionnaire QuestionnaireVersion Survey SurveyReminder", "questions, and nothing of who answered"),
    Unwalled("QualityDialogue AgreedMeasure", "between the provider and the directorate; no row about a person"),
    Unwalled("SharingEvent SignUp SignUpAttempt", "signed up to by whoever has the link, without a log-in"),
    Called("agreed_measure:*", "surveys.AgreedMeasure"),
    Called("sign_up:*", "surveys.SignUp"),
    Called("survey_invitation:*", "surveys.SurveyInvitation"),
)
