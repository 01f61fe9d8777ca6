"""Following a finished assignment up: when the other party is talked with, and on which day that can have been."""

from __future__ import annotations

from datetime import date

from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.lifecycles.assignment import AssignmentStatus

S = AssignmentStatus
FOLLOWED_UP = frozenset({S.FINISHED, S.EVALUATED})


def may_be_followed_up(status: str) -> Answer:
    """Whether the other party is talked with about how it went: when the work is done."""
    if status in FOLLOWED_UP:
        return yes()
    return no("not_finished", "Oppfølgingssamtalen holdes når oppdraget er gjennomført.")


def suits_as_talk(talked_on: date, *, starts_on: date, today: date) -> Answer:
    """Whether the talk can have been on the day: after the work began, and not in the time to come."""
    if talked_on > today:
        return no("talk_to_come", "Skriv den dagen samtalen ble holdt.", field="talked_on")
    if talked_on < starts_on:
        return no("talk_before_start", "Samtalen kan ikke være før oppdraget startet.", field="talked_on")
    return yes()
