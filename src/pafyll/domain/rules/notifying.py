"""When a need may be notified, changed, supplemented and withdrawn, and which years are whose."""

from __future__ import annotations

from datetime import datetime

from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.needs_notification import NeedsNotificationStatus as N

FIRST_CHANGE, MOST_YEARS = 2, 3  # changes are reported in the second and third year of a need


def is_open(opens_at: datetime | None, closes_at: datetime | None, at: datetime) -> Answer:
    """Whether needs are taken at the moment. closes_at is midnight after the last day: 23:59:59 is in, 00:00:00 out."""
    if opens_at is None or closes_at is None or at < opens_at:
        return no("not_open_yet", "Ordningen tar ikke imot behovsmeldinger ennå.",
                  remedy="Be om varsel når den åpner.")  # fmt: skip
    if at < closes_at:
        return yes()
    return no(
        "closed",
        "Fristen for å melde behov er ute.",
        remedy="Det dere sendte før fristen, gjelder. Statsforvalteren kan be om tillegg.",
    )


def may_be_edited(status: str, *, open_now: Answer, supplement_due: datetime | None, at: datetime) -> Answer:
    """Whether the owner may change the answers: until the deadline, and after it what is asked for as a supplement."""
    if status in (N.DRAFT, N.SENT):
        return open_now
    if status == N.SUPPLEMENT_ASKED:
        return _supplement_in_time(supplement_due, at)
    label = N(status).label  # type: ignore[call-arg]
    return no("not_from_this_status", "Behovsmeldingen er «{status}» og kan ikke endres.", status=label)


def may_report_change(*, first_year: int, years: int, year: int) -> Answer:
    """Whether a need of several years has a change to report in the year: in its second and third year only."""
    number = year - first_year + 1
    if number < FIRST_CHANGE:
        return no("first_year", "Det første året melder dere hele behovet, ikke en endring.")
    if number > min(years, MOST_YEARS):
        return no(
            "years_are_over",
            "Behovet gjaldt fra {first} til {last}.",
            remedy="Meld et nytt behov.",
            first=first_year,
            last=first_year + years - 1,
        )
    return yes()


def may_ask_for_supplement(status: str, due: datetime, at: datetime) -> Answer:
    """Whether the authority may ask for more, with a deadline that has not passed. Asking again moves the deadline."""
    return first_no([_is_sent(status), _lies_ahead(due, at)])


def _is_sent(status: str) -> Answer:
    if status in (N.SENT, N.SUPPLEMENT_ASKED):
        return yes()
    return no("not_sent", "Du kan bare be om tillegg til en behovsmelding som er sendt og ikke behandlet.")


def _lies_ahead(due: datetime, at: datetime) -> Answer:
    if at < due:
        return yes()
    return no("due_is_past", "Fristen må være i dag eller senere.", remedy="Velg en annen dag.", field="due_on")


def _supplement_in_time(due: datetime | None, at: datetime) -> Answer:
    if due is not None and at < due:
        return yes()
    return no(
        "supplement_too_late",
        "Fristen for tillegget er ute.",
        remedy="Ta kontakt med statsforvalteren, som kan gi en ny frist.",
    )
