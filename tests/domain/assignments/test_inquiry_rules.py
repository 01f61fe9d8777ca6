"""Deadlines in working days, what is taken in from a stranger, impartiality, areas and the rotation of UP1."""

from __future__ import annotations

from datetime import date

import pytest

from pafyll.domain.assignments import taking_in
from pafyll.domain.assignments.answering import answer_due, is_overdue, next_in_assignment, next_step, suits_as_due
from pafyll.domain.assignments.areas import areas, open_areas, replaced_areas
from pafyll.domain.assignments.evaluation import may_be_followed_up, suits_as_talk
from pafyll.domain.assignments.impartiality import Ties, is_described, may_assess, may_join
from pafyll.domain.assignments.rotation import Term, faults_of, may_begin
from pafyll.domain.lifecycles.assignment import AssignmentStatus
from pafyll.domain.lifecycles.inquiry import InquiryStatus


@pytest.mark.parametrize(
    ("received", "urgency", "due"),
    [
        ("2026-03-10", "ordinary", "2026-03-24"),  # ten working days
        ("2026-03-10", "urgent", "2026-03-13"),
        ("2026-03-27", "ordinary", "2026-04-15"),  # Easter 2026: 2, 3 and 6 April are holidays
        ("2026-12-22", "urgent", "2026-12-28"),  # Christmas Day is a Friday, Boxing Day a Saturday
        ("2026-03-14", "urgent", "2026-03-18"),  # came on a Saturday
    ],
)
def test_the_answer_is_due_after_working_days(received, urgency, due):
    assert answer_due(date.fromisoformat(received), urgency) == date.fromisoformat(due)


def test_a_deadline_is_a_working_day_after_it_came():
    came = date(2026, 3, 10)

    assert suits_as_due(date(2026, 3, 11), came)
    assert suits_as_due(date(2026, 3, 9), came).code == "due_before_received"
    assert suits_as_due(date(2026, 3, 15), came).code == "due_not_working_day"


def test_only_an_inquiry_that_waits_is_overdue_and_from_the_day_after():
    due = date(2026, 3, 10)

    assert not is_overdue("received", due, due)
    assert is_overdue("received", due, date(2026, 3, 11))
    assert not is_overdue("answered_no", due, date(2026, 3, 11))


@pytest.mark.parametrize("status", list(InquiryStatus))
def test_every_status_says_what_happens_next(status):
    assert next_step(status, date(2026, 3, 10)).text


@pytest.mark.parametrize("status", list(AssignmentStatus))
def test_every_status_of_the_assignment_says_what_happens_next_without_names_or_sums(status):
    assert "{" not in next_in_assignment(status, date(2027, 6, 18)).text.replace("{ends_on}", "")


def test_a_talk_follows_up_what_is_finished_and_is_not_in_the_time_to_come():
    start, today = date(2026, 8, 17), date(2027, 8, 20)

    assert may_be_followed_up(AssignmentStatus.FINISHED)
    assert not may_be_followed_up(AssignmentStatus.STARTED)
    assert suits_as_talk(today, starts_on=start, today=today)
    assert suits_as_talk(date(2027, 8, 21), starts_on=start, today=today).code == "talk_to_come"
    assert suits_as_talk(date(2026, 8, 16), starts_on=start, today=today).code == "talk_before_start"


def test_dekom_is_over_from_2026_and_says_what_came_after():
    assert "dekom" in {one.code for one in open_areas(date(2025, 12, 31))}
    assert {one.code for one in replaced_areas(date(2026, 1, 1))} == {"dekom", "competence_lift"}
    assert all(one.replaced_by in areas() for one in replaced_areas(date(2026, 1, 1)))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Kari\r\nBcc: alle@example.no", "Kari Bcc: alle@example.no"),
        ("Lia\x00 \u202eskole\u2028", "Lia skole"),
        ("  Ærlig   \t talt ", "Ærlig talt"),
        ("<b>Kari</b>", "<b>Kari</b>"),  # signs are kept as they are written, and are signs everywhere
    ],
)
def test_a_line_holds_no_steering_signs(given, kept):
    assert taking_in.plain_line(given) == kept


def test_words_keep_their_lines_and_nothing_unseen():
    assert taking_in.plain_words("En\r\n\r\n\r\n\r\nto\u200b\x07") == "En\n\nto"


def test_a_name_has_no_link_and_a_text_a_few():
    assert not taking_in.has_few_links("Kari www.kasino.example", "name", most=0)
    assert taking_in.has_few_links("Se https://a.example og https://b.example", "text")
    assert not taking_in.has_few_links("https://x " * 4, "text")


@pytest.mark.parametrize(
    ("trap", "seconds", "code"),
    [("hei", 60, "trapped"), ("", 1, "too_quick"), ("", 90_000, "too_old"), ("", 60, "yes")],
)
def test_a_robot_fills_the_trap_or_is_too_quick(trap, seconds, code):
    assert taking_in.was_filled_by_a_person(trap, seconds).code == code


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("tull", "tøys", True),
    ],
)
def test_a_sender_is_an_ipv4_address_or_the_first_half_of_an_ipv6_one(one, other, same):
    assert (taking_in.same_household(one) == taking_in.same_household(other)) is same


def test_ties_are_described_and_assessed_by_another():
    assert is_described(Ties())
    assert is_described(Ties(holds_post=True)).code == "facts_missing"
    assert may_assess(1, 1, True).code == "assesses_self"
    assert may_assess(1, 2, False).code == "nothing_to_assess"
    assert may_assess(1, 2, True)


@pytest.mark.parametrize(
    ("outcome", "code"),
    [(None, "not_declared"), ("unassessed", "not_assessed"), ("disqualified", "disqualified"), ("impartial", "yes")],
)
def test_only_an_impartial_person_joins(outcome, code):
    assert may_join(outcome, "Kari").code == code


GEIR = Term(1, "Geir", date(2024, 8, 1), date(2027, 8, 1))
ODD = Term(2, "Odd", date(2025, 8, 1), date(2028, 8, 1), mentor=1, is_new=True)


def a_term(**changed):
    return Term(**{"person": 3, "name": "Anne", "starts_on": date(2027, 8, 1), "ends_before": date(2030, 8, 1),
                   "mentor": 2, "is_new": True, **changed})  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, "yes"),
        ({"starts_on": date(2027, 7, 31)}, "no_seat"),
        ({"mentor": None}, "mentor_missing"),
        ({"mentor": None, "is_new": False}, "yes"),
        ({"mentor": 3}, "mentor_is_self"),
        ({"ends_before": date(2027, 8, 1)}, "ends_before_start"),
        ({"ends_before": date(2031, 8, 2)}, "too_many_years"),
        ({"person": 2, "name": "Odd"}, "already_up1"),
    ],
)
def test_a_new_up1_takes_a_free_seat_with_a_mentor(changed, code):
    assert may_begin(a_term(**changed), [GEIR, ODD]).code == code


def test_a_network_lacks_a_second_up1_or_loses_both_at_once():
    assert faults_of([GEIR, ODD], date(2026, 3, 10)) == []
    assert [one.code for one in faults_of([GEIR], date(2026, 3, 10))] == ["seat_empty"]
    together = [GEIR, Term(2, "Odd", date(2025, 8, 1), GEIR.ends_before)]
    assert [one.code for one in faults_of(together, date(2026, 3, 10))] == ["end_together"]
