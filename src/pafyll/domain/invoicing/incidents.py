"""What force majeure and a termination do to the invoice plan: held back while it lasts, dropped after the last day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.invoicing.plan import Interval

FORCE_MAJEURE, TERMINATION = "force_majeure", "termination"


@dataclass(frozen=True)
class Incident:
    """Force majeure between two days, or without an end yet; or a termination, where starts_on is the last day."""

    kind: str
    starts_on: date
    ends_on: date | None = None

    def is_over(self, day: date) -> bool:
        return self.ends_on is not None and self.ends_on < day


def may_invoice(interval: Interval, incidents: Sequence[Incident], *, day: date) -> Answer:
    """Whether the interval may be invoiced on the day, as the incidents have it."""
    return first_no([_against(interval, one, day) for one in incidents])


def stopped(plan: Sequence[Interval], incidents: Sequence[Incident], *, day: date) -> dict[int, Answer]:
    """The intervals that cannot be invoiced on the day, by number, with the reason: the effect of the incidents."""
    answers = {one.number: may_invoice(one, incidents, day=day) for one in plan}
    return {number: answer for number, answer in answers.items() if not answer}


def _against(interval: Interval, incident: Incident, day: date) -> Answer:
    if incident.kind == TERMINATION and interval.invoice_on > incident.starts_on:
        return no(
            "dropped_by_termination",
            "Faller bort: avtalen er sagt opp, med {day} som siste dag.",
            day=incident.starts_on,
        )
    if incident.kind == FORCE_MAJEURE and interval.invoice_on >= incident.starts_on and not incident.is_over(day):
        return no(
            "held_by_force_majeure",
            "Venter: det er ført force majeure fra {day}.",
            remedy="Fakturaen kan lages når force majeure er ført som over.",
            day=incident.starts_on,
        )
    return yes()
