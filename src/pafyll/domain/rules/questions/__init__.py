"""Forms as data: questions, the answers to them judged alike wherever they come from, and the form's own changes."""

from pafyll.domain.rules.questions.answering import Judged, is_organisation_number, judged, value_of
from pafyll.domain.rules.questions.form import (
    Choice,
    Condition,
    Kind,
    Question,
    QuestionForm,
    Section,
    answers_asked,
    asked,
)
from pafyll.domain.rules.questions.sending import Missing, has_room_for_file, missing_in
from pafyll.domain.rules.questions.spelling import form_from, is_whole, spelled
from pafyll.domain.rules.questions.standard import standard_form

__all__ = [
    "Choice",
    "Condition",
    "Judged",
    "Kind",
    "Missing",
    "Question",
    "QuestionForm",
    "Section",
    "answers_asked",
    "asked",
    "form_from",
    "has_room_for_file",
    "is_organisation_number",
    "is_whole",
    "judged",
    "missing_in",
    "spelled",
    "standard_form",
    "value_of",
]
