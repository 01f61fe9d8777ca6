"""What an owner must put in of its own before the money is paid: how much, of what, and what is still missing."""

# ruff: noqa: E501 (a sentence for translators stands whole on its line)

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.grants.distribution.dividing import by_one_rate
from pafyll.domain.schemes.collective import OwnContribution
from pafyll.domain.schemes.collective.scheme import FORUM_GRANT, GRANT, OWNER_AWARD
from pafyll.domain.values import Kroner

MONEY, WORKING_TIME = "money", "working_time"
FORMS = {MONEY: "penger", WORKING_TIME: "arbeidstid"}
BASES = {
    FORUM_GRANT: "tilskuddet som går til samarbeidsforumet",
    OWNER_AWARD: "tilskuddet som eieren får",
    GRANT: "det statlige tilskuddet",
}


@dataclass(frozen=True)
class Terms:
    """The rule of one regime or scheme year. working_time is None where no source says whether own time counts."""

    percent: int
    base: str
    working_time: bool | None


@dataclass(frozen=True)
class Due:
    """What one owner must put in. because is a template with {names} that facts fill in, after translation."""

    owner: str
    kroner: Kroner
    because: str
    facts: Mapping[str, str]

    def __str__(self) -> str:
        return self.because.format_map(self.facts)

    @property
    def template(self) -> str:
        """The text before the facts are filled in: what is translated."""
        return self.because


@dataclass(frozen=True)
class Documented:
    """What an owner has shown: money spent, or own working time with its value in kroner."""

    form: str
    kroner: Kroner
    what: str


@dataclass(frozen=True)
class Standing:
    """How an owner stands: what is due, what counts, what does not, and what is missing."""

    due: Kroner
    counted: Kroner
    not_counted: Kroner
    missing: Kroner
    answer: Answer


def terms_on(contribution: OwnContribution, day: date) -> Terms:
    """The regime's rule on the day. Raises NoValueInForce where no source says how much, or of what."""
    stated = contribution.working_time
    working_time = bool(stated.on(day)) if stated.has_value_on(day) else None
    return Terms(int(contribution.rate.on(day)), str(contribution.base.on(day)), working_time)


def own_contributions(terms: Terms, *, forum_grant: Kroner, owner_awards: Mapping[str, Kroner]) -> tuple[Due, ...]:
    """What each owner must put in, in whole kroner. The sum is never below the percentage of the base.

    Of the forum's whole grant, the owners carry the total in proportion to what they are awarded (own reading: the 2018
    letter says how much, not how the owners share it). Otherwise each carries the percentage of its own, rounded up.
    """
    owners = sorted(owner_awards)
    if terms.base != FORUM_GRANT:
        return tuple(_of_own(terms, owner, owner_awards[owner]) for owner in owners)
    total = percentage(forum_grant, terms.percent)
    parts = by_one_rate(total, [int(owner_awards[owner]) for owner in owners])
    facts = {"percent": str(terms.percent), "grant": str(Kroner(forum_grant)), "total": str(total)}
    return tuple(
        Due(
            owner,
            Kroner(part),
            BECAUSE["forum"],
            {**facts, "award": str(owner_awards[owner]), "kroner": str(Kroner(part))},
        )
        for owner, part in zip(owners, parts, strict=True)
    )


def percentage(amount: int, percent: int) -> Kroner:
    """percent of amount in whole kroner, rounded up: a least contribution is not met by less."""
    return Kroner(-(-int(amount) * percent // 100))


def standing(due: int, documents: Sequence[Documented], terms: Terms) -> Standing:
    """Whether the owner's own contribution is documented, and if not, what is missing and why."""
    counted = Kroner(sum(one.kroner for one in documents if _counts(one, terms)))
    refused = Kroner(sum(one.kroner for one in documents if not _counts(one, terms)))
    missing = Kroner(max(0, int(due) - counted))
    return Standing(Kroner(due), counted, refused, missing, _answer(Kroner(due), counted, refused, missing, terms))


def _of_own(terms: Terms, owner: str, award: Kroner) -> Due:
    kroner = percentage(award, terms.percent)
    facts = {"percent": str(terms.percent), "award": str(Kroner(award)), "kroner": str(kroner)}
    return Due(owner, kroner, BECAUSE[terms.base], facts)


def _counts(one: Documented, terms: Terms) -> bool:
    return one.form == MONEY or terms.working_time is True


def _answer(due: Kroner, counted: Kroner, refused: Kroner, missing: Kroner, terms: Terms) -> Answer:
    if not missing:
        return yes("own_contribution_documented", "Egenfinansieringen er dokumentert: {counted} av {due}.", counted=counted, due=due)  # fmt: skip
    facts: dict[str, Any] = {"due": due, "counted": counted, "missing": missing, "refused": refused}
    if refused and terms.working_time is None:
        return no(
            "working_time_not_stated",
            "Egenfinansieringen mangler {missing}. Det er dokumentert {counted} av {due} i penger, og {refused} i arbeidstid. Reglene sier ikke om arbeidstid teller.",
            remedy="Avklar med statsforvalteren om arbeidstid teller, eller dokumenter resten i penger.",
            **facts,
        )
    if refused:
        return no(
            "working_time_not_counted",
            "Egenfinansieringen mangler {missing}. Det er dokumentert {counted} av {due} i penger. Arbeidstid verd {refused} teller ikke.",
            remedy="Dokumenter resten i penger.",
            **facts,
        )
    return no(
        "own_contribution_missing",
        "Egenfinansieringen mangler {missing}. Det er dokumentert {counted} av {due}.",
        remedy="Dokumenter resten. Pengene betales ut når hele egenfinansieringen er dokumentert.",
        **facts,
    )


BECAUSE = {
    "forum": "{percent} % av {grant}, som går til forumet, er {total}. Eierne bærer det etter hva de får; {award} her: {kroner}.",
    OWNER_AWARD: "{percent} % av {award}, som eieren får: {kroner}.",
    GRANT: "{percent} % av det statlige tilskuddet på {award}: {kroner}.",
}  # fmt: skip
