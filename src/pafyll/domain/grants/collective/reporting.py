"""What a report says about the money, and whether it adds up with what was awarded and paid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.values import Kroner

NOTHING = Kroner(0)

# Categories of participants as the forms count them (Vestfold fylkeskommune, rapport DEKOMP-Y 2026, and behovsmelding).
PARTICIPANTS = {
    "teachers": "Lærere",
    "kindergarten_teachers": "Barnehagelærere",
    "leaders": "Ledere",
    "vocational_teachers": "Yrkesfaglærere",
    "instructors": "Faglige ledere og instruktører",
    "other_staff": "Andre ansatte",
    "others": "Andre målgrupper",
}


@dataclass(frozen=True)
class ReportFigures:
    """awarded, paid and recovered are what we know; the rest the recipient reports. Whole kroner and whole people.

    paid is what the recipient has been paid and may keep so far; recovered was paid too, and is demanded back.
    """

    awarded: Kroner
    paid: Kroner
    used: Kroner
    own_contribution: Kroner
    unused_because: str = ""
    participants: Mapping[str, int] = field(default_factory=dict)
    recovered: Kroner = NOTHING

    @property
    def unused(self) -> Kroner:
        """Of what was awarded: not used."""
        return Kroner(max(self.awarded - self.used, 0))

    @property
    def in_hand(self) -> Kroner:
        """Paid and not used: with the recipient, to be carried over or paid back."""
        return Kroner(max(self.paid - self.used, 0))

    @property
    def never_paid(self) -> Kroner:
        """Awarded, not used and not paid either: promised money that is free again."""
        return Kroner(min(self.unused - self.in_hand, max(self.awarded - self.paid - self.recovered, 0)))

    @property
    def demanded_back(self) -> Kroner:
        """Of what was not used: paid, and demanded back already."""
        return Kroner(self.unused - self.in_hand - self.never_paid)


def report_faults(figures: ReportFigures) -> list[Answer]:
    """What must be mended before a report is sent. Empty when it can be."""
    return [answer for answer in (_within_award(figures), _explained(figures), _counted(figures)) if not answer]


def _within_award(figures: ReportFigures) -> Answer:
    if 0 <= figures.used <= figures.awarded:
        return yes()
    return no(
        "used_above_the_award",
        "Rapporten sier at {used} er brukt. Det er tildelt {awarded}.",
        remedy="Før bare det som er dekket av tilskuddet. Det dere selv har betalt, føres som egenfinansiering.",
        field="used",
        used=str(figures.used),
        awarded=str(figures.awarded),
    )


def _explained(figures: ReportFigures) -> Answer:
    if not figures.unused or figures.unused_because.strip():
        return yes()
    return no(
        "unused_not_explained",
        "{unused} er ikke brukt, og rapporten sier ikke hvorfor.",
        remedy="Skriv hvorfor pengene ikke er brukt, og om tiltaket er forsinket eller avsluttet.",
        field="unused_because",
        unused=str(figures.unused),
    )


def _counted(figures: ReportFigures) -> Answer:
    unknown = sorted(figures.participants.keys() - PARTICIPANTS.keys())
    negative = [
        PARTICIPANTS[kind] for kind, people in figures.participants.items() if kind not in unknown and people < 0
    ]
    if not unknown and not negative:
        return yes()
    return no(
        "participants_not_counted",
        "Tallet på deltakere kan ikke leses: {which}.",
        remedy="Før hele tall, 0 eller mer.",
        field="participants",
        which=", ".join(unknown + negative),
    )
