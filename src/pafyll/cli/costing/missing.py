"""What to say when a rate is missing, sources disagree, or a scheme was not in force: what happened, and the way out."""

# ruff: noqa: E501 (a sentence for translators stands whole on its line)

from __future__ import annotations

from datetime import date

from pafyll.cli.language import _
from pafyll.cli.numbers import day as written
from pafyll.cli.numbers import kroner
from pafyll.domain.parameters import NoValueInForce, SourcesDisagree
from pafyll.domain.schemes import Scheme


def told_missing(scheme: Scheme, gap: NoValueInForce) -> str:
    """One or two sentences about the value that is missing on the day, and what the person can do."""
    facts = {"scheme": _(scheme.label), "day": written(gap.day.isoformat())}
    if gap.name == "regime":
        return _("Ordningen {scheme} gjaldt ikke {day}. Den gjaldt {periods}. Velg en annen dag med --on.").format(periods=periods(scheme), **facts)  # fmt: skip
    facts["what"] = _label(scheme, gap.name)
    if isinstance(gap, SourcesDisagree):
        stated = "; ".join(f"{kroner(claim.value)} ({claim.source})" for claim in gap.claims)
        said = _("Kildene er uenige om «{what}» i {scheme} {day}: {stated}. Velg én av dem selv")
        return said.format(stated=stated, **facts) + ": " + _how(scheme, gap.name)
    said = _("«{what}» i {scheme} er ikke funnet for {day}. Før inn satsen med kilde")
    return said.format(**facts) + ": " + _how(scheme, gap.name)


def periods(scheme: Scheme) -> str:
    """When the scheme was in force, as 2009-08-01– or 2017-08-01–2019-07-31."""
    spans: list[list[date | None]] = []
    for value in scheme.parameters["regime"].values:
        if spans and spans[-1][1] is None:
            spans[-1][1] = value.ends_before
        else:
            spans.append([value.starts_on, value.ends_before])
    return ", ".join(span(first, before) for first, before in spans if first)


def span(first: date, before: date | None) -> str:
    """From the first day to the last, both in; open while it stands."""
    last = date.fromordinal(before.toordinal() - 1) if before else None
    if last is None:
        return _("fra {first}").format(first=first)
    return _("fra {first} til {last}").format(first=first, last=last)


def _label(scheme: Scheme, name: str) -> str:
    if name in scheme.parameters:
        return _(scheme.parameters[name].label)
    return {"state_per_30_credits": _("Statens sats"), "owner_per_30_credits": _("Skoleeierens sats")}.get(name, name)


def _how(scheme: Scheme, name: str) -> str:
    """The option that fills the hole."""
    if name == "owner_per_30_credits":
        payers = ["state", "owner"]
    elif "cost" in scheme.pays.enterable:
        payers = ["cost"]
    else:
        payers = list(scheme.pays.payers)
    given = " ".join(f"--rate {payer}=…" for payer in payers)
    return f"{given} --rate-source '…'"
