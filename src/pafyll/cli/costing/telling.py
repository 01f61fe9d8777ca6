"""The answer of `pafyll cost`: a table of lines, the sums, the reasons with sources; or the same as JSON."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import typer
from rich.markup import escape
from rich.table import Table

from pafyll.cli.costing.question import Question
from pafyll.cli.language import _
from pafyll.cli.numbers import kroner
from pafyll.cli.telling import answers
from pafyll.domain.grants.lines import CostLine, InKindLine
from pafyll.domain.grants.payouts import Payout, payouts
from pafyll.domain.grants.shares import LABELS, Shares
from pafyll.domain.values import percent_text

AnyLine = CostLine | InKindLine
PAYERS = {"state": _("Staten"), "owner": _("Skoleeier"), "teacher": _("Læreren")}


def tell_as_json(question: Question, shares: Shares) -> None:
    """Everything the tables say, and the facts behind the reasons."""
    regime = question.scheme.regime(question.on)
    content = {
        "scheme": question.scheme.code,
        "label": _(question.scheme.label),
        "on": question.on.isoformat(),
        "regime": {"text": _(regime.value), "source": regime.cited},
        "subject": question.study.subject,
        "credits": str(question.study.credits),
        "semesters": question.study.semesters,
        "school_year": shares.year.slug,
        "lines": [_as_json(line) for line in shares.lines],
        "totals": _totals(shares),
        "payouts": [_payout(payout) for payout in payouts(shares, on=question.on)],
    }
    typer.echo(json.dumps(content, indent=2, ensure_ascii=False))


def tell_as_tables(question: Question, shares: Shares) -> None:
    """What each carries in each semester, the sums, and why."""
    regime = question.scheme.regime(question.on)
    answers.print(f"\n[bold]{escape(_(question.scheme.label))} {shares.year}[/]  {escape(_(regime.value))}\n")
    answers.print(_lines_table(shares))
    answers.print(_sums_table(shares))
    for payout in payouts(shares, on=question.on):
        said = _("{semester}: {amount} fra staten. {why}.")
        answers.print(escape("  " + said.format(semester=payout.semester, amount=payout.amount, why=_(payout.because))))
    answers.print(f"\n[bold]{_('Hvorfor')}[/]")
    for reason in dict.fromkeys(_reason(line) for line in shares.lines):
        answers.print(f"  • {reason}", markup=False)


def said(line: AnyLine) -> str:
    """The reason of a line in the chosen language."""
    return _(line.template).format_map(line.facts)


def _reason(line: AnyLine) -> str:
    source = _("Kilde: {source}").format(source=line.source)
    return f"{_what(line)} ({_payers()[line.payer].lower()}): {said(line).rstrip('.')}. {source}"


def _payers() -> dict[str, str]:
    return {code: _(name) for code, name in PAYERS.items()}


def _lines_table(shares: Shares) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    for heading in (_("Hvem"), _("Hva"), _("Semester"), _("Skoleår"), _("Budsjett")):
        table.add_column(heading, no_wrap=True)
    for heading in (_("Kroner"), _("Årsverk")):
        table.add_column(heading, justify="right", no_wrap=True)
    for line in shares.lines:
        where = (str(line.semester), str(line.school_year), str(line.budget_year))
        table.add_row(_payers()[line.payer], _what(line), *where, _kroner(line), _percent(line))
    return table


def _what(line: AnyLine) -> str:
    """What the line is for; the scheme's own money is labelled with the payer, who has a column here."""
    return _("Etter ordningen") if line.label == LABELS.get(line.payer) else _(line.label)


def _sums_table(shares: Shares) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2), title=_("Summer"), title_justify="left")
    table.add_column(_("Hvem"))
    years = (shares.year.autumn.budget_year, shares.year.spring.budget_year)
    for heading in (*map(str, years), str(shares.year)):
        table.add_column(heading, justify="right")
    for payer, name in (*_payers().items(), (None, _("Sum"))):
        amounts = [shares.total(payer, budget_year=year) for year in years]
        table.add_row(name, *map(kroner, amounts), kroner(shares.total(payer)))
    return table


def _kroner(line: AnyLine) -> str:
    return "–" if line.amount is None else kroner(line.amount)


def _percent(line: AnyLine) -> str:
    return "" if line.percent is None else f"{percent_text(line.percent, decimals=3)}\u00a0%"


def _as_json(line: AnyLine) -> dict[str, Any]:
    return {
        "payer": line.payer,
        "kind": line.kind,
        "semester": line.semester.code,
        "school_year": line.school_year.slug,
        "budget_year": line.budget_year.year,
        "amount": None if line.amount is None else int(line.amount),
        "percent": None if line.percent is None else _exact(line.percent),
        "label": _(line.label),
        "because": said(line),
        "template": line.template,
        "facts": line.facts,
        "source": line.source,
    }


def _exact(percent: Fraction) -> str:
    """As a decimal number where that is exact to six places, in text: JSON's own numbers are not exact."""
    return percent_text(percent, decimals=6).replace(",", ".")


def _totals(shares: Shares) -> dict[str, Any]:
    terms = (shares.year.autumn, shares.year.spring)
    return {
        "cost": int(shares.cost),
        "by_payer": {payer: int(shares.total(payer)) for payer in PAYERS},
        "by_semester": {term.code: int(shares.total(semester=term)) for term in terms},
        "by_budget_year": {str(term.budget_year): int(shares.total(budget_year=term.budget_year)) for term in terms},
        "by_school_year": {shares.year.slug: int(shares.total(school_year=shares.year))},
    }


def _payout(payout: Payout) -> dict[str, Any]:
    return {
        "semester": payout.semester.code,
        "budget_year": payout.budget_year.year,
        "amount": int(payout.amount),
        "condition": payout.condition,
        "because": _(payout.because),
        "source": payout.source,
    }
