"""The list of `pafyll schemes`: what each scheme is, its regimes and rates with sources, and what is missing."""

# ruff: noqa: E501 (a sentence for translators stands whole on its line)

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import typer
from rich.markup import escape
from rich.table import Table

from pafyll.cli.costing.missing import periods, span
from pafyll.cli.language import _
from pafyll.cli.numbers import kroner
from pafyll.cli.telling import answers
from pafyll.domain.parameters import Parameter
from pafyll.domain.rules.subjects import subject_name
from pafyll.domain.schemes import Scheme
from pafyll.domain.schemes.double_funding import excludes

PAYEES = {"owner": _("Skoleeier"), "teacher": _("Læreren, gjennom eieren"), "provider": _("Studiestedet")}


def list_as_tables(chosen: Sequence[Scheme]) -> None:
    """A table of the schemes, then each with its values."""
    answers.print(_overview(chosen))
    for scheme in chosen:
        answers.print(f"\n[bold]{escape(_(scheme.label))}[/] ({scheme.code})")
        answers.print(_values_table(scheme))
        for line in missing_of(scheme):
            answers.print("  ✗ " + line, markup=False)


def list_as_json(chosen: Sequence[Scheme]) -> None:
    """The same with codes and days as data."""
    typer.echo(json.dumps([_as_json(scheme) for scheme in chosen], indent=2, ensure_ascii=False))


def missing_of(scheme: Scheme) -> list[str]:
    """What no source gives, or what sources disagree about, a sentence each."""
    regime = scheme.parameters["regime"].values
    found = []
    for rate in scheme.rates:
        gaps = rate.gaps(regime[0].starts_on, regime[-1].ends_before)
        if gaps:
            when = ", ".join(span(*gap) for gap in gaps)
            found.append(_("Mangler: {what} {when}.").format(what=_(rate.label), when=when) + (f" {rate.not_found}" if rate.not_found else ""))  # fmt: skip
        if rate.claims:
            stated = "; ".join(f"{kroner(claim.value)} ({claim.source})" for claim in rate.claims)
            found.append(_("Oppgitt, men ikke brukt: {stated}.").format(stated=stated))
    return found


def _overview(chosen: Sequence[Scheme]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2))
    for heading in (_("Ordning"), _("Kode"), _("Gjaldt"), _("Pengene går til"), _("Søkes i runder"), _("Mangler")):
        table.add_column(heading)
    for scheme in chosen:
        table.add_row(
            _(scheme.label),
            scheme.code,
            periods(scheme),
            _(PAYEES[scheme.paid_to]),
            _("ja") if scheme.is_in_rounds else _("nei"),
            str(len(missing_of(scheme)) or "–"),
        )
    return table


def _values_table(scheme: Scheme) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2))
    for heading in (_("Hva"), _("Når"), _("Verdi"), _("Kilde")):
        table.add_column(heading)
    for parameter in scheme.parameters.values():
        for value in parameter.values:
            when = span(value.starts_on, _ends(parameter, value.starts_on))
            table.add_row(_(parameter.label), when, _shown(parameter, value.value), escape(value.cited))
    return table


def _ends(parameter: Parameter, starts_on: date) -> date | None:
    """The day a value stops: its own, or the day the next begins."""
    own = next(value.ends_before for value in parameter.values if value.starts_on == starts_on)
    later = [value.starts_on for value in parameter.values if value.starts_on > starts_on]
    return min(filter(None, [own, *later]), default=None)


def _shown(parameter: Parameter, value: Any) -> str:
    if parameter.unit == "NOK":
        return kroner(value)
    if parameter.unit == "percent":
        return str(value).replace(".", ",") + "\u00a0%"
    if parameter.unit == "yes_no":
        return _("ja") if value else _("nei")
    if parameter.unit == "list":
        return ", ".join(_(subject_name(one)) for one in value)
    return _(CODES.get(str(value), str(value)))


CODES = {
    "state": _("Staten"),
    "owner": _("Skoleeieren"),
    "by_semester": _("Hvert semester, når deltakelsen er bekreftet"),
    "halves": _("Halvparten om høsten, resten etter bestått"),
    "on_claim": _("Etter krav i hvert semester"),
}


def _as_json(scheme: Scheme) -> dict[str, Any]:
    return {
        "code": scheme.code,
        "label": _(scheme.label),
        "paid_to": scheme.paid_to,
        "covers": scheme.covers,
        "applied_for_in_rounds": scheme.is_in_rounds,
        "excludes": list(excludes(scheme)),
        "enterable_rates": list(scheme.pays.enterable),
        "parameters": [_parameter(parameter, scheme) for parameter in scheme.parameters.values()],
        "missing": missing_of(scheme),
    }


def _parameter(parameter: Parameter, scheme: Scheme) -> dict[str, Any]:
    regime = scheme.parameters["regime"].values
    gaps = parameter.gaps(regime[0].starts_on, regime[-1].ends_before) if parameter in scheme.rates else []
    return {
        "name": parameter.name,
        "label": _(parameter.label),
        "unit": parameter.unit,
        "values": [
            {
                "starts_on": value.starts_on.isoformat(),
                "ends_before": _iso(_ends(parameter, value.starts_on)),
                "value": value.value,
                "source": value.source,
                "derived": value.derived or None,
            }
            for value in parameter.values
        ],
        "claims": [
            {
                "starts_on": _iso(claim.starts_on),
                "ends_before": _iso(claim.ends_before),
                "value": claim.value,
                "source": claim.source,
            }
            for claim in parameter.claims
        ],
        "missing": [{"starts_on": since.isoformat(), "ends_before": _iso(before)} for since, before in gaps],
        "not_found": parameter.not_found or None,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
