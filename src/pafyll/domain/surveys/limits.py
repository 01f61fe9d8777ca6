"""The promised levels, dated: how few answers and texts may be shown, and when people are reminded."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from pafyll.domain.parameters import parameters_from

P = parameters_from(Path(__file__).with_name("limits.yaml"), scheme="surveys")


def least_answers(day: date) -> int:
    """How many answers anything that can be computed must rest on. day: when the survey opened."""
    return int(P["least_answers"].on(day)[0])


def least_texts(day: date) -> int:
    """How many texts there must be before any of them is shown. day: when the survey opened."""
    return int(P["least_texts"].on(day)[0])


def reminder_due(last_day: date, today: date) -> int | None:
    """How many days before the last day today's reminder is for, or None. A missed one is due until the next."""
    left = (last_day - today).days
    reached = [days for days in P["survey_reminder_days"].on(last_day) if days >= left >= 0]
    return min(reached) if reached else None


def asked_about_since(opens_on: date) -> date:
    """The first day on which a project can have been finished, and still be asked about by a survey that opens then."""
    return opens_on - timedelta(days=int(P["project_asked_days"].on(opens_on)[0]))
