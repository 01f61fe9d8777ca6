"""By when an inquiry is answered, and what happens next with it. Source of the days: answering.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.lifecycles.assignment import AssignmentStatus
from pafyll.domain.lifecycles.inquiry import WAITS, InquiryStatus
from pafyll.domain.parameters import parameters_from
from pafyll.domain.rules.deadlines import free_day

P = parameters_from(Path(__file__).with_suffix(".yaml"), scheme="answering")
ORDINARY, URGENT = "ordinary", "urgent"
URGENCIES = {ORDINARY: "Vanlig", URGENT: "Haster"}
S, A = InquiryStatus, AssignmentStatus


def working_days_after(day: date, count: int) -> date:
    """The day that is so many working days after the day, which is not counted itself. Raises YearOutOfRange."""
    while count > 0:
        day += timedelta(days=1)
        count -= not free_day(day)
    return day


def answer_due(received_on: date, urgency: str = ORDINARY) -> date:
    """The last day for an answer. The days are those in force when the inquiry came. Raises NoValueInForce."""
    return working_days_after(received_on, P[f"{urgency}_working_days"].on(received_on))


def is_overdue(status: str, due: date, today: date) -> bool:
    """Whether somebody still waits after the last day."""
    return status in WAITS and today > due


def suits_as_due(due: date, received_on: date) -> Answer:
    """Whether the day can be the deadline: a working day, and not before the inquiry came."""
    if due < received_on:
        return no("due_before_received", "Fristen kan ikke være før henvendelsen kom.", field="due_on")
    if free_day(due):
        return no("due_not_working_day", "Fristen må være en arbeidsdag.", field="due_on")
    return yes()


@dataclass(frozen=True)
class NextStep:
    """A sentence for the inquirer, with facts; t() fills it in the reader's language."""

    text: str
    facts: dict[str, object]


NEXT = {
    S.RECEIVED: "Koordinatoren leser henvendelsen og fordeler den. Du får svar senest {due}.",
    S.TRIAGED: "Fagmiljøet vurderer om og hvordan det kan hjelpe. Du får svar senest {due}.",
    S.TO_FORUM: "Ledergruppen behandler henvendelsen på et møte. Du får svar senest {due}.",
    S.ANSWERED_YES: "Fagmiljøet tar kontakt om lag, avtale og budsjett. Det skjer før arbeidet starter.",
    S.ANSWERED_NO: "Henvendelsen er besvart. Du kan sende en ny når som helst.",
    S.ASSIGNED: "Det er opprettet et oppdrag. Fagmiljøet tar kontakt om avtale og budsjett.",
    S.WITHDRAWN: "Du har trukket henvendelsen. Ingenting mer skjer med den.",
    S.REJECTED: "Henvendelsen er lagt bort og blir ikke besvart.",
}


NEXT_IN_ASSIGNMENT = {
    A.PLANNED: "Det er opprettet et oppdrag. Fagmiljøet tar kontakt om avtale og budsjett.",
    A.STARTED: "Avtalen er signert, og arbeidet er i gang. Det varer til {ends_on}.",
    A.FINISHED: "Arbeidet er gjennomført. Fagmiljøet spør dere hvordan det gikk.",
    A.EVALUATED: "Arbeidet er gjennomført og evaluert. Takk for samarbeidet.",
    A.CANCELLED: "Oppdraget ble avlyst. Du kan sende en ny henvendelse når som helst.",
    A.STOPPED: "Oppdraget ble stanset. Du kan sende en ny henvendelse når som helst.",
}


def next_in_assignment(status: str, ends_on: date) -> NextStep:
    """What happens next when an assignment was made of the inquiry. Nothing of money, people or papers."""
    return NextStep(NEXT_IN_ASSIGNMENT[A(status)], {"ends_on": ends_on})  # type: ignore[call-arg]


def next_step(status: str, due: date) -> NextStep:
    """What happens next, and by when."""
    return NextStep(NEXT[S(status)], {"due": due})  # type: ignore[call-arg]
