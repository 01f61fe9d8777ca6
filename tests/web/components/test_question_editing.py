"""What a question becomes of what was written in its form."""

import pytest

from pafyll.domain.rules.questions import Choice, Kind, Question, QuestionForm, Section
from pafyll.web.components.question_editing import SURVEY_KINDS, QuestionEditForm

PACE = Question(
    "pace", "Tempoet", Kind.SCALE, choices=(Choice("1", "For lavt"), Choice("2", "Passe"), Choice("none", "Vet ikke"))
)


def written(*labels, kind=Kind.SCALE):
    form = QuestionForm((Section("quality", "Kvalitet", (PACE,)),))
    posted = {"label": "Tempoet", "section": "quality", "kind": kind.value, "choices": "\n".join(labels)}
    edited = QuestionEditForm(posted, form=form, question=PACE, kinds=SURVEY_KINDS)
    assert edited.is_valid(), edited.errors
    return [(one.code, one.label) for one in edited.value().choices]


@pytest.mark.parametrize(
    "labels", [("For lavt", "Litt lavt", "Passe"), ("Altfor lavt", "Passe"), ("Passe", "For lavt")]
)
def test_the_answers_of_a_scale_are_numbered_by_their_place_so_that_the_mean_counts_them_all(labels):
    assert written(*labels, "Vet ikke") == [*((str(n), one) for n, one in enumerate(labels, 1)), ("none", "Vet ikke")]


def test_an_answer_of_a_choice_keeps_its_code_wherever_it_stands():
    assert written("Passe", "For lavt", kind=Kind.CHOICE) == [("2", "Passe"), ("1", "For lavt")]
