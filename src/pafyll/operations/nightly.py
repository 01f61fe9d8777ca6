"""What is done every night, in order. Each does by itself; one that fails stops none of the others."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.management import call_command

STEPS: tuple[tuple[str, str], ...] = (
    ("lapse_admissions", "--carry-out"),  # first: a place that lapses tonight is offered tonight
    ("offer_freed_places", "--carry-out"),
    ("follow_agreements", "--carry-out"),
    ("send_surveys", "--send"),
    ("remind_confirmations", "--send"),
    ("remind_award_reports", "--send"),
    ("tell_openings", "--send"),
    ("forget_staff_files", "--remove"),
    ("forget_calls", "--remove"),
)


def do_all() -> Iterator[tuple[str, Exception | None]]:
    """Each step's name, and what stopped it."""
    for name, flag in STEPS:
        try:
            call_command(name, flag)
        except Exception as error:  # whatever it was, the next step is another matter
            yield name, error
        else:
            yield name, None
