"""The applications that may stand in an owner's list, with what is weighed: five hundred rows in two questions.

No more is read of each than the list and the money need. Who wants to see all of an application asks for owner_rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from django.db.models import QuerySet

from pafyll.apps.applications.models import Application, Round
from pafyll.apps.applications.permissions.owner import LISTED
from pafyll.apps.applications.queries.facts import local_day
from pafyll.apps.applications.queries.owner import refused_before, sent_to_owner
from pafyll.apps.applications.queries.rates import Price, offered_study, other_study, price_by, rate_table
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.organisations.reading import reading_everything
from pafyll.apps.planning.queries import facts_beside, sight_of, taught_in
from pafyll.domain.grants.cost_shares import Study
from pafyll.domain.lifecycles.application import ApplicationStatus
from pafyll.domain.values import SchoolYear
from pafyll.integrations.prepared import Prepared

IN_LIST = (*LISTED, ApplicationStatus.GRANTED, ApplicationStatus.REFUSED)
COLUMNS = (
    "pk",
    "number",
    "person_id",
    "person__first_name",
    "person__last_name",
    "school__name",
    "statement__supports",
    "ranking_entry__position",
    "lacks_credits",
    "companions",
    "approval__scheme",
    "scheme_1",
    "semesters",
    "travel_1",
    "offer_1__programme__name",
    "offer_1__programme__subject",
    "offer_1__programme__credits",
    "offer_1__semesters",
    "offer_1__starts_in",
    "other_study_name",
    "other_study_subject",
    "other_study_credits",
)


class _Found(NamedTuple):
    """The columns by name."""

    pk: int
    number: str
    person: int
    first_name: str
    last_name: str
    school: str | None
    supports: bool | None
    position: int | None
    lacks_credits: bool
    companions: int
    chosen_scheme: str | None
    scheme: str
    wanted: str
    travel: int
    study: str | None
    subject: str
    credits: Decimal
    semesters: int
    starts_in: str
    other_study: str
    other_subject: str
    other_credits: Decimal | None

    def first_study(self) -> Study | None:
        if self.study is None:
            return other_study(self.other_study, self.other_subject, self.other_credits, self.wanted, self.travel)
        return offered_study(self.subject, self.credits, self.semesters, self.starts_in, self.wanted, self.travel)


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One application with what an owner weighs. position is 0 outside the list, supports None without a statement."""

    pk: int
    number: str
    person_id: int
    first_name: str
    last_name: str
    school: str
    study_name: str
    supports: bool | None
    position: int
    price: Price
    hours: Decimal
    lacks_credits: bool
    earlier_refusals: int
    companions: int

    @property
    def person(self) -> str:
        return f"{self.first_name} {self.last_name}"


def listed_rows(*, viewer: Viewer, owner: Organisation, round: Round, at: datetime) -> list[ListedRow]:
    """The owner's approved applications in the round, and those that were answered, by name. Three queries."""
    if owner.pk not in viewer.ranks_for:
        return []
    day, here = local_day(at), {"owner": owner.pk, "round": round.pk, "at": at}
    rows, refusals = FOUND.ask(year=SchoolYear.of(day).start, **here), _earlier_refusals(round, here)
    prices = partial(price_by, rates=rate_table(round), year=round.school_year)
    described = partial(_row, day=day, sees=sight_of(viewer), prices=prices, refusals=refusals)
    return [described(_Found(*row[: len(COLUMNS)]), row[len(COLUMNS) :]) for row in rows]


def _in_list() -> QuerySet[Application]:
    return sent_to_owner().filter(status__in=IN_LIST)


FOUND: Prepared[Any] = Prepared(lambda: _in_list().values_list(*COLUMNS, *facts_beside("person")))
REFUSED: Prepared[Any] = Prepared(lambda: refused_before(person__in=_in_list().order_by().values("person")))


@reading_everything("how often the applicant was refused is counted, whoever she worked for then")
def _earlier_refusals(round: Round, here: dict[str, Any]) -> Counter[int]:
    """How many times each in the list has been refused in rounds before this, by an owner or in the allocation."""
    return Counter(dict(REFUSED.ask(year=round.study_year, **here)))


def _row(
    one: _Found,
    facts: tuple[str | None, ...],
    day: date,
    sees: Callable[[int, Iterable[int | None]], bool],
    prices: Callable[[Study | None, str], Price],
    refusals: Counter[int],
) -> ListedRow:
    study = one.first_study()
    taught = taught_in(study.subject if study else "", facts, day)
    is_seen = sees(one.person, taught.workplaces)
    return ListedRow(
        pk=one.pk,
        number=one.number,
        person_id=one.person,
        first_name=one.first_name,
        last_name=one.last_name,
        school=one.school or "",
        study_name=one.other_study if one.study is None else one.study,
        supports=one.supports,
        position=one.position or 0,
        price=prices(study, one.chosen_scheme or one.scheme),
        hours=taught.hours if is_seen else Decimal(0),
        lacks_credits=one.lacks_credits or (is_seen and taught.lacks),
        earlier_refusals=refusals[one.person],
        companions=one.companions,
    )
