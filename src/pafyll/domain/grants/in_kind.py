"""What is given without money: study release by the credits, the teacher's own time, and the place itself."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from pafyll.domain.grants.lines import OWN_TIME, PLACE, InKindLine
from pafyll.domain.grants.lines import RELEASE as RELEASED
from pafyll.domain.parameters import DatedValue
from pafyll.domain.schemes import Scheme
from pafyll.domain.schemes.asked import OWNER, STATE, TEACHER, Asked, Part
from pafyll.domain.schemes.scheme import OWN_TIME as OWN_TIME_PERCENT
from pafyll.domain.schemes.scheme import RELEASE as RELEASE_PERCENT
from pafyll.domain.values import Credits, SchoolYear, Semester, percent_text

CREDITS_OF_THE_RULE = 30


def in_kind_of(scheme: Scheme, asked: Asked, own: Part | None) -> list[InKindLine]:
    """The lines without money. own is the teacher's part of a cost, when there is a cost: it gives own time a value."""
    return [*_release(scheme, asked), *_own_time(scheme, asked, own), *_place(scheme, asked)]


def percent_of_a_year(rule: DatedValue, credits: Decimal) -> Fraction:
    """The rule's percentage for 30 credits, scaled to the credits. It does not depend on the size of the position."""
    return Fraction(Decimal(rule.value)) * Fraction(credits) / CREDITS_OF_THE_RULE


def _release(scheme: Scheme, asked: Asked) -> Iterator[InKindLine]:
    rule = scheme.optional(RELEASE_PERCENT, asked.on)
    if rule is None:
        return
    for term, part in _terms(asked):
        percent = percent_of_a_year(rule, asked.credits) * part
        facts = _facts(asked, rule, percent)
        yield InKindLine(OWNER, term, LABELS[RELEASED], TEXTS[RELEASED], rule.cited, facts, RELEASED, percent)


def _own_time(scheme: Scheme, asked: Asked, own: Part | None) -> Iterator[InKindLine]:
    rule = scheme.optional(OWN_TIME_PERCENT, asked.on)
    if rule is None and own is None and not scheme.in_own_time:
        return
    for term, part in _terms(asked):
        percent = percent_of_a_year(rule, asked.credits) * part if rule else None
        amount = own.amounts[0 if term.is_autumn else 1] if own else None
        because, source, facts = _why(asked, rule, percent, own)
        yield InKindLine(TEACHER, term, LABELS[OWN_TIME], because, source, facts, OWN_TIME, percent, amount)


def _why(
    asked: Asked, rule: DatedValue | None, percent: Fraction | None, own: Part | None
) -> tuple[str, str, dict[str, str]]:
    if rule is None or percent is None:
        return TEXTS["all_own"], "udir.no, Stipendordning", {}
    facts = _facts(asked, rule, percent)
    if own is None:
        return TEXTS[OWN_TIME], rule.cited, facts
    facts |= {"share": own.facts["percent"], "cost": own.facts["cost"]}
    return TEXTS["valued"], f"{rule.cited}; {own.source}", facts


def _place(scheme: Scheme, asked: Asked) -> Iterator[InKindLine]:
    payer = scheme.optional("place_paid_by", asked.on)
    if payer is None:
        return
    for term, _ in _terms(asked):
        yield InKindLine(payer.value, term, LABELS[PLACE], PLACES[payer.value], payer.cited, {}, PLACE)


def _terms(asked: Asked) -> list[tuple[Semester, Fraction]]:
    """The semesters that are studied, and the part of the year's work that lies in each."""
    year = SchoolYear.of(asked.on)
    terms = {"HV": [year.autumn, year.spring], "H": [year.autumn], "V": [year.spring]}[asked.semesters]
    return [(term, Fraction(1, len(terms))) for term in terms]


def _facts(asked: Asked, rule: DatedValue, percent: Fraction) -> dict[str, str]:
    return {
        "credits": str(Credits(asked.credits)),
        "rule": percent_text(Decimal(rule.value)),
        "percent": percent_text(percent, decimals=3),
    }


LABELS = {RELEASED: "Frikjøp", OWN_TIME: "Lærerens egen tid", PLACE: "Studieplass"}
TEXTS = {
    RELEASED: "{percent} % av et årsverk i semesteret: {rule} % for 30 studiepoeng, her {credits}, uansett stilling",
    OWN_TIME: "{percent} % av et årsverk i semesteret, ved siden av jobben: {rule} % for 30 studiepoeng, her {credits}",
    "valued": "{percent} % av et årsverk i semesteret. Verdien er lærerens {share} % av {cost} for studieåret",
    "all_own": "Studiet tas i lærerens egen tid. Staten betaler for det med stipendet.",
}
PLACES = {
    STATE: "Staten betaler studieplassen. Prisen er ikke funnet publisert, og er ikke med i summen",
    OWNER: "Skoleeieren betaler studieplassen. Prisen er ikke funnet, og er ikke med i summen",
}
