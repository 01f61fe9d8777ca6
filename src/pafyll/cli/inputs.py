"""From the options of a request to the input that a run needs."""

# ruff: noqa: E501 (a sentence for translators stands whole on its line)

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pafyll.cli.telling import Stop
from pafyll.domain.allocation import NO_LIMIT, Rate, RuleFault, RuleSet, known_rulesets, ruleset
from pafyll.domain.rules.subjects import SUBJECTS
from pafyll.integrations.tables.allocation import SCHEME_CODES
from pafyll.protocols.language import _
from pafyll.protocols.reading import Conditions, Files, input_from, subject_codes
from pafyll.protocols.run import Input


@dataclass(frozen=True)
class Request:
    """What the person asked for: the files, the rules with their switches, the money and the seed."""

    offers: Path
    applications: Path
    owners: Path
    rules: str
    seed: str
    rates: Path | None = None
    rate_options: tuple[str, ...] = ()
    rate_source: str = ""
    state_money: tuple[int, ...] = (NO_LIMIT,)
    cheaper_may_pass: frozenset[str] = frozenset()
    shared_places: int | None = None
    without: tuple[str, ...] = ()
    extra_columns: bool = False
    date: str = ""


def rules_of(request: Request) -> RuleSet:
    """The rule set with the request's switches. Raises Stop when there is none for the year."""
    try:
        rules = ruleset(request.rules)
        return rules.with_options(
            cheaper_may_pass_state=True if "state" in request.cheaper_may_pass else None,
            cheaper_may_pass_owner=True if "owner" in request.cheaper_may_pass else None,
            shared_places=request.shared_places,
            without=request.without,
        )
    except RuleFault as error:
        known = ", ".join(known_rulesets())
        said = _(
            "Det finnes ingen regler for «{rules}» med disse valgene. Regler finnes for: {known}. Se dem med: pafyll rules list"
        )
        raise Stop(said.format(rules=request.rules, known=known)) from error


def read_input(request: Request) -> Input:
    """The checked input. Raises Faulty with every fault in every file, or Stop for an impossible option."""
    rules = rules_of(request)
    rates = tuple(_rate_from(option, request.rate_source) for option in request.rate_options)
    files = Files(request.offers, request.applications, request.owners, request.rates)
    conditions = Conditions(rules, request.seed, request.state_money, request.date, rates)
    return input_from(files, conditions, extra_columns=request.extra_columns)


# Rates


def _rate_from(option: str, source: str) -> Rate:
    """SCHEME=STATE/OWNER or SCHEME:SUBJECT;SUBJECT=STATE/OWNER, kroner for 30 credits."""
    said = _(
        "Satsen «{option}» kan ikke leses. Skriv den som ordning=stat/eier i kroner for 30 studiepoeng, for eksempel substitute=192000/64000."
    )
    try:
        name, amounts = option.split("=")
        scheme, _colon, subjects = name.partition(":")
        state, owner = (int(amount.replace(" ", "")) for amount in amounts.split("/"))
        codes = subject_codes(subjects)
        if state < 0 or owner < 0 or not codes <= SUBJECTS.keys():
            raise ValueError(option)
        return Rate(SCHEME_CODES[scheme.strip().lower()], state, owner, source or _("oppgitt på kommandolinjen"), codes)
    except (ValueError, KeyError) as error:
        raise Stop(said.format(option=option)) from error
