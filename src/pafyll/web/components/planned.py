"""A plan's run as a page shows it: costs by year and payer, gaps closing, the bound in plain words, and two runs side
by side."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from pafyll.apps.planning.models import PlanRun
from pafyll.domain.values import SchoolYear
from pafyll.web.components.charts import BarFigure, LineFigure, Series
from pafyll.web.components.tags.formats import kroner, number, semester
from pafyll.web.components.tags.plans import payer

PAYERS = ("owner", "state")


@dataclass(frozen=True)
class CostTable:
    """Kroner by year and payer, with sums. rows: (year in words, kroner by payer, sum)."""

    payers: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...], int], ...]

    @property
    def totals(self) -> tuple[tuple[int, ...], int]:
        """By payer, and all together."""
        by_payer = tuple(sum(amounts[at] for _, amounts, _ in self.rows) for at in range(len(self.payers)))
        return by_payer, sum(by_payer)

    @property
    def lines(self) -> list[tuple[str, list[tuple[str, int]], int]]:
        """The rows, with the payer beside each amount."""
        return [(label, list(zip(self.payers, amounts, strict=True)), total) for label, amounts, total in self.rows]

    @property
    def last_line(self) -> list[tuple[str, int]]:
        """The sum of each payer."""
        return list(zip(self.payers, self.totals[0], strict=True))

    def figure(self, title: str, heading: str) -> BarFigure:
        """One bar a year, the payers after each other."""
        series = [
            Series(payer(code), [amounts[at] for _, amounts, _ in self.rows]) for at, code in enumerate(self.payers)
        ]
        return BarFigure(title, [row[0] for row in self.rows], series, unit=_("kroner"), label_heading=heading)


def cost_table(run: PlanRun, *, by: str) -> CostTable:
    """by is "by_budget_year" or "by_school_year", as the run keeps them."""
    sums = {(year, code): amount for year, code, amount in run.result[by]}
    payers = tuple(code for code in PAYERS if any(code == known for _, known in sums))
    years = sorted({year for year, _ in sums})
    rows = []
    for year in years:
        amounts = tuple(sums.get((year, code), 0) for code in payers)
        label = str(year) if by == "by_budget_year" else str(SchoolYear(year))
        rows.append((label, amounts, sum(amounts)))
    return CostTable(payers, tuple(rows))


def closing_figure(runs: list[tuple[str, PlanRun]], *, queue: PlanRun | None = None) -> LineFigure:
    """Hours taught without the credits, school year by school year, one line for each run.

    queue is the run whose yardstick, longest queue first, has a line of its own.
    """
    hours = [(name, dict(run.result["remaining"])) for name, run in runs]
    if queue is not None and "queue" in queue.result:
        hours.append((_("Lengste kø først"), dict(queue.result["queue"]["remaining"])))
    years = sorted({year for _name, of_year in hours for year in of_year})
    return LineFigure(
        title=_("Timer som undervises uten studiepoengene"),
        labels=[str(SchoolYear(year)) for year in years],
        series=[Series(name, [of_year.get(year, 0) for year in years]) for name, of_year in hours],
        unit=_("timer i skoleåret"),
        label_heading=_("Skoleår"),
        note=_("Alle hull som planen lukker, blir borte. Hull som står igjen, har en grunn på siden."),
    )


def bound_in_words(run: PlanRun) -> str:
    """What is proven about the first goal: that no plan can do better than this, and how near the plan is."""
    first = run.result["reached"][0] if run.result["reached"] else None
    if first is None:
        return ""
    gap = Decimal(first["gap_percent"])
    if not gap:
        return _("Det er bevist at ingen plan med de samme rammene kan lukke hullene tidligere.")
    return _(
        "Det er bevist at ingen plan med de samme rammene kan komme under %(bound)s timer uten studiepoeng. "
        "Denne har %(value)s, og er høyst %(gap)s prosent fra det beste som er mulig."
    ) % {"bound": _whole(first["bound"]), "value": _whole(first["value"]), "gap": str(gap).replace(".", ",")}


def queue_in_words(run: PlanRun) -> str:
    """The plan against longest queue first: hours taught without the credits over the period, and kroner."""
    if "queue" not in run.result:
        return ""
    queue = run.result["queue"]
    hours = _sum(queue["remaining"]) - _sum(run.result["remaining"])
    money = queue["total"] - run.result["total"]
    return _(
        "Til sammenligning: Hvis de som underviser flest timer tas først, så langt pengene og plassene rekker, "
        "blir %(hours)s, og kostnaden blir %(money)s."
    ) % {"hours": _more_hours(hours), "money": _more_money(money)}


def _more_hours(hours: int) -> str:
    if not hours:
        return _("like mange timer undervist uten studiepoengene")
    text = _("%(hours)s flere timer undervist uten studiepoengene") if hours > 0 else _(
        "%(hours)s færre timer undervist uten studiepoengene"
    )  # fmt: skip
    return text % {"hours": number(abs(hours))}


def _more_money(money: int) -> str:
    if not money:
        return _("den samme")
    return (_("%(money)s høyere") if money > 0 else _("%(money)s lavere")) % {"money": kroner(abs(money))}


def _sum(remaining: list[list[int]]) -> int:
    return sum(hours for _year, hours in remaining)


def _whole(text: str) -> str:
    return number(int(Decimal(text)))


@dataclass(frozen=True)
class Difference:
    """One figure of two runs side by side, as people read it."""

    label: str
    before: str
    after: str

    @property
    def is_same(self) -> bool:
        return self.before == self.after


def differences(before: PlanRun, after: PlanRun) -> list[Difference]:
    """The figures that decide between two plans, and then the cost for each budget year."""
    rows = [
        Difference(_("Siste hull lukkes"), _last(before), _last(after)),
        Difference(_("Hull som lukkes"), *_both(before, after, "closed", number)),
        Difference(_("Hull som står igjen"), *_both(before, after, "left", number)),
        Difference(_("Timer uten studiepoeng i hele perioden"), _hours(before), _hours(after)),
        Difference(_("Kostnad til sammen"), *_both(before, after, "total", kroner)),
    ]
    owners = [_owners_part(run) for run in (before, after)]
    for year in sorted(set(owners[0]) | set(owners[1])):
        amounts = [kroner(of_year.get(year, 0)) for of_year in owners]
        rows.append(Difference(_("Skoleeiers del i %(year)s") % {"year": year}, *amounts))
    return rows


def _owners_part(run: PlanRun) -> dict[str, int]:
    return {str(year): amount for year, code, amount in run.result["by_budget_year"] if code == "owner"}


def _both(before: PlanRun, after: PlanRun, name: str, shown: Any) -> tuple[str, str]:
    return shown(before.result[name]), shown(after.result[name])


def _hours(run: PlanRun) -> str:
    return number(_sum(run.result["remaining"]))


def _last(run: PlanRun) -> str:
    """Before which semester the last gap that the plan closes, is closed."""
    code = run.result["last_gap_closes"]
    return _("til %(semester)s") % {"semester": semester(code)} if code else _("ingen lukkes")
