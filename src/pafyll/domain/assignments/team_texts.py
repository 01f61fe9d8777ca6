"""Every sentence of the team proposal, as templates that are translated first and filled in afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pafyll.domain.values import Semester

TEMPLATES: dict[str, str] = {
    # why in
    "can_lead": "{name} kan lede arbeid i {field}.",
    "can_contribute": "{name} kan bidra i {field}.",
    "wants_to_learn": "{name} vil lære mer om {field}.",
    "is_experienced": "{name} har vært med i {count} oppdrag før.",
    "is_experienced_one": "{name} har vært med i ett oppdrag før.",
    "is_new": "{name} har ikke vært med i et slikt oppdrag før.",
    "has_room": "{name} har {free} prosent ledig {semester}. Oppdraget trenger {needed} prosent.",
    "fewest": "Av dem som er erfarne og kan lede, er {name} den med minst på seg fra før: {load} prosent.",
    "newest": "Av dem som er nye, kan {name} mest i feltet og har minst på seg fra før: {load} prosent.",
    "completes": "Ingen ny kollega har tid. {name} fyller laget, og parregelen er ikke oppfylt.",
    # why not
    "no_competence": "{name} har ikke {field} i kompetanseoversikten.",
    "no_room": "{name} har {free} prosent ledig {semester}, og oppdraget trenger {needed} prosent.",
    "disqualified": "{name} er inhabil.",
    "cannot_lead": "{name} kan ikke lede arbeid i {field}, og er heller ikke ny.",
    "others_first": "{others} har mindre på seg fra før, og ble valgt.",
    # what the team lacks
    "lacks_experienced": "Ingen erfaren som kan lede arbeid i {field}, har tid.",
    "lacks_new": "Ingen ny kollega som kan noe i {field}, har tid. En erfaren skal ta med seg en som er ny.",
}


@dataclass(frozen=True)
class Reason:
    """A sentence: the code of its template, and the facts that it is filled with."""

    code: str
    facts: Mapping[str, Any]

    @property
    def text(self) -> str:
        return TEMPLATES[self.code]

    def __str__(self) -> str:
        """In bokmål, with the semester in words. A page says it in the reader's language."""
        facts = {**self.facts}
        if "semester" in facts:
            facts["semester"] = str(Semester(facts["semester"]))
        return self.text.format_map(facts)

    def stored(self) -> dict[str, Any]:
        """What is kept with the proposal."""
        return {"code": self.code, "text": self.text, "facts": dict(self.facts)}
