"""What is counted: each figure with its definition, unit and version, and by what it is broken down."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Indicator:
    """A figure. version goes up when the definition changes, so that old releases say what they counted."""

    code: str
    label: str
    definition: str
    unit: str = "personer"
    version: int = 1


FUNNEL = (
    Indicator(
        "applied",
        "Søkte",
        "Personer som har sendt en søknad i runden. De som har trukket den uten å ha fått plass, er ikke med.",
    ),
    Indicator("approved", "Godkjent av skoleeier", "Søkere som skoleeieren har sagt ja til."),
    Indicator(
        "granted", "Fikk plass", "Søkere som har fått plass: i fordelingen, fra ventelisten eller etter en klage."
    ),
    Indicator(
        "started",
        "Begynte",
        "De som fikk plass, og som har begynt på studiet, også om de siden har sluttet, men ikke om de har utsatt det.",
    ),
    Indicator("completed", "Fullførte", "De som begynte, og som har fullført studiet med bestått resultat."),
)
INDICATORS = {one.code: one for one in FUNNEL}
ORDER = tuple(INDICATORS)  # each is at most the one before it, for the same people

WHERE = "Fag, studiested og ordning er der plassen ble gitt, og ellers førstevalget."
SOURCE = "Søknadene og deltakelsene i Påfyll"
DIMENSIONS = {
    "year": "Studieår",
    "subject": "Fag",
    "county": "Fylke",
    "owner": "Skoleeier",
    "provider": "Studiested",
    "scheme": "Ordning",
    "sex": "Kjønn",
    "age": "Alder",
}
# The tables that are published of every figure. Nothing else is: what is not here cannot be combined with it.
BREAKDOWNS = (
    ("year",),
    ("year", "subject"),
    ("year", "county"),
    ("year", "owner"),
    ("year", "provider"),
    ("year", "scheme"),
    ("year", "sex"),
    ("year", "age"),
    ("year", "subject", "sex"),
)
AGES = ((0, "under 30 år"), (30, "30–39 år"), (40, "40–49 år"), (50, "50–59 år"), (60, "60 år og eldre"))
UNKNOWN = "unknown"


def age_group(age: int | None) -> str:
    """The lower bound of the group that the age falls in, as a code; unknown without an age."""
    if age is None:
        return UNKNOWN
    return str(max(least for least, _label in AGES if age >= least))
