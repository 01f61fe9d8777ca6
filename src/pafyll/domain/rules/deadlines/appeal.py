"""How long a decision may be appealed, and why: a last day with the steps that lead to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.rules.deadlines.acts import RECEIVED, Act
from pafyll.domain.rules.deadlines.counting import end_of, months_after, norwegian_day, weekday, weeks_after
from pafyll.domain.rules.deadlines.working_days import free_day, next_working_day

Moment = date | datetime
WEEKS_LAW = "dl. § 148"
FREE_DAY_LAW = "dl. § 149"
SAID = {
    "received": "Vedtaket kom fram til parten {weekday} {day}. Fristen regnes fra den dagen.",
    "sent": "Varselet om vedtaket ble sendt {weekday} {day}. Fristen regnes fra den dagen.",
    "weeks": "Fristen er {weeks} uker, og ender på ukedagen den begynte: {weekday} {day}.",
    "moved": "{day} er {what}. Derfor flyttes fristen til neste virkedag: {weekday} {last}.",
    "stopped": "Parten krevde begrunnelse {day}, mens fristen løp. Da stanset den.",
    "demanded_late": "Parten krevde begrunnelse {day}, etter at fristen var ute. Det endrer ikke fristen.",
    "grounds_received": "Begrunnelsen kom fram {weekday} {day}. En ny frist regnes fra den dagen.",
    "grounds_sent": "Varselet om begrunnelsen ble sendt {weekday} {day}. En ny frist regnes fra den dagen.",
    "others": "For andre enn parten er fristen ute senest {months} måneder etter vedtaket {day}: {weekday} {end}.",
}


class NoStart(ValueError):
    """The moment that the act counts from is not given; the text is "received" or "sent"."""


@dataclass(frozen=True)
class Notice:
    """When the decision, or the grounds for it, was sent and when it reached the party."""

    sent: Moment | None = None
    received: Moment | None = None

    def starts_on(self, act: Act) -> date:
        """The day in Norway that the act counts from. Raises NoStart when it is not known."""
        moment = self.received if act.counts_from == RECEIVED else self.sent
        if moment is None:
            raise NoStart(act.counts_from)
        return norwegian_day(moment)


@dataclass(frozen=True)
class DemandedGrounds:
    """A party's demand for grounds, and the notice of the answer when it has come."""

    demanded: Moment
    answer: Notice | None = None


@dataclass(frozen=True)
class Deadline:
    """The last day one may appeal, and why. last_day is None while a demand for grounds has stopped the clock."""

    act: Act
    last_day: date | None
    steps: tuple[Answer, ...]  # each a yes with a text, its facts and its law

    @property
    def is_stopped(self) -> bool:
        return self.last_day is None

    @property
    def closes_before(self) -> datetime | None:
        """The midnight after the last day, in Norway."""
        return None if self.last_day is None else end_of(self.last_day)

    @property
    def law(self) -> tuple[str, ...]:
        """The references, each once, in the order of the steps."""
        return tuple(dict.fromkeys(step.law for step in self.steps if step.law))

    def is_open(self, at: datetime) -> bool:
        """Whether an appeal that comes at the moment is in time."""
        return self.closes_before is None or at < self.closes_before


def appeal_deadline(
    act: Act, notice: Notice, *, demands: Sequence[DemandedGrounds] = (), extended_to: date | None = None
) -> Deadline:
    """The party's deadline: three weeks from the notice, moved to a working day, begun anew when grounds were demanded.

    A demand counts when it came while the deadline ran. extended_to is a day that the authority gave before the
    deadline was over; an earlier day than the act's own changes nothing. Raises NoStart and YearOutOfRange.
    """
    steps = [_start(act, notice)]
    last, counted = _counted(act, notice.starts_on(act))
    steps += counted
    for demand in sorted(demands, key=lambda one: norwegian_day(one.demanded)):
        if norwegian_day(demand.demanded) > last:
            steps.append(_too_late_to_demand(act, demand))
            continue
        steps.append(_stopped(act, demand))
        if demand.answer is None:
            return Deadline(act, None, tuple(steps))
        steps.append(_begun_anew(act, demand.answer))
        last, counted = _counted(act, demand.answer.starts_on(act))
        steps += counted
    if extended_to is not None and extended_to > last:
        last = extended_to
        steps.append(yes("extended", "Fristen er forlenget til {day}.", law=act.law(act.deadline), day=last))
    return Deadline(act, last, (*steps, _lasts(last)))


def others_deadline(act: Act, decided: Moment) -> Deadline:
    """When the deadline is over at the latest for others than the party, where the decision gives somebody a right.

    It runs from the decision itself, and is moved to a working day as other deadlines are.
    """
    day = norwegian_day(decided)
    end = months_after(day, act.others_months)
    facts = {"months": act.others_months, "day": day, "weekday": weekday(end), "end": end}
    step = yes("others", SAID["others"], law=act.law(act.deadline), **facts)
    last = next_working_day(end)
    return Deadline(act, last, (step, *_moved(end, last), _lasts(last)))


def never_after(act: Act, decided: Moment) -> date:
    """The last day on which a late appeal can be taken at all: a year after the decision.

    Our own reading: this is a limit for the authority and not a deadline for the party, so it is not moved to a
    working day.
    """
    return months_after(norwegian_day(decided), 12 * act.latest_years)


def may_be_taken(deadline: Deadline, *, decided: Moment, submitted: datetime, reason: str = "") -> Answer:
    """Whether an appeal may be dealt with: in time, or late with a reason; never after a year."""
    act = deadline.act
    if deadline.is_open(submitted):
        return yes("in_time", "Klagen kom innen fristen.", law=act.law(act.deadline))
    latest = never_after(act, decided)
    if norwegian_day(submitted) > latest:
        return no(
            "after_a_year",
            "Klagen kom mer enn ett år etter vedtaket. Siste dag var {day}. Da kan den ikke behandles.",
            remedy="Avvis klagen, og forklar hvorfor.",
            law=act.law(act.late),
            day=latest,
        )
    if reason.strip():
        return yes("taken_late", "Klagen kom for sent, men blir behandlet likevel.", law=act.law(act.late))
    return no(
        "late",
        "Klagen kom etter fristen, som var {day}.",
        remedy="Avvis klagen, eller skriv hvorfor den skal behandles likevel.",
        law=act.law(act.late),
        day=deadline.last_day,
    )


def preliminary_answer_due(act: Act, submitted: Moment) -> date:
    """The day by which the party must have an answer, or be told why it takes longer and when it will come."""
    return months_after(norwegian_day(submitted), act.preliminary_after_months)


def _start(act: Act, notice: Notice) -> Answer:
    day = notice.starts_on(act)
    return yes("starts", SAID[act.counts_from], law=act.law(act.deadline), weekday=weekday(day), day=day)


def _counted(act: Act, start: date) -> tuple[date, list[Answer]]:
    end = weeks_after(start, act.weeks)
    step = yes("weeks", SAID["weeks"], law=WEEKS_LAW, weeks=act.weeks, weekday=weekday(end), day=end)
    last = next_working_day(end)
    return last, [step, *_moved(end, last)]


def _moved(end: date, last: date) -> Iterator[Answer]:
    if last != end:
        facts = {"day": end, "what": free_day(end), "weekday": weekday(last), "last": last}
        yield yes("moved", SAID["moved"], law=FREE_DAY_LAW, **facts)


def _stopped(act: Act, demand: DemandedGrounds) -> Answer:
    return yes("stopped", SAID["stopped"], law=act.law(act.deadline), day=norwegian_day(demand.demanded))


def _too_late_to_demand(act: Act, demand: DemandedGrounds) -> Answer:
    return yes("demanded_late", SAID["demanded_late"], law=act.law(act.grounds), day=norwegian_day(demand.demanded))


def _begun_anew(act: Act, answer: Notice) -> Answer:
    day = answer.starts_on(act)
    return yes(
        "begun_anew", SAID[f"grounds_{act.counts_from}"], law=act.law(act.deadline), weekday=weekday(day), day=day
    )


def _lasts(last: date) -> Answer:
    return yes("lasts", "Klagen er i tide når den sendes til og med {weekday} {day} kl. 23.59.59 norsk tid.",
               weekday=weekday(last), day=last)  # fmt: skip
