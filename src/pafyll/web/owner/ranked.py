"""The list as flat texts: five hundred rows are drawn without a question asked by the template."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pafyll.apps.applications.queries.owner import OwnerRow
from pafyll.apps.applications.queries.ranking import Line
from pafyll.domain.grants.own_time import own_time
from pafyll.web.components.addresses import address_of
from pafyll.web.components.tags.formats import credits, number, scheme


@dataclass(frozen=True, slots=True)
class RankedRow:
    """One application, all as texts, since a template takes long to write a number. "–" where a rate is missing."""

    pk: str
    person: str
    url: str
    study_name: str
    school: str
    scheme: str
    own_time: str
    hours: str
    lacks_credits: bool
    earlier_refusals: str
    companions: str
    is_against: bool
    is_silent: bool
    autumn: str
    spring: str
    autumn_text: str
    spring_text: str
    state_text: str
    up_key: str
    down_key: str


@dataclass(frozen=True, slots=True)
class RankedLine:
    """A place in the list with the sums so far. over: codes of the limits that are broken here and were not before."""

    row: RankedRow
    place: str
    autumn_text: str
    spring_text: str
    is_over: bool
    over: tuple[str, ...]


def ranked_lines(lines: Iterable[Line], day: date) -> list[RankedLine]:
    """The lines of the list. day is when the study year starts."""
    return [
        RankedLine(
            ranked_row(line.row, day),
            str(line.place),
            number(line.autumn),
            number(line.spring),
            bool(line.over),
            line.over if line.is_first_over else (),
        )
        for line in lines
    ]


def ranked_row(row: OwnerRow, day: date) -> RankedRow:
    """One application as texts."""
    application, price = row.application, row.price
    known = price.shares is not None
    return RankedRow(
        pk=str(row.pk),
        person=row.person,
        url=address_of("owner:application", row.pk),
        study_name=row.study_name,
        school=application.school.name if application.school else "",
        scheme=scheme(price.scheme),
        own_time=_own_time(row, day),
        hours=credits(row.hours) or "0",
        lacks_credits=row.lacks_credits,
        earlier_refusals=str(row.earlier_refusals or ""),
        companions=str(row.companions or ""),
        is_against=row.supports is False,
        is_silent=row.supports is None,
        autumn=str(int(price.autumn)),
        spring=str(int(price.spring)),
        autumn_text=number(price.autumn) if known else "–",
        spring_text=number(price.spring) if known else "–",
        state_text=number(price.state) if known else "–",
        up_key=f"up-{row.pk}",
        down_key=f"down-{row.pk}",
    )


def _own_time(row: OwnerRow, day: date) -> str:
    if row.price.study is None or not row.price.scheme:
        return ""
    percent = own_time(row.price.scheme, row.price.study.credits, day).percent
    return "" if percent is None else f"{credits(percent)}\u00a0%"
