"""The fields of a step: one description reads a file, makes the form in the browser, and tells what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from pafyll.domain.grants.distribution.recipients import KINDS
from pafyll.domain.grants.distribution.selection import EVERYBODY, Selection
from pafyll.domain.grants.distribution.texts import hundredths
from pafyll.domain.values import Kroner

MOST_KRONER = 10**12
REST = "rest"
CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
NUMBER = re.compile(r"\d{9}")


class Bad(Exception):
    """A value that a step cannot use: a template with facts that says why, and what to write instead."""

    def __init__(self, text: str, remedy: str = "", **facts: Any) -> None:
        super().__init__(text)
        self.text, self.remedy, self.facts = text, remedy, facts


@dataclass(frozen=True)
class Field:
    """One thing that a step must or may say. kind is a key of PARSERS; codes are the values of a choice in words."""

    name: str
    label: str
    kind: str
    is_required: bool = True
    default: Any = None
    codes: Mapping[str, str] | None = None

    def parse(self, value: Any) -> Any:
        """The value as the step uses it. Raises Bad."""
        return PARSERS[self.kind](value, self)


@dataclass(frozen=True)
class Component:
    """A part of a unit cost: rate kroner × the factors × how many of the unit a request has."""

    label: str
    rate: Kroner
    unit: str
    factors: tuple[tuple[str, int], ...] = ()
    unit_label: str = ""

    def cost(self, units: Mapping[str, int]) -> int:
        """Kroner for the request's units; a unit that it lacks counts as none."""
        product = int(self.rate) * units.get(self.unit, 0)
        for _name, factor in self.factors:
            product *= factor
        return product


@dataclass(frozen=True)
class Direct:
    """A sum to one named recipient, and what it is for."""

    number: str
    kroner: Kroner
    title: str


def code(value: Any, field: Field) -> str:
    """A short name in lower case: what pots and keys are called in the file."""
    text = str(value)
    if not CODE.fullmatch(text):
        raise Bad("«{value}» kan ikke være navn.", "Bruk små bokstaver a–z, tall og understrek.", value=text)
    return text


def choice(value: Any, field: Field) -> str:
    """One of the field's codes."""
    codes = field.codes or {}
    if value not in codes:
        raise Bad("Kjenner ikke «{value}».", "Velg en av disse: {known}.", value=value, known=", ".join(codes))
    return str(value)


def pots(value: Any, field: Field) -> tuple[str, ...]:
    """At least two pots, each once."""
    names = tuple(code(one, field) for one in _list(value))
    if len(names) < 2 or len(set(names)) < len(names):
        raise Bad("Skriv minst to ulike potter.", "For eksempel [eiere, tilbydere].")
    return names


def whole(value: Any, field: Field) -> int:
    """A whole number, 1 or more."""
    number = _whole(value)
    if number < 1:
        raise Bad("{value} er for lite.", "Skriv 1 eller mer.", value=value)
    return number


def kroner(value: Any, field: Field | None = None) -> Kroner:
    """Whole kroner, 0 or more."""
    number = _whole(value)
    if not 0 <= number <= MOST_KRONER:
        raise Bad("{value} kan ikke være et beløp.", "Skriv hele kroner, 0 eller mer.", value=value)
    return Kroner(number)


def percents(value: Any, field: Field) -> tuple[tuple[str, int], ...]:
    """Pot and share in hundredths of a per cent, 100 together. One pot may have «rest»: what the others leave."""
    pairs = [
        (code(name, field), None if share == REST else _hundredths(share)) for name, share in _mapping(value).items()
    ]
    total = sum(share or 0 for _, share in pairs)
    rests = sum(share is None for _, share in pairs)
    if rests > 1 or total > 100_00 or (not rests and total != 100_00):
        raise Bad("Prosentene er {found} til sammen.", "De må bli 100. Ingen er endret.", found=hundredths(total))
    return tuple((name, 100_00 - total if share is None else share) for name, share in pairs)


def sums(value: Any, field: Field) -> tuple[tuple[str, Kroner], ...]:
    """Pot and a sum in kroner."""
    return tuple((code(name, field), kroner(amount)) for name, amount in _mapping(value).items())


def shares(value: Any, field: Field) -> tuple[tuple[str, int], ...]:
    """Organisation number and fixed weight."""
    return tuple((number(one, field), _hundredths(share)) for one, share in _mapping(value).items())


def who(value: Any, field: Field) -> Selection:
    """A list of kinds, or kinds, counties, regions and numbers by name."""
    given = _mapping(value) if isinstance(value, Mapping) else {"kinds": value}
    unknown = given.keys() - {"kinds", "counties", "regions", "numbers"}
    if unknown:
        named = ", ".join(sorted(map(str, unknown)))
        raise Bad("Kjenner ikke «{value}».", "Skriv kinds, counties, regions eller numbers.", value=named)
    parts = {name: tuple(str(one) for one in _list(values)) for name, values in given.items()}
    for kind in parts.get("kinds", ()):
        if kind not in KINDS:
            known = ", ".join(KINDS)
            raise Bad("Kjenner ikke mottakere av slaget «{value}».", "Velg blant: {known}.", value=kind, known=known)
    return Selection(**parts)


def number(value: Any, field: Field) -> str:
    """An organisation number of nine digits."""
    text = str(value).replace(" ", "")
    if not NUMBER.fullmatch(text):
        raise Bad("«{value}» er ikke et organisasjonsnummer.", "Skriv ni siffer.", value=value)
    return text


def direct(value: Any, field: Field) -> tuple[Direct, ...]:
    """A list of recipient, kroner and title."""
    return tuple(_direct(_known(one, {"recipient", "kroner", "title"}), field) for one in _list(value))


def components(value: Any, field: Field) -> tuple[Component, ...]:
    """A list of label, rate, unit and factors."""
    return tuple(
        _component(_known(one, {"label", "rate", "unit", "factors", "unit_label"}), field) for one in _list(value)
    )


def text(value: Any, field: Field) -> str:
    """A few words on one line."""
    said = str(value)
    if len(said) > 120 or "\n" in said:
        raise Bad("Teksten er for lang.", "Skriv høyst 120 tegn på én linje.")
    return said


PARSERS: Mapping[str, Callable[[Any, Field], Any]] = {
    "pot": code,
    "new_pot": code,
    "key": code,
    "unit": code,
    "text": text,
    "pots": pots,
    "percents": percents,
    "sums": sums,
    "shares": shares,
    "kroner": kroner,
    "whole": whole,
    "choice": choice,
    "who": who,
    "direct": direct,
    "components": components,
}


def _direct(one: Mapping[str, Any], field: Field) -> Direct:
    if not one.get("recipient") or "kroner" not in one:
        raise Bad("Hver tildeling må ha mottaker og kroner.", "Skriv recipient, kroner og title.")
    return Direct(number(one["recipient"], field), kroner(one["kroner"]), str(one.get("title", "")))


def _component(one: Mapping[str, Any], field: Field) -> Component:
    if not one.get("unit") or "rate" not in one:
        raise Bad("Hver kostnad må ha sats og enhet.", "Skriv label, rate, unit og factors.")
    factors = tuple((str(name), whole(times, field)) for name, times in _mapping(one.get("factors", {})).items())
    label, unit_label = (str(one.get(name) or one["unit"]) for name in ("label", "unit_label"))
    return Component(label, kroner(one["rate"]), code(one["unit"], field), factors, unit_label)


def _known(value: Any, names: set[str]) -> Mapping[str, Any]:
    given = _mapping(value)
    unknown = sorted(map(str, given.keys() - names))
    if unknown:
        raise Bad("Kjenner ikke «{value}».", "Velg blant: {known}.", value=unknown[0], known=", ".join(sorted(names)))
    return given


def _mapping(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise Bad("Her skal det stå navn og verdi.", "For eksempel {{collective: 70, other: 30}}.")
    return value


def _list(value: Any) -> list[Any]:
    if isinstance(value, str) or not isinstance(value, list | tuple):
        raise Bad("Her skal det stå en liste.", "For eksempel [municipality, private_owner].")
    return list(value)


def _whole(value: Any) -> int:
    text = re.sub(r"[\s\u00a0\u202f]", "", str(value))
    if isinstance(value, bool) or not re.fullmatch(r"-?\d{1,15}", text):
        raise Bad("«{value}» er ikke et helt tall.", "Skriv bare sifre.", value=value)
    return int(text)


def _hundredths(value: Any) -> int:
    """A number with at most two decimals, 0 or more, in hundredths. Comma and point are both read."""
    try:
        exact = Decimal(str(value).strip().replace(",", ".")) * 100
    except InvalidOperation:
        exact = Decimal("NaN")
    if isinstance(value, bool) or not exact.is_finite() or exact < 0 or exact != int(exact) or exact > MOST_KRONER:
        raise Bad(
            "«{value}» er ikke et tall som kan brukes.", "Skriv 0 eller mer, med høyst to desimaler.", value=value
        )
    return int(exact)


__all__ = ["EVERYBODY", "PARSERS", "Bad", "Component", "Direct", "Field"]
