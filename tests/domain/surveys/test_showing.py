"""What may be shown of the answers to one question."""

from __future__ import annotations

import pytest

from pafyll.domain.rules.questions import Choice, Kind, Question
from pafyll.domain.surveys.showing import TOO_ALIKE, TOO_FEW, Given, Wanted, may_show_group, shown

USEFUL = Question(
    "useful", "Nyttig?", Kind.SCALE, choices=(Choice("1", "Nei"), Choice("2", "Ja"), Choice("none", "Vet ikke"))
)
TEXT = Question("words", "Noe mer?", Kind.TEXT, is_required=False)
HOURS = Question("hours", "Timer?", Kind.NUMBER)
ALL = Wanted()


def answers(provider: str, *values: str, key: str = "useful") -> list[Given]:
    return [Given((provider, "", ""), {key: value}) for value in values]


def only(provider: str) -> Wanted:
    return Wanted((provider, "", ""))


def show(question, given, wanted=ALL):
    return shown(question, given, wanted, least=5, least_texts=10)


def test_five_who_differ_are_shown_with_the_mean_of_those_who_knew():
    found = show(USEFUL, answers("a", "1", "2", "2", "2", "none"))

    assert found.tally.counts == (("Nei", 1), ("Ja", 3), ("Vet ikke", 1))
    assert found.tally.mean_hundredths == 175


def test_four_are_not_shown():
    assert show(USEFUL, answers("a", "1", "2", "2", "1")).hidden == TOO_FEW


def test_a_group_is_not_shown_when_those_outside_it_are_too_few():
    given = [*answers("a", "1", "2", "1", "2", "2"), *answers("b", "1", "2", "1", "2")]

    assert show(USEFUL, given).tally.answered == 9
    assert show(USEFUL, given, only("a")).hidden == TOO_FEW
    assert show(USEFUL, given, only("b")).hidden == TOO_FEW
    assert not may_show_group(given, only("a"), 5)


def test_people_who_all_said_the_same_are_not_told_apart_nor_found_by_taking_away():
    """Five said no: shown alone, each of them is known to have said no. So they are only shown with the others."""
    given = [*answers("a", *"11111"), *answers("b", *"12122")]

    assert show(USEFUL, given, only("a")).hidden == TOO_FEW
    assert show(USEFUL, given, only("b")).hidden == TOO_FEW
    assert show(USEFUL, given).tally.counts[0] == ("Nei", 7)


def test_a_question_that_everybody_answered_alike_is_not_shown_at_all():
    assert show(USEFUL, answers("a", *"2222222")).hidden == TOO_ALIKE


def test_a_question_that_few_are_asked_hides_only_itself():
    given = [*answers("a", "1", "2", "1", "2", "2"), *answers("a", "3", "4", key="hours")]

    assert show(USEFUL, given).tally is not None
    assert show(HOURS, given).hidden == TOO_FEW


@pytest.mark.parametrize(("count", "is_shown"), [(9, False), (10, True)])
def test_texts_come_in_order_of_the_alphabet_when_ten_have_written(count, is_shown):
    given = answers("a", *[f"tekst {count - n}" for n in range(count)], key="words")

    texts = show(TEXT, given).texts
    assert list(texts) == (sorted(texts) if is_shown else [])
    assert bool(texts) is is_shown


def test_the_middle_of_the_numbers_is_shown_and_not_the_ends():
    assert show(HOURS, answers("a", "2", "4.5", "6", "8", "60", key="hours")).tally.median == "6"
