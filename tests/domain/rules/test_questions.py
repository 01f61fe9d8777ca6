"""Forms as data: read, asked, answered alike from everywhere, edited without breaking."""

from __future__ import annotations

import os
import string
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pafyll.domain.answers import Answer, Refusal
from pafyll.domain.lifecycles.needs_notification import NeedsNotificationStatus as N
from pafyll.domain.rules.deadlines import end_of
from pafyll.domain.rules.notifying import is_open, may_ask_for_supplement, may_be_edited, may_report_change
from pafyll.domain.rules.questions import (
    Choice,
    Condition,
    Kind,
    Question,
    QuestionForm,
    Section,
    answers_asked,
    asked,
    form_from,
    is_whole,
    judged,
    missing_in,
    spelled,
    standard_form,
    value_of,
)
from pafyll.domain.rules.questions.editing import (
    DOWN,
    UP,
    differences,
    moved,
    with_question,
    without_question,
    without_section,
)
from pafyll.domain.rules.questions.form import CHOSEN, ONE_CHOICE
from pafyll.domain.rules.questions.sheets import HEADINGS, read_rows, rows_of

MANY = settings(max_examples=10_000 if os.environ.get("PAFYLL_LONG") == "1" else 60, deadline=None)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).filter(lambda s: s.strip())
ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.binary(), st.decimals(), st.dates(),
    st.lists(st.text(max_size=12), max_size=4), st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)  # fmt: skip


@st.composite
def questions(draw, key, choices_before):
    kind = draw(st.sampled_from(list(Kind)))
    choices = ()
    if kind in CHOSEN:
        labels = draw(st.lists(st.text(string.ascii_letters, min_size=3, max_size=8), min_size=2, max_size=4,
                               unique_by=str.casefold))  # fmt: skip
        choices = tuple(Choice(f"c{n}", f"{label} {n}") for n, label in enumerate(labels))
    condition = None
    if choices_before and draw(st.booleans()):
        other = draw(st.sampled_from(choices_before))
        condition = Condition(other.key, (draw(st.sampled_from(other.choices)).code,))
    among = draw(st.sampled_from(["provider", "owner"])) if kind is Kind.PARTNERS else ""
    label = draw(WORDS).strip()
    return Question(key, label, kind, draw(st.booleans()), choices=choices, condition=condition, among=among)


@st.composite
def forms(draw):
    made, number, choices = [], 0, []
    for n in range(draw(st.integers(1, 3))):
        inside = []
        for _m in range(draw(st.integers(0 if n else 1, 4))):
            question = draw(questions(f"q{number}", choices))
            number += 1
            inside.append(question)
            choices += [question] if question.kind in ONE_CHOICE else []
        made.append(Section(f"s{n}", f"Del {n}", tuple(inside)))
    return QuestionForm(tuple(made))


@st.composite
def answered(draw):
    """A form, and answers that are kept as they would be kept."""
    form = draw(forms())
    number = st.decimals(-1000, 1000, places=2).map(lambda n: format(n.normalize(), "f").replace("-0", "0")
                                                     if n == 0 else format(n.normalize(), "f"))  # fmt: skip
    lines = st.lists(WORDS.map(str.strip), min_size=1, max_size=3).map("\n".join)
    number_of_body = st.text(string.digits, min_size=9, max_size=9)
    made = {
        Kind.TEXT: lines,
        Kind.NUMBER: number,
        Kind.AMOUNT: st.integers(0, 10**9),
        Kind.PERSON_COUNT: st.integers(0, 10**5),
        Kind.PARTNERS: st.lists(number_of_body, min_size=1, max_size=3, unique=True).map(sorted),
    }
    answers = {}
    for one in form:
        if one.kind is Kind.ATTACHMENT or draw(st.integers(0, 3)) == 0:
            continue
        codes = [choice.code for choice in one.choices] or ["x"]
        made[Kind.CHOICE] = made[Kind.SCALE] = st.sampled_from(codes)
        made[Kind.CHOICES] = st.sets(st.sampled_from(codes), min_size=1).map(sorted)
        answers[one.key] = draw(made[one.kind])
    return form, answers


@MANY
@given(forms())
def test_a_form_that_is_spelled_is_read_back_as_the_same_form(form):
    assert is_whole(form)
    assert form_from(spelled(form)) == form


@MANY
@given(answered())
def test_what_is_kept_is_understood_as_itself_whichever_way_it_comes(pair):
    """As a mapping, as a page posts it, and as a sheet shows it: nothing lost, nothing altered, the same order."""
    form, answers = pair
    as_posted = {key: value if isinstance(value, list) else str(value) for key, value in answers.items()}
    sheet = read_rows(HEADINGS, rows_of(form, answers))

    for given_ in (answers, as_posted, sheet.given):
        found = judged(form, given_)
        assert (found.answers, found.faults, found.unknown) == (answers, {}, ())
        assert list(found.answers) == [one.key for one in form if one.key in answers]


@MANY
@given(st.sampled_from(list(Kind)), ANYTHING)
def test_any_value_at_all_is_understood_or_refused_with_words(kind, raw):
    question = Question("q", "Spørsmål", kind, choices=(Choice("a", "Ja"), Choice("b", "Nei")), among="owner")
    if kind is Kind.ATTACHMENT:
        return
    try:
        value = value_of(question, raw)
    except Refusal as refusal:
        answer = refusal.answer
        assert isinstance(answer, Answer)
        assert str(answer)
        assert answer.remedy
        assert answer.field == "q"
    else:
        assert value is None or value_of(question, value) == value


@MANY
@given(answered(), st.dictionaries(st.sampled_from([f"q{n}" for n in range(12)]), ANYTHING, max_size=5))
def test_judging_is_total_and_only_speaks_of_what_was_given(pair, given_):
    form, _answers = pair

    found = judged(form, given_)

    assert set(found.answers) | set(found.faults) | set(found.unknown) <= set(given_)
    assert missing_in(form, found.answers, {}) is not None


@MANY
@given(answered())
def test_only_what_is_asked_is_sent_and_it_is_asked_by_what_stands_before_it(pair):
    form, answers = pair

    sent = answers_asked(form, answers)

    for one in asked(form, answers):
        assert one.condition is None or sent.get(one.condition.question) in one.condition.answers


@MANY
@given(forms(), st.data())
def test_moving_keeps_every_question_or_is_refused(form, data):
    keys = [one.key for one in form]
    if not keys:
        return
    key, way = data.draw(st.sampled_from(keys)), data.draw(st.sampled_from([UP, DOWN]))
    try:
        after = moved(form, key, way)
    except Refusal as refusal:
        if refusal.answer.code != "condition_not_before":
            raise
        return
    assert sorted(one.key for one in after) == sorted(keys)
    assert {one.key: one for one in after} == {one.key: one for one in form}


@MANY
@given(forms(), forms())
def test_a_form_has_no_differences_from_itself_and_the_list_is_turned_round_when_the_forms_are(one, other):
    assert differences(one, one) == []
    gone = {d.key for d in differences(one, other) if d.what == "removed"}
    new = {d.key for d in differences(other, one) if d.what == "added"}
    assert gone == new


# One fault after the other

TEXT = Question("t", "Tekst", Kind.TEXT, least=3, most=5)
CHOICE = Question("c", "Valg", Kind.CHOICE, choices=(Choice("yes", "Ja"), Choice("no", "Nei")))
AMOUNT = Question("a", "Beløp", Kind.AMOUNT, most=1000)
NUMBER = Question("n", "Tall", Kind.NUMBER)
PARTNERS = Question("p", "Partnere", Kind.PARTNERS, among="provider", least=1, most=2)


@pytest.mark.parametrize(
    ("question", "raw", "value"),
    [
        (AMOUNT, "1 000", 1000),
        (AMOUNT, "1\u00a0000 kr", 1000),
        (AMOUNT, "kr 900,-", 900),
        (AMOUNT, 900.0, 900),
        (AMOUNT, Decimal("900.00"), 900),
        (NUMBER, "12,50", "12.5"),
        (NUMBER, "\u22123", "-3"),
        (NUMBER, "-0", "0"),
        (NUMBER, 3.5, "3.5"),
        (CHOICE, "NEI", "no"),
        (CHOICE, "yes", "yes"),
        (TEXT, "  ab\r\nc ", "ab\nc"),
        (TEXT, 1234.0, "1234"),
        (PARTNERS, "987 654 321; 123456789,123456789", ["123456789", "987654321"]),
        (TEXT, " ", None),
        (PARTNERS, [], None),
    ],
)
def test_what_people_write_is_understood(question, raw, value):
    assert value_of(question, raw) == value


@pytest.mark.parametrize(
    ("question", "raw", "code"),
    [
        (TEXT, "abcdef", "text_too_long"),
        (TEXT, "ab", "text_too_short"),
        (TEXT, True, "not_text"),
        (CHOICE, "kanskje", "no_such_choice"),
        (AMOUNT, "1001", "above_most"),
        (AMOUNT, "-1", "below_zero"),
        (AMOUNT, "10,5", "not_whole"),
        (AMOUNT, "1.000", "point_in_number"),
        (AMOUNT, "NaN", "not_a_number"),
        (AMOUNT, float("inf"), "not_a_number"),
        (AMOUNT, "9" * 29, "too_large"),
        (AMOUNT, "1e9", "above_most"),
        (AMOUNT, "١٢", "not_a_number"),
        (AMOUNT, True, "not_a_number"),
        (NUMBER, "1,234", "too_many_decimals"),
        (PARTNERS, "12345678", "no_number"),
        (PARTNERS, "123456789,987654321,111111111", "too_many"),
    ],
)
def test_each_fault_has_its_own_words(question, raw, code):
    with pytest.raises(Refusal) as refused:
        value_of(question, raw)

    assert refused.value.answer.code == code


@pytest.mark.parametrize(
    ("spec", "code"),
    [
        ("tekst", "form_not_a_list"),
        ([1], "not_a_mapping"),
        ([{"key": "A", "title": "x"}], "odd_key"),
        ([{"key": "a", "title": ""}], "no_title"),
        ([{"key": "a", "title": "x"}, {"key": "a", "title": "y"}], "key_twice"),
        ([{"key": "a", "title": "x", "farge": "rød"}], "unknown_word"),
        ([{"key": "a", "title": "x", "questions": [{"key": "q", "label": "Q", "kind": "film"}]}], "unknown_kind"),
        ([{"key": "a", "title": "x", "questions": [{"key": "q", "label": "", "kind": "text"}]}], "no_label"),
        ([{"key": "a", "title": "x", "questions": [{"key": "q", "label": "Q", "kind": "choice"}]}], "too_few_choices"),
        (
            [{"key": "a", "title": "x", "questions": [{"key": "q", "label": "Q", "kind": "text", "most": "ti"}]}],
            "limit_not_whole",
        ),
        (
            [
                {
                    "key": "a",
                    "title": "x",
                    "questions": [{"key": "q", "label": "Q", "kind": "amount", "least": 5, "most": 4}],
                }
            ],
            "limits_swapped",
        ),
        ([{"key": "a", "title": "x", "questions": [{"key": "q", "label": "Q", "kind": "partners"}]}], "among_whom"),
        (
            [
                {
                    "key": "a",
                    "title": "x",
                    "questions": [
                        {"key": "q", "label": "Q", "kind": "text", "condition": {"question": "r", "answers": ["x"]}}
                    ],
                }
            ],
            "condition_not_before",
        ),
    ],
)
def test_a_form_that_is_not_whole_is_refused_with_what_is_wrong(spec, code):
    with pytest.raises(Refusal) as refused:
        form_from(spec)

    assert refused.value.answer.code == code


def test_the_standard_form_asks_what_the_forms_in_use_ask():
    form = standard_form()

    assert is_whole(form)
    assert {"status", "anchoring_staff", "anchoring_unions", "goals", "partners", "own_effort", "years"} <= {
        one.key for one in form
    }


def test_a_question_that_another_rests_on_is_not_removed():
    with pytest.raises(Refusal) as refused:
        without_question(standard_form(), "measure_kind")
    assert refused.value.answer.code == "condition_rests_on_it"


def test_an_answer_that_a_condition_names_keeps_its_code():
    pace = Question("pace", "Tempoet", Kind.SCALE, choices=(Choice("1", "Lavt"), Choice("2", "Passe")))
    why = Question("why", "Hvorfor?", Kind.TEXT, condition=Condition("pace", ("1",)))
    form = QuestionForm((Section("quality", "Kvalitet", (pace, why)),))

    turned = replace(pace, choices=(Choice("1", "Passe"), Choice("2", "Lavt")))
    with pytest.raises(Refusal) as refused:
        with_question(form, turned, section="quality")
    assert (refused.value.answer.code, refused.value.answer.field) == ("condition_rests_on_it", "choices")

    longer = replace(pace, choices=(*pace.choices, Choice("3", "Høyt")))
    assert with_question(form, longer, section="quality").question("pace") == longer
    with pytest.raises(Refusal):
        without_section(standard_form(), "measure")


def test_a_question_changes_in_its_place_and_moves_last_into_another_part():
    form = standard_form()
    changed = Question("goals", "Hva er målet?", Kind.TEXT)

    same = with_question(form, changed, section="measure")
    other = with_question(form, changed, section="need")

    assert [one.key for one in same] == [one.key for one in form]
    assert other.section("need").questions[-1] == changed
    assert [(d.what, d.key) for d in differences(form, same)] == [("changed", "goals")]


# When

OPENS, CLOSES = datetime(2026, 1, 5, tzinfo=UTC), end_of(date(2026, 2, 1))


@MANY
@given(st.integers(-5_000_000, 5_000_000))
def test_needs_are_taken_from_the_opening_until_and_not_at_the_closing_moment(seconds):
    at = CLOSES + timedelta(seconds=seconds)

    assert bool(is_open(OPENS, CLOSES, at)) is (OPENS <= at < CLOSES)


@pytest.mark.parametrize("status", list(N))
def test_the_status_says_what_may_be_edited(status):
    due = CLOSES + timedelta(days=5)
    after = is_open(OPENS, CLOSES, CLOSES)
    before = is_open(OPENS, CLOSES, CLOSES - timedelta(seconds=1))

    assert bool(may_be_edited(status, open_now=before, supplement_due=None, at=CLOSES)) is (status in (N.DRAFT, N.SENT))
    assert bool(may_be_edited(status, open_now=after, supplement_due=due, at=CLOSES)) is (status == N.SUPPLEMENT_ASKED)
    assert bool(may_ask_for_supplement(status, due, CLOSES)) is (status in (N.SENT, N.SUPPLEMENT_ASKED))


@MANY
@given(st.integers(2020, 2030), st.integers(1, 3), st.integers(2015, 2040))
def test_changes_are_for_the_second_and_third_year_of_a_need_that_lasts_so_long(first, years, year):
    expected = first + 1 <= year <= first + years - 1

    assert bool(may_report_change(first_year=first, years=years, year=year)) is expected
