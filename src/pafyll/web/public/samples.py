"""Made-up figures for the style guide: answers to the requirement, a heat map, fetched figures, a statement."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace as Made

from pafyll.domain.rules.qualification import DEVIATION, EXEMPT, LACKS, MEETS, UNKNOWN, Standing
from pafyll.web.components.heat import HeatFigure, Square

STANDINGS = [
    Standing("mathematics", "1-7", verdict, required=30, held=Decimal(15), missing=Decimal(15 * (verdict == LACKS)))
    for verdict in (MEETS, EXEMPT, LACKS, DEVIATION, UNKNOWN)
]

HEAT = HeatFigure(
    "Timer uten studiepoeng",
    ("1.–7. trinn", "8.–10. trinn"),
    (
        ("Matematikk", (Square(0, "0 %"), Square(1, "4 %"))),
        ("Engelsk", (Square(2, "18 %"), Square(3, "40 %"))),
        ("Samisk", (Square(4, "64 %"), Square(-1, "–"))),
        ("Naturfag", (Square(1, "9 %"), None)),
    ),
)


def _figure(text: str, state: str, now: str = "") -> Made:
    standing = Made(state=state, is_moved=state != "current", now=Made(text=now) if now else None)
    return Made(text=text, standing=standing)


LIVE = [
    Made(text="Kommunen har ", standing=None),
    _figure("820 000 kr", "current"),
    Made(text=" til videreutdanning. Behovet er ", standing=None),
    _figure("74 timer i uka", "moved", "71 timer i uka"),
    Made(text=", og ", standing=None),
    _figure("12 lærere", "gone"),
    Made(text=" har søkt.", standing=None),
]


def _line(person: str, study: str, why: str, kroner: int) -> Made:
    part = Made(person=person, study_name=study, school=Made(name="Fjordvik skole"))
    return Made(
        participation=part, label="Våren 2026", why=why, inputs=["Sats: 225 000 kr for 30 studiepoeng"], kroner=kroner
    )


STATEMENT = Made(
    is_drawn_up=True,
    lines=[
        _line("Kari Nordvik", "Matematikk 1", "Deltakelsen er bekreftet.", 112_500),
        _line("Jonas Fagerli", "Norsk 1", "Deltakelsen er bekreftet.", 112_500),
    ],
    total=225_000,
    held_back=[_line("Selma Jensen", "Engelsk 2", "En endring er ikke godtatt ennå.", 37_500)],
    held=37_500,
)
