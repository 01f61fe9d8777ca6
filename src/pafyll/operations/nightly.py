"""What is done every night, in order. Each does by itself; one that fails stops none of the others."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.management import call_command

from pafyll.apps.casework.acting import Author, acting
from pafyll.integrations.clock import today

STEPS: tuple[tuple[str, str], ...] = (
    ("carry_out_reorganisations", "--carry-out"),  # first: the day belongs to the new ones
    ("lapse_admissions", "--carry-out"),  # before the next: a place that lapses tonight is offered tonight
    ("offer_freed_places", "--carry-out"),
    ("follow_agreements", "--carry-out"),
    ("send_surveys", "--send"),
    ("remind_confirmations", "--send"),
    ("remind_award_reports", "--send"),
    ("tell_openings", "--send"),
    ("gather_mail", "--send"),  # after everything that writes mail
    ("forget_staff_files", "--remove"),
    ("forget_bulk_rows", "--remove"),
    ("scrub", "--carry-out"),
    ("forget_calls", "--remove"),
    ("link_history", ""),  # last of those that write history: what tonight did is in tonight's chain
)


def do_all() -> Iterator[tuple[str, Exception | None]]:
    """Each step's name, and what stopped it."""
    for name, flag in STEPS:
        try:
            with acting(Author.SYSTEM, f"nightly:{today().isoformat()}:{name}"):
                call_command(name, *flag.split())
        except Exception as error:  # whatever it was, the next step is another matter
            yield name, error
        else:
            yield name, None
