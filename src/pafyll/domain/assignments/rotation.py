"""The two development partners (UP1) of a network: who, for how long, and how the function goes round.

The working group of 2021: each network has two, so that one may be exchanged while the other knows the network, and the
new one has a mentor. It names no number of years; most_years is our own setting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.parameters import parameters_from

P = parameters_from(Path(__file__).with_suffix(".yaml"), scheme="rotation")
SEATS = 2


@dataclass(frozen=True)
class Term:
    """Somebody is UP1 from a day to the day before another. mentor is a person's key; is_new: never UP1 before."""

    person: int
    name: str
    starts_on: date
    ends_before: date
    mentor: int | None = None
    is_new: bool = False

    def is_on(self, day: date) -> bool:
        return self.starts_on <= day < self.ends_before


def may_begin(new: Term, others: Sequence[Term]) -> Answer:
    """Whether the term can be added to those the network has: a seat is free each day, and a new one has a mentor."""
    if new.ends_before <= new.starts_on:
        return no("ends_before_start", "Sluttdatoen må være etter startdatoen.", field="ends_before")
    most = P["most_years"].on(new.starts_on)
    if new.ends_before > _years_after(new.starts_on, most):
        return no("too_many_years", "En periode er høyst {most} år.", field="ends_before", most=most)
    same = [one for one in others if one.person == new.person and _overlap(one, new)]
    if same:
        return no("already_up1", "{name} er alt UP1 i nettverket i denne tiden.", field="person", name=new.name)
    if any(sum(one.is_on(day) for one in others) >= SEATS for day in _days_to_check(new, others)):
        return no("no_seat", "Nettverket har alt to UP1 i denne tiden.", field="starts_on",
                  remedy="Velg en dag etter at en av dem er ferdig.")  # fmt: skip
    return _has_mentor(new, others)


def _has_mentor(new: Term, others: Sequence[Term]) -> Answer:
    if new.mentor == new.person:
        return no("mentor_is_self", "Mentoren må være en annen.", field="mentor")
    if new.is_new and new.mentor is None and others:
        return no("mentor_missing", "{name} er ny som UP1 og trenger en mentor.", field="mentor", name=new.name)
    return yes()


def faults_of(terms: Sequence[Term], day: date) -> list[Answer]:
    """What the network lacks that day: a second UP1, or that one stays on when the other ends."""
    now = [one for one in terms if one.is_on(day)]
    faults = []
    if len(now) < SEATS:
        faults.append(no("seat_empty", "Nettverket har {count} av to UP1.", count=len(now)))
    if len(now) == SEATS and now[0].ends_before == now[1].ends_before:
        faults.append(_end_together(now[0].ends_before))
    return faults


def _end_together(day: date) -> Answer:
    return no(
        "end_together",
        "Begge slutter samme dag, {day}. Da kjenner ingen nettverket.",
        remedy="Forleng den ene, så den kan være mentor for den nye.",
        day=day,
    )


def _overlap(one: Term, other: Term) -> bool:
    return one.starts_on < other.ends_before and other.starts_on < one.ends_before


def _days_to_check(new: Term, others: Sequence[Term]) -> list[date]:
    """The days on which the number of UP1 may grow within the new term."""
    return [new.starts_on, *(one.starts_on for one in others if new.starts_on < one.starts_on < new.ends_before)]


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
