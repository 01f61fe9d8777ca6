"""What becomes of money that was not used: released, carried over or paid back, in explained lines."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.grants.collective.reporting import ReportFigures
from pafyll.domain.values import Kroner


class Becomes(StrEnum):
    """What happens to kroner that were awarded."""

    USED = "used"
    RELEASED = "released"
    CARRIED_OVER = "carried_over"
    REPAID = "repaid"
    RECOVERED = "recovered"


LABELS = {
    Becomes.USED: "Brukt som tildelt",
    Becomes.RELEASED: "Ikke betalt ut: frigjøres",
    Becomes.CARRIED_OVER: "Overføres til neste år",
    Becomes.REPAID: "Betales tilbake",
    Becomes.RECOVERED: "Krevd tilbake",
}


@dataclass(frozen=True)
class UnusedLine:
    """Kroner and what becomes of them. because is a template with {names} that facts fill in."""

    becomes: Becomes
    amount: Kroner
    because: str
    facts: dict[str, Any]

    def __str__(self) -> str:
        return self.because.format_map(self.facts)


def what_becomes(figures: ReportFigures, *, carried_over: Kroner) -> tuple[UnusedLine, ...]:
    """Every awarded krone on a line; the lines add up to the award. carried_over is what may stay with the recipient.

    Raises ValueError when more is carried over than the recipient has in hand (`may_carry_over` says it in words).
    """
    if not 0 <= carried_over <= figures.in_hand:
        raise ValueError(f"{carried_over!r} of {figures.in_hand!r} cannot be carried over")
    repaid = Kroner(figures.in_hand - carried_over)
    ever_paid = {"awarded": str(figures.awarded), "paid": str(Kroner(figures.paid + figures.recovered))}
    lines = [
        UnusedLine(Becomes.USED, Kroner(figures.awarded - figures.unused), "Rapportert brukt", {}),
        UnusedLine(Becomes.RELEASED, figures.never_paid, "Tildelt {awarded}, betalt {paid}", ever_paid),
        UnusedLine(
            Becomes.CARRIED_OVER, carried_over, "Betalt {paid}, brukt {used}; resten brukes neste år", _facts(figures)
        ),
        UnusedLine(Becomes.REPAID, repaid, "Betalt {paid}, brukt {used}; det som ikke overføres", _facts(figures)),
        UnusedLine(Becomes.RECOVERED, figures.demanded_back, "Tilbakebetaling", {}),
    ]
    return tuple(line for line in lines if line.amount)


def may_carry_over(figures: ReportFigures, *, kroner: Kroner, is_in_force_next_year: bool) -> Answer:
    """Whether so much may be carried over. No source gives a rule for carrying over: the officer decides, with grounds.

    What is certain: not more than is in hand, and not into a year in which the scheme is not in force.
    """
    if not 0 <= kroner <= figures.in_hand:
        return no(
            "more_than_in_hand",
            "Det er {in_hand} i behold. {kroner} kan ikke overføres.",
            remedy="Overfør høyst det som er betalt ut og ikke brukt.",
            field="carried_over",
            in_hand=str(figures.in_hand),
            kroner=str(kroner),
        )
    if kroner and not is_in_force_next_year:
        return no(
            "scheme_has_ended",
            "Ordningen gjelder ikke neste år, så midlene kan ikke overføres i den.",
            remedy="Krev pengene tilbake, eller vurder saken etter den nye ordningen.",
            field="carried_over",
        )
    return yes()


def _facts(figures: ReportFigures) -> dict[str, Any]:
    return {"paid": str(figures.paid), "used": str(figures.used)}
