"""What a financing scheme is: a code, a label, who is paid, its dated parameters and how an amount comes about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pafyll.domain.parameters import Parameter
from pafyll.domain.values import Kroner

Amount = Callable[[Decimal, date], Kroner]


@dataclass(frozen=True)
class Scheme:
    """A way of paying for a study. amount(credits, day) asks the rate on the day the study starts."""

    code: str
    label: str
    paid_to: str
    parameters: Mapping[str, Parameter]
    amount: Amount


def per_15_credits(rate: Parameter) -> Amount:
    """rate for each 15 credits, in whole kroner, halves upwards. Raises NoValueInForce."""
    return lambda credits, day: _share(rate.on(day), credits, 15)


def per_30_credits(rate: Parameter, at_most: Parameter) -> Amount:
    """rate for 30 credits and in proportion below, for no more credits than `at_most`. Raises NoValueInForce."""
    return lambda credits, day: _share(rate.on(day), min(credits, Decimal(at_most.on(day))), 30)


def _share(rate: int, credits: Decimal, whole: int) -> Kroner:
    halves = int(credits * 2)
    return Kroner((rate * halves + whole) // (2 * whole))
