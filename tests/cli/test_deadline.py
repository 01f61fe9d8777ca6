"""`pafyll deadline` gives the last day and why, and says in plain Norwegian what it cannot read."""

from __future__ import annotations

import json

import pytest


def test_the_deadline_is_told_with_its_steps_and_laws(pafyll):
    told = pafyll("deadline", "--act", "1967", "--sent", "2026-03-10", "--received", "2026-03-12")

    assert told.status == 0
    assert "Siste dag for å klage er tirsdag 7. april 2026." in told.out
    assert "2. april 2026 er skjærtorsdag." in told.out
    assert "(dl. § 149)" in told.out


def test_the_2025_act_counts_from_the_sent_notice_and_says_that_it_has_no_day_yet(pafyll):
    told = pafyll("deadline", "--act", "2025", "--sent", "2026-03-10", "--received", "2026-03-12")

    assert "Siste dag for å klage er tirsdag 31. mars 2026." in told.out
    assert "det er ikke bestemt når denne loven begynner å gjelde" in told.out


@pytest.mark.parametrize(
    ("sent", "last_day"),
    [
        ("2026-03-12T23:59:59", "2026-04-07"),  # Norwegian time: 12 March
        ("2026-03-12T22:59:59+00:00", "2026-04-07"),
        ("2026-03-10T23:00:00+00:00", "2026-04-01"),  # midnight in Norway: 11 March
        ("2026-03-10T22:59:59+00:00", "2026-03-31"),
    ],
)
def test_a_moment_is_read_in_norwegian_time(pafyll, sent, last_day):
    told = json.loads(pafyll("deadline", "--act", "2025", "--sent", sent, "--json").out)

    assert told["last_day"] == last_day
    assert told["closes_before"].endswith("T00:00:00+02:00")


def test_without_an_act_the_one_in_force_is_used(pafyll):
    assert json.loads(pafyll("deadline", "--received", "2026-04-22", "--json").out)["act"] == "1967"


def test_a_demand_for_grounds_stops_the_deadline_until_it_is_answered(pafyll):
    asked = ("deadline", "--received", "2026-04-22", "--demanded", "2026-04-30")

    assert "Fristen står stille til begrunnelsen er gitt." in pafyll(*asked).out
    assert "tirsdag 26. mai 2026" in pafyll(*asked, "--answered", "2026-05-04").out


def test_the_answer_is_given_in_nynorsk_too(pafyll):
    assert "måndag 18. mai 2026" in pafyll("deadline", "--received", "2026-04-25", "--language", "nn").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--act", "1967", "--sent", "2026-04-22"), "Oppgi den dagen med --received."),
        (("--act", "2025", "--received", "2026-04-22"), "Oppgi den dagen med --sent."),
        (("--act", "1998", "--sent", "2026-04-22"), "Kjenner ikke loven «1998». Velg mellom: 1967, 2025."),
        (("--received", "22.4.2026"), "Dagen «22.4.2026» i --received kan ikke leses."),
        (("--received", "2026-02-30"), "Dagen «2026-02-30» i --received kan ikke leses."),
        (("--received", "2100-12-30"), "Påfyll kjenner helligdagene fra 1947 til 2100."),
        (("--received", "2026-04-22", "--answered", "2026-05-04"), "Oppgi også --demanded."),
        (("--received", "9999-12-31"), "Påfyll kjenner helligdagene fra 1947 til 2100."),
        ((), "Oppgi når vedtaket ble sendt (--sent) eller kom fram (--received)."),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(pafyll, arguments, said):
    told = pafyll("deadline", *arguments)

    assert (told.status, told.out) == (2, "")
    assert said in told.err
