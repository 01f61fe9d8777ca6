"""The form that a scheme year begins with where there is none from last year: the fields of real forms in use."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from pafyll.domain.rules.questions.form import Kind, QuestionForm
from pafyll.domain.rules.questions.spelling import form_from

# Answers that the rest of Påfyll reads: these keys mean the same in every form that has them.
YEARS = "years"
AMOUNTS = ("amount_year_1", "amount_year_2", "amount_year_3")
PARTNERS, ON_BEHALF_OF = "partners", "on_behalf_of"
TITLE = "measure_title"
NEEDED = {TITLE: Kind.TEXT, YEARS: Kind.CHOICE} | dict.fromkeys(AMOUNTS, Kind.AMOUNT)


@cache
def standard_form() -> QuestionForm:
    """The form, read once."""
    return form_from(yaml.safe_load(Path(__file__).with_name("standard.yaml").read_text(encoding="utf-8")))
