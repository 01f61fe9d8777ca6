"""An assignment starts when everything is signed; what is missing is named, and so is who has it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pafyll.domain.assignments.checklists import (
    FUNDING,
    ITEMS,
    OPTIONAL,
    PROJECT,
    QUESTIONS,
    REFERENCES,
    UNIT,
    asked,
    left_to_answer,
    may_sign_list,
)
from pafyll.domain.assignments.gates import SignedList, Standing, may_start, papers_are_signed, steps_of
from pafyll.domain.values import Kroner

START, END = date(2026, 8, 17), date(2027, 6, 18)
READY = Standing(
    leader="Geir Sandnes",
    funding="commissioned",
    budget_funding="commissioned",
    budget_status="signed",
    budget_version=2,
    budget_draft=None,
    price=Kroner(120_000),
    project_list=SignedList("signed"),
    project_list_version=1,
    unit_list=SignedList("signed", 2, 1),
    agreement="A-1",
    agreed=Kroner(120_000),
    agreed_from=START,
    agreed_to=END,
)
NOTHING = replace(
    READY,
    leader="",
    funding="",
    budget_funding="",
    budget_status=None,
    budget_version=None,
    price=None,
    project_list=None,
    project_list_version=None,
    unit_list=None,
    agreement="",
    agreed=None,
)


def steps(standing: Standing):
    return steps_of(standing, starts_on=START, ends_on=END)


def test_everything_signed_starts():
    assert may_start(steps(READY))


def test_nothing_signed_names_everything_and_who_has_it():
    answer = may_start(steps(NOTHING))

    assert str(answer) == (
        "Oppdraget kan ikke starte ennå. Dette mangler: Prosjektleder (koordinatoren for oppdrag); "
        "Prosjektlederens sjekkliste (prosjektlederen); Oppdrag eller bidrag (prosjektøkonomen); "
        "Pris og budsjett (prosjektøkonomen); Enhetslederens sjekkliste (enhetslederen); Avtale (partene i avtalen)."
    )


@pytest.mark.parametrize(
    ("change", "code", "holder"),
    [
        ({"leader": ""}, "no_project_leader", "coordinator"),
        ({"project_list": SignedList("draft")}, "project_list_unsigned", "project"),
        ({"project_list": SignedList("presented")}, "project_list_presented", "economist"),
        ({"budget_status": "draft"}, "budget_unsigned", "economist"),
        ({"budget_funding": "contribution"}, "budget_of_another_class", "economist"),
        ({"unit_list": None}, "unit_list_unsigned", "unit_head"),
        ({"unit_list": SignedList("draft")}, "unit_list_unsigned", "unit_head"),
        ({"unit_list": SignedList("signed", 1, 1)}, "unit_list_of_another_budget", "unit_head"),
        ({"project_list_version": 2}, "unit_list_of_another_list", "unit_head"),
        ({"agreement": ""}, "agreement_unsigned", "parties"),
        ({"agreed_from": date(2026, 8, 18)}, "agreement_starts_later", "parties"),
        ({"agreed_to": date(2027, 6, 17)}, "agreement_ends_before", "parties"),
        ({"agreed": Kroner(119_999)}, "agreement_of_another_sum", "parties"),
    ],
)
def test_one_thing_missing_closes_its_gate_only(change, code, holder):
    closed = [step for step in steps(replace(READY, **change)) if not step.answer]

    assert [(step.answer.code, step.holder) for step in closed] == [(code, holder)]


def test_a_budget_that_is_opened_again_closes_two_gates():
    closed = [step.answer.code for step in steps(replace(READY, budget_draft=3)) if not step.answer]
    assert closed == ["budget_reopened", "unit_list_of_another_budget"]


def test_an_agreement_waits_for_the_papers_and_not_for_itself():
    assert papers_are_signed(steps(replace(READY, agreement="")))
    assert not papers_are_signed(steps(replace(READY, unit_list=None)))


@pytest.mark.parametrize("kind", [PROJECT, UNIT])
def test_every_question_has_words_and_a_reference_that_is_explained(kind):
    assert all(QUESTIONS[item.code] and (not item.law or REFERENCES[item.law]) for item in ITEMS[kind])
    assert len({item.code for item in ITEMS[kind]}) == len(ITEMS[kind])


def test_ties_must_be_described_and_somebody_disqualified_replaced():
    answers = {item.code: "no" for item in ITEMS[PROJECT] if item.kind == "yes_no"}
    answers |= {item.code: "Tekst" for item in ITEMS[PROJECT] if item.kind == "text" and not item.when}
    assert may_sign_list(PROJECT, answers)
    assert "ties_described" not in {item.code for item in asked(PROJECT, answers)}

    tied = answers | {"holds_office": "yes", "is_disqualified": ""}
    assert left_to_answer(PROJECT, tied) == ["ties_described", "is_disqualified"]
    disqualified = tied | {"ties_described": "Styreleder hos eieren", "is_disqualified": "yes"}
    assert may_sign_list(PROJECT, disqualified).field == "replaced_by"
    assert may_sign_list(PROJECT, disqualified | {"replaced_by": "Geir; Tone tar over"})


def test_the_unit_head_vouches_for_everything_that_applies():
    answers = {item.code: "yes" for item in ITEMS[UNIT] if item.code not in OPTIONAL} | {FUNDING: "contribution"}
    assert may_sign_list(UNIT, answers)
    assert may_sign_list(UNIT, answers | {"has_capacity": ""}).code == "not_vouched_for"
    assert may_sign_list(UNIT, answers | {"own_financing_judged": ""}).field == "own_financing_judged"
    assert may_sign_list(UNIT, answers | {"own_financing_judged": "", FUNDING: "commissioned"})
    assert may_sign_list(UNIT, answers | {"rek_contact": "no"}).code == "no_rek_contact"
    assert may_sign_list(UNIT, answers | {"privacy_notified": "no"}).code == "privacy_not_notified"
