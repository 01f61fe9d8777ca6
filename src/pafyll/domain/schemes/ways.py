"""The ways in which schemes pay: a rate for the credits, percentages of a cost, a fixed sum, a refund, or no money."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import ClassVar, Protocol

from pafyll.domain.answers import Answer, no, require
from pafyll.domain.parameters import DatedValue, NoValueInForce, ParameterFault
from pafyll.domain.schemes.asked import COST, OWNER, STATE, Asked, Part, Rate
from pafyll.domain.schemes.texts import (
    BY_ONE_CREDIT,
    BY_OTHER_RATE,
    BY_PERCENT,
    BY_RATE,
    FOR_A_PARTICIPANT,
    FOR_THE_WHOLE,
    NOT_REFUNDED,
    REFUNDED,
)
from pafyll.domain.values import Credits, Kroner, by_credits, by_semester, percent_of


class Way(Protocol):
    """How a scheme pays. payers pay by a rate; names are the parameters it reads; enterable are rates it accepts."""

    @property
    def payers(self) -> tuple[str, ...]: ...

    @property
    def names(self) -> tuple[str, ...]: ...

    @property
    def enterable(self) -> tuple[str, ...]: ...

    def parts(self, asked: Asked) -> list[Part]:
        """Who pays how much in each semester. Raises NoValueInForce when a rate is missing."""
        ...


@dataclass(frozen=True)
class ByCredits:
    """A rate for `per` credits and in proportion, for no more credits than the parameter at_most says."""

    rates: Mapping[str, str]  # payer: parameter
    per: int = 30
    at_most: str = ""
    enterable: ClassVar[tuple[str, ...]] = (STATE, OWNER)

    @property
    def payers(self) -> tuple[str, ...]:
        return tuple(self.rates)

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.rates.values(), *filter(None, [self.at_most]))

    def parts(self, asked: Asked) -> list[Part]:
        paid_for = credits_paid_for(asked, self.at_most)
        rates = [(payer, self._rate(asked, payer)) for payer in (STATE, OWNER)]
        return [_by_rate(asked, payer, rate, paid_for) for payer, rate in rates if rate]

    def _rate(self, asked: Asked, payer: str) -> Rate | None:
        """The entered rate, else the published one. A payer whom the scheme does not ask has a rate only if entered."""
        if entered := asked.entered(payer):
            return entered
        if payer not in self.rates:
            return None
        if asked.only_entered:
            raise NoValueInForce(f"{payer}_per_30_credits", asked.on, asked.scheme)
        value = asked.value(self.rates[payer])
        return Rate(value.value, self.per, value.cited)


@dataclass(frozen=True)
class ByPercent:
    """Percentages of what the credits cost. The last payer takes the rounding, so the parts are the cost exactly.

    A payer's percentage is the parameter <payer>_share_percent, or that of the subject's group where there is one.
    Entered rates for the payers themselves are used as they are, where no cost is entered.
    """

    cost: str
    shares: tuple[str, ...]
    payers: tuple[str, ...] = (STATE, OWNER)
    at_most: str = ""
    enterable: ClassVar[tuple[str, ...]] = (COST, STATE, OWNER)

    @property
    def names(self) -> tuple[str, ...]:
        return (self.cost, *filter(None, [self.at_most]))

    def parts(self, asked: Asked) -> list[Part]:
        cost = asked.entered(COST)
        if cost is None and (asked.only_entered or any(asked.entered(payer) for payer in self.payers)):
            return ByCredits(dict.fromkeys(self.payers, ""), at_most=self.at_most).parts(_by_rows(asked))
        return self._of_cost(asked, cost or _published(asked, self.cost))

    def _of_cost(self, asked: Asked, cost: Rate) -> list[Part]:
        paid_for = credits_paid_for(asked, self.at_most)
        total = by_credits(cost.amount, paid_for, per=cost.per)
        shares = [(payer, share_of(asked, payer)) for payer in self.shares]
        if sum(int(share.value) for _, share in shares) != 100:
            raise ParameterFault(f"{asked.scheme}: the shares on {asked.on} are not 100 percent together")
        amounts = [percent_of(total, share.value) for _, share in shares[:-1]]
        amounts.append(Kroner(total - sum(amounts)))
        facts = {"credits": str(paid_for), "cost": str(total), "rate": str(Kroner(cost.amount))}
        return [
            Part(
                payer,
                asked.by_semester(amount),
                BY_PERCENT[asked.semesters],
                {**facts, "percent": str(share.value)},
                f"{share.cited}; {cost.source}",
            )
            for (payer, share), amount in zip(shares, amounts, strict=True)
        ]


@dataclass(frozen=True)
class FixedSum:
    """A sum that is not scaled. whole is the credits of the education it is for, 0 when the credits do not matter."""

    amount: str
    whole: int = 0
    payers: ClassVar[tuple[str, ...]] = (STATE,)
    enterable: ClassVar[tuple[str, ...]] = (STATE,)

    @property
    def names(self) -> tuple[str, ...]:
        return (self.amount,)

    def parts(self, asked: Asked) -> list[Part]:
        if self.whole and asked.credits != self.whole:
            require(_only_whole(self.whole))
        rate = asked.entered(STATE) or _published(asked, self.amount)
        first = by_semester(rate.amount, "V" if asked.semesters == "V" else "H")
        facts = {"amount": str(Kroner(rate.amount)), "credits": str(self.whole)}
        return [Part(STATE, first, FOR_THE_WHOLE if self.whole else FOR_A_PARTICIPANT, facts, rate.source)]


@dataclass(frozen=True)
class Refund:
    """A percentage of what travel and stay cost, with a limit in each semester. The owner carries the rest."""

    percent: str
    at_most: str
    payers: ClassVar[tuple[str, ...]] = ()
    enterable: ClassVar[tuple[str, ...]] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.percent, self.at_most)

    def parts(self, asked: Asked) -> list[Part]:
        percent, most = asked.value(self.percent), asked.value(self.at_most)
        expenses = asked.by_semester(asked.expenses)
        autumn, spring = (min(percent_of(part, percent.value), Kroner(most.value)) for part in expenses)
        facts = {
            "percent": str(percent.value),
            "most": str(Kroner(most.value)),
            "expenses": str(Kroner(asked.expenses)),
        }
        rest = (expenses[0] - autumn, expenses[1] - spring)
        return [
            Part(STATE, (autumn, spring), REFUNDED, facts, percent.cited),
            Part(OWNER, rest, NOT_REFUNDED, facts, percent.cited),
        ]


@dataclass(frozen=True)
class NoMoney:
    """The place is paid for, and nothing else."""

    payers: ClassVar[tuple[str, ...]] = ()
    names: ClassVar[tuple[str, ...]] = ()
    enterable: ClassVar[tuple[str, ...]] = ()

    def parts(self, asked: Asked) -> list[Part]:
        return []


def credits_paid_for(asked: Asked, at_most: str) -> Credits:
    """The credits of the study, and no more than the parameter says are paid for in a study year."""
    return Credits(min(asked.credits, Decimal(asked.value(at_most).value)) if at_most else asked.credits)


def share_of(asked: Asked, payer: str) -> DatedValue:
    """The payer's percentage on the day, for the group that the subject belongs to. Raises NoValueInForce."""
    name = f"{payer}_share_percent"
    special = asked.parameters.get(f"{name}_{_share_group(asked)}")
    return special.dated(asked.on) if special and special.has_value_on(asked.on) else asked.value(name)


def _share_group(asked: Asked) -> str:
    listed = asked.parameters.get("subjects_in_mathematics_and_science")
    favoured = listed.on(asked.on) if listed and listed.has_value_on(asked.on) else []
    return "mathematics_and_science" if asked.subject in favoured else "other_subjects"


def _published(asked: Asked, name: str) -> Rate:
    value = asked.value(name)
    return Rate(value.value, 30, value.cited)


def _by_rows(asked: Asked) -> Asked:
    """The same question, answered by entered rates alone."""
    return replace(asked, only_entered=True)


def _by_rate(asked: Asked, payer: str, rate: Rate, paid_for: Credits) -> Part:
    facts = {"credits": str(paid_for), "rate": str(Kroner(rate.amount))}
    because = {30: BY_RATE, 1: BY_ONE_CREDIT}.get(rate.per, BY_OTHER_RATE)
    facts |= {"per": str(rate.per)} if because is BY_OTHER_RATE else {}
    total = by_credits(rate.amount, paid_for, per=rate.per)
    return Part(payer, asked.by_semester(total), because[asked.semesters], facts, rate.source)


def _only_whole(whole: int) -> Answer:
    return no(
        "only_the_whole_education",
        "Ordningen gir ett beløp for hele utdanningen på {whole} studiepoeng, og kilden sier ikke hva en del gir.",
        remedy="Oppgi {whole} studiepoeng.",
        field="credits",
        whole=str(whole),
    )
