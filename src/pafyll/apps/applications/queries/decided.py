"""What a decided run says of one application: the offers' names, the lines of money, and the chain in words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pafyll.apps.applications.models import AllocationResult
from pafyll.apps.applications.queries.rates import TERMS
from pafyll.domain.allocation import Text
from pafyll.domain.grants.amounts import study_load
from pafyll.domain.grants.cost_shares import CostLine, Study, cost_shares
from pafyll.domain.grants.rates import RateTable
from pafyll.domain.values import Kroner

MAY_BE_KRONER = ("need", "left", "size", "short")  # places in some sentences, kroner in others
OTHER_STUDY_IN_WORDS = "studiet utenfor katalogen"


class LinesDiffer(Exception):
    """The explained lines do not add up to what the engine spent: our fault, and the decision stops."""


def lines_of(result: AllocationResult, rates: RateTable) -> list[dict[str, Any]]:
    """The explained lines of a granted place, as JSON. Raises LinesDiffer when they differ from the run's amounts."""
    study = granted_study(result)
    year = result.application.round.school_year
    shares = cost_shares(study=study, scheme=result.scheme, rates=rates, year=year)
    found = shares.state, sum(line.amount for line in shares.lines if line.payer == "owner")
    if found != (result.state_amount, result.owner_amount):
        raise LinesDiffer(f"{result.application.number}: {found} is not {result.state_amount, result.owner_amount}")
    return [json_line(line) for line in shares.lines]


def json_line(line: CostLine) -> dict[str, Any]:
    """An explained line as a decision stores it."""
    return {
        "label": line.label,
        "payer": line.payer,
        "budget_year": line.budget_year.year,
        "amount": int(line.amount),
        "because": str(line),
        "template": line.because,
        "facts": line.facts,
        "source": line.source,
    }


def granted_study(result: AllocationResult) -> Study:
    """What was granted, as the cost rules read it."""
    application = result.application
    travel = application.travel_1 if result.choice == 1 else application.travel_2
    offer = result.offer
    if offer is None:
        credits = application.other_study_credits or Decimal(0)
        return Study(application.other_study_subject or "other", credits, TERMS[application.semesters], travel)
    credits, terms = study_load(
        offer.programme.credits,
        offer_semesters=offer.semesters,
        starts_in=offer.starts_in,
        wanted=application.semesters,
    )
    return Study(offer.programme.subject, credits, terms, travel)


def named_chain(chain: dict[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """The engine's chain with offers called what the catalogue calls them; the code is kept as offer_code."""
    return {**chain, "steps": [_named_step(step, names) for step in chain["steps"]]}


def _named_step(step: dict[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    facts = {name: _as_said(name, value, step["text"]) for name, value in step["facts"].items()}
    if isinstance(code := facts.get("offer"), str):
        facts |= {"offer": names.get(code, OTHER_STUDY_IN_WORDS), "offer_code": code}
    return {**step, "facts": facts, "text": str(Text(step["code"], facts))}


def _as_said(name: str, value: Any, text: str) -> Any:
    """An amount as the sentence writes it, so that the sentence can be filled in again in another language."""
    amount = str(Kroner(value)) if name in MAY_BE_KRONER and isinstance(value, int) else ""
    return amount if amount and amount in text else value


def sentences_of(chain: Mapping[str, Any]) -> list[Text]:
    """A stored chain's steps as texts to be translated."""
    return [Text(step["code"], step["facts"]) for step in chain.get("steps", [])]
