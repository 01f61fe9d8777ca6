"""Figures about awards by scheme year, made of what is reported already: nobody is asked for anything more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Sum

from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.grants.models import Award, AwardReport, AwardSettlement, OwnContribution
from pafyll.apps.grants.permissions.after_awards import STANDS
from pafyll.apps.grants.permissions.awards import awards_run
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.grants.collective.reporting import PARTICIPANTS
from pafyll.domain.lifecycles.after_award import AwardSettlementStatus
from pafyll.domain.lifecycles.award import AwardReportStatus
from pafyll.domain.values import Kroner

REPORTED = (AwardReportStatus.SENT, AwardReportStatus.ACCEPTED)


@dataclass(frozen=True)
class AwardFigures:
    """What became of one award, or of many together. used is None while no final report is sent."""

    awarded: Kroner
    paid: Kroner
    used: Kroner | None
    unused: Kroner
    carried_over: Kroner
    released: Kroner
    recovered: Kroner
    own_contribution: Kroner
    participants: Mapping[str, int] = field(default_factory=dict)

    @property
    def people(self) -> int:
        return sum(self.participants.values())


@dataclass(frozen=True)
class AwardLine:
    """An award with its figures."""

    award: Award
    figures: AwardFigures


@dataclass(frozen=True)
class YearLine:
    """A scheme year with its awards together. reported: how many of them a final report is sent for."""

    year: SchemeYear
    awards: int
    reported: int
    figures: AwardFigures


def award_lines(viewer: Viewer, *, day: date, year: int | None = None, scheme: str = "") -> list[AwardLine]:
    """Every award that stands and that the viewer runs, or sees for the directorate. Four queries."""
    rows = awards_run(viewer, day=day).filter(status__in=[one.value for one in STANDS])
    rows = rows.filter(scheme_year__year=year) if year else rows
    rows = rows.filter(scheme_year__scheme=scheme) if scheme else rows
    awards = list(rows.order_by("-scheme_year__year", "scheme_year__title", "recipient__name", "pk"))
    keys = [award.pk for award in awards]
    final = AwardReport.objects.filter(award__in=keys, kind=AwardReport.Kind.FINAL)
    reports = {one.award_id: one for one in final.filter(status__in=[one.value for one in REPORTED])}
    standing = OwnContribution.objects.filter(award__in=keys, struck_out_at=None)
    own = dict(standing.order_by().values_list("award").annotate(Sum("amount")))
    decided = AwardSettlement.objects.filter(award__in=keys, status=AwardSettlementStatus.DECIDED)
    carried = dict(decided.values_list("award", "carried_over"))
    return [_line(award, reports.get(award.pk), own.get(award.pk, 0), carried.get(award.pk, 0)) for award in awards]


def by_scheme_year(lines: Iterable[AwardLine]) -> list[YearLine]:
    """The lines together by scheme year, in their order. No query."""
    found: dict[int, list[AwardLine]] = defaultdict(list)
    for line in lines:
        found[line.award.scheme_year_id].append(line)
    return [
        YearLine(
            year=rows[0].award.scheme_year,
            awards=len(rows),
            reported=sum(row.figures.used is not None for row in rows),
            figures=together(row.figures for row in rows),
        )
        for rows in found.values()
    ]


def together(figures: Iterable[AwardFigures]) -> AwardFigures:
    """The sum of them, to the krone."""
    rows = list(figures)
    people: dict[str, int] = defaultdict(int)
    for row in rows:
        for kind, count in row.participants.items():
            people[kind] += count
    used = [row.used for row in rows if row.used is not None]
    return AwardFigures(
        awarded=Kroner(sum(row.awarded for row in rows)),
        paid=Kroner(sum(row.paid for row in rows)),
        used=Kroner(sum(used)) if used else None,
        unused=Kroner(sum(row.unused for row in rows)),
        carried_over=Kroner(sum(row.carried_over for row in rows)),
        released=Kroner(sum(row.released for row in rows)),
        recovered=Kroner(sum(row.recovered for row in rows)),
        own_contribution=Kroner(sum(row.own_contribution for row in rows)),
        participants={kind: people[kind] for kind in PARTICIPANTS if people.get(kind)},
    )


def _line(award: Award, report: AwardReport | None, own: int, carried: int) -> AwardLine:
    used = Kroner(report.used) if report else None
    figures = AwardFigures(
        awarded=award.kroner,
        paid=Kroner(award.paid),
        used=used,
        unused=Kroner(max(award.amount - used, 0)) if used is not None else Kroner(0),
        carried_over=Kroner(carried),
        released=Kroner(award.released),
        recovered=Kroner(award.recovered),
        own_contribution=Kroner(max(own, report.own_contribution if report else 0)),
        participants=report.participants if report else {},
    )
    return AwardLine(award, figures)
