"""Every Norwegian sentence of the budget, as templates that are translated first and filled in afterwards."""

# ruff: noqa: E501 (a sentence for translators stands whole on its line)

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

TEMPLATES = {
    # why an amount stands in a line
    "given": "Bevilget for {year}",
    "given_between": "Bevilget for {year}: mellom {low} og {high}. Det laveste er brukt.",
    "carried_in": "Overført fra {before}",
    "moved_in": "Omdisponert hit i {year}",
    "moved_out": "Omdisponert herfra i {year}",
    "used_autumn": "Faller på høsten {year}, betalt av «{source}»",
    "used_spring": "Faller på våren {year}, betalt av «{source}»",
    "used": "Faller i {year}, betalt av «{source}»",
    "uncovered": "Ingen penger dekker dette i {year}",
    "left": "Igjen ved utgangen av {year}",
    # what is wrong, and what to do about it
    "one_year_money": "«{source}» gjelder bare {year}. «{use}» går videre i {next} og koster {needed} da. {amount} av det har ikke dekning.",
    "one_year_money_do": "Sett av {amount} i budsjettet for {next}, eller start med færre.",
    "uncovered_commitment": "«{use}» er bundet, men {amount} av {needed} har ikke dekning i {year}.",
    "uncovered_commitment_do": "Omdisponer penger til formålet, eller før en bevilgning for {year}.",
    "bound_twice": "«{source}» er bundet til mer enn den er på i {year}: {needed} mot {available}. Det gjelder {uses}.",
    "bound_twice_do": "Knytt {amount} av dette til andre penger, eller si opp noe av det.",
    "shortage": "Det trengs {needed} til {purpose} i {year} for det som er planlagt. {available} er tilgjengelig, så det mangler {amount}.",
    "shortage_do": "Omdisponer penger til formålet, eller gjør mindre.",
    "moved_too_much": "Det er omdisponert {amount} mer fra «{source}» i {year} enn det var der.",
    "moved_too_much_do": "Gjør om på omdisponeringen.",
    "wrong_purpose": "«{use}» er {purpose}, men er bundet til «{source}», som er gitt til {given}.",
    "wrong_purpose_do": "Omdisponer pengene først, eller knytt kostnaden til andre penger.",
    "lapsing": "{amount} av «{source}» er ikke brukt i {year} og kan ikke overføres.",
    "lapsing_do": "Bruk pengene i {year}, omdisponer dem, eller be om å få overføre dem.",
}

# What the history says of a row, where the ordinary word would mislead.
EVENTS = {
    "put_back": "tok inn igjen",
    "attached": "la ved",
    "detached": "tok ut et vedlegg",
    "proposed": "foreslo på nytt",
    "adopted": "vedtok",
    "started": "satte i gang",
    "completed": "meldte gjennomført",
    "cancelled": "tok ut av programmet",
    "refused": "sa nei",
}


@dataclass(frozen=True)
class Text:
    """A sentence: its template by code, and what fills it."""

    code: str
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def template(self) -> str:
        return TEMPLATES[self.code]

    def __str__(self) -> str:
        return self.template.format_map(self.facts)
