"""The owner's reasons for a no, and the choice among the teacher's schemes."""

from __future__ import annotations

from pafyll.domain.rules.approval import REFUSAL_REASONS, is_among_schemes, is_full_refusal


def test_a_refusal_without_a_reason_is_not_enough():
    assert is_full_refusal("", "").field == "reason_code"
    assert is_full_refusal("because", "").code == "reason_missing"


def test_a_reason_that_says_little_asks_for_words():
    assert is_full_refusal("other", "  ").field == "reason"
    assert is_full_refusal("other", "Skolen legges ned.")
    assert is_full_refusal("not_in_plan", "")


def test_every_reason_is_a_sentence_to_the_teacher():
    assert all(reason.text.endswith(".") and code == reason.code for code, reason in REFUSAL_REASONS.items())


def test_the_owner_chooses_among_the_schemes_that_the_teacher_listed_or_leaves_both():
    assert is_among_schemes("", ("substitute", "scholarship"))
    assert is_among_schemes("scholarship", ("substitute", "scholarship"))
    assert is_among_schemes("scholarship", ("substitute",)).field == "scheme"
