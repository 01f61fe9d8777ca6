"""What is wrong with an order, and what is only odd: faults stop a signature, warnings are shown and may be explained.

A wrong rate family is a warning that needs a reason in writing before the budget can be signed, and not a refusal: the
institutions choose freely whether they use the model for continuing education (UHR), and the classification itself is a
judgement. That commissioned work covers all its costs with a margin is no choice (circular F-07-13), and is refused.
"""

from __future__ import annotations

from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.assignments.pricing.order import (
    BASE,
    BASE_SEMESTERS,
    COMMISSIONED,
    CONTRIBUTION,
    FAMILIES,
    HOUR_FOR_HOUR,
    Order,
    right_family,
)
from pafyll.domain.assignments.pricing.price import Price

BOA = "F-07-13"
WRONG_FAMILY = "wrong_rate_family"


def may_sign_price(order: Order, price: Price, *, family_because: str) -> Answer:
    """Whether the price can be signed. family_because says why another rate family than the right one is used."""
    return first_no(
        [
            _is_classified(order),
            _is_of_something(price),
            _covers_its_costs(order, price),
            _has_development(order),
            _finances_only_a_contribution(order),
            _is_not_below_nothing(price),
            _family_is_right_or_explained(order, family_because),
        ]
    )


def warnings_of(order: Order) -> list[Answer]:
    """What is odd about the order, and can be right all the same."""
    answers = [_family_is_right(order), _base_is_spread(order), _has_travel(order)]
    return [answer for answer in answers if not answer]


def _is_classified(order: Order) -> Answer:
    if order.funding in (COMMISSIONED, CONTRIBUTION):
        return yes()
    return no(
        "not_classified",
        "Det er ikke vurdert om dette er et oppdrag eller et bidrag. Prisen avhenger av det.",
        remedy="Gjør vurderingen først.",
        law=BOA,
    )


def _is_of_something(price: Price) -> Answer:
    if price.lines:
        return yes()
    return no("empty_budget", "Budsjettet er tomt.", remedy="Før opp arbeid eller faste summer.")


def _covers_its_costs(order: Order, price: Price) -> Answer:
    if not order.is_commissioned or price.total > price.costs:
        return yes()
    return no(
        "no_margin",
        "Et oppdrag skal dekke alle kostnader med fortjeneste. Kostnadene er {costs} og prisen {price}.",
        law=BOA,
        costs=str(price.costs),
        price=str(price.total),
    )


def _has_development(order: Order) -> Answer:
    if not order.is_commissioned or any(one.kind in HOUR_FOR_HOUR for one in order.work):
        return yes()
    return no(
        "no_development",
        "Utvikling og planlegging skal med i prisen på et oppdrag. Ingen timer er ført opp.",
        remedy="Før opp timene til utvikling eller planlegging.",
        law=BOA,
    )


def _finances_only_a_contribution(order: Order) -> Answer:
    if not order.own_financing or order.funding == CONTRIBUTION:
        return yes()
    return no(
        "own_financing_of_commissioned",
        "Enheten kan bare dekke en del selv når det er et bidrag. Et oppdrag skal dekke alle kostnader.",
        law=BOA,
        field="own_financing",
    )


def _is_not_below_nothing(price: Price) -> Answer:
    if price.total >= 0:
        return yes()
    return no("below_nothing", "Egenfinansieringen er større enn kostnadene.", field="own_financing")


def _family_is_right(order: Order) -> Answer:
    right = right_family(order.funding, is_education=order.is_education)
    if not right or order.family == right:
        return yes()
    return no(
        WRONG_FAMILY,
        "Indirekte kostnader er regnet med satsene for «{used}». Etter vurderingen skulle det vært «{right}».",
        remedy="Bytt satser, eller skriv hvorfor disse brukes.",
        field="family_because",
        used=FAMILIES[order.family],
        right=FAMILIES[right],
    )


def _family_is_right_or_explained(order: Order, because: str) -> Answer:
    return yes() if because.strip() else _family_is_right(order)


def _base_is_spread(order: Order) -> Answer:
    if not order.number_of(BASE) or not order.work or len({one.semester for one in order.work}) >= BASE_SEMESTERS:
        return yes()
    return no("base_in_one_semester", "Grunnpakken er fire dager over to semestre. Alt arbeid er ført i ett.")


def _has_travel(order: Order) -> Answer:
    if order.travel or not order.days:
        return yes()
    return no(
        "no_travel",
        "Det er ikke satt av noe til reise. Reiser skal ligge i prisen som én fast sum.",
        field="travel",
    )
