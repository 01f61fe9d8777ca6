"""Why an owner pays what it pays: for one application, for a place that was given, and for several together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from pafyll.apps.applications.models import AllocationResult, Round
from pafyll.apps.applications.queries.decided import granted_study
from pafyll.apps.applications.queries.owner_costs import OwnerCosts
from pafyll.apps.applications.queries.rates import Price
from pafyll.domain.grants.cost_shares import cost_shares
from pafyll.domain.grants.lines import CostLine
from pafyll.domain.grants.rates import RateTable
from pafyll.domain.grants.shares import OWNER
from pafyll.domain.parameters import NoValueInForce
from pafyll.web.components.tags.formats import day, kroner, moment, number, scheme, t
from pafyll.web.components.why import Why

ANCHOR = "hvorfor-kostnad"


def why_of_price(price: Price, round: Round, *, at: datetime) -> Why | None:
    """What the owner would pay for an application. None where a rate is missing: then there is no figure."""
    if price.shares is None:
        return None
    return _of_lines(price.scheme, price.shares.lines, _with_rates_of(round, at))


def why_of_place(result: AllocationResult, rates: RateTable, *, when: str) -> Why | None:
    """What the owner pays for a place, as it was worked out when the place was given.

    None where the rates give another sum now: then the lines would explain something else than the figure.
    """
    year = result.application.round.school_year
    try:
        shares = cost_shares(study=granted_study(result), scheme=result.scheme, rates=rates, year=year)
    except NoValueInForce:
        return None
    if shares.total(OWNER) != result.owner_amount:
        return None
    return _of_lines(result.scheme, shares.lines, when, anchor=f"{ANCHOR}-{result.application_id}")


def why_of_costs(found: OwnerCosts, round: Round, *, at: datetime) -> Why:
    """The sums of the applications that the owner has chosen."""
    lines = [line for line in found.costs.lines if line.payer == OWNER]
    estimated = sum(row.travel + row.stay + row.materials for row in found.chosen)
    return Why(
        figure=_("Det dere betaler"),
        rule=f"{_rule()} {_('Hvert budsjettår er summen av det som faller i semesteret i det året.')}",
        source=_sources(lines),
        inputs=(
            (_("Søknader som er valgt"), number(len(found.chosen))),
            (_("Uten sats, og derfor ikke med"), number(sum(row.costs is None for row in found.chosen))),
            (_("Anslag for reise, opphold og materiell"), kroner(estimated)),
            *((label, kroner(sum(one.amount for one in lines if _label(one) == label))) for label in _labels(lines)),
        ),
        when=_with_rates_of(round, at),
        anchor=ANCHOR,
    )


def _of_lines(code: str, lines: Iterable[CostLine], when: str, *, anchor: str = ANCHOR) -> Why:
    own = [line for line in lines if line.payer == OWNER]
    return Why(
        figure=_("Det skoleeieren betaler"),
        rule=_rule(),
        source=_sources(own),
        inputs=((_("Ordning"), scheme(code)), *((_label(line), f"{kroner(line.amount)}. {t(line)}") for line in own)),
        when=when,
        anchor=anchor,
    )


def _rule() -> str:
    return _("Skoleeieren betaler sin del etter ordningens satser for studiepoengene, og reise, opphold og materiell.")


def _with_rates_of(round: Round, at: datetime) -> str:
    return _("%(now)s, med satsene for studieåret som begynner %(day)s.") % {
        "now": moment(at),
        "day": day(round.school_year.starts_on),
    }


def _label(line: CostLine) -> str:
    return f"{t(line.label)} {line.budget_year}"


def _labels(lines: Sequence[CostLine]) -> list[str]:
    return list(dict.fromkeys(_label(line) for line in lines))


def _sources(lines: Iterable[CostLine]) -> str:
    """Each source once; a scheme that asks the owner for nothing has none."""
    return "; ".join(dict.fromkeys(t(line.source) for line in lines)) or _("Ordningen har ingen sats for skoleeieren.")
