"""Every Norwegian sentence of the planner, as templates that are translated first and filled in afterwards."""

# ruff: noqa: E501 (a sentence for translators stands whole on its line)

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

TEMPLATES: dict[str, str] = {
    # why a line is in the plan
    "line_gap": "{name} underviser {weekly} timer i uken i {subject} på {stage} og mangler {missing} studiepoeng.",
    "line_gap_hours": "{name} underviser i {subject} på {stage} og mangler {missing} studiepoeng. Det gjelder {hours} elevtimer i året.",
    "line_wish": "{name} har selv ønsket å ta {missing} studiepoeng i {subject}.",
    "line_closes": "Når studiet er bestått, er målet nådd fra {from}.",
    "line_part": "Dette er del {part} av {parts}. Når alle er bestått, er målet nådd fra {from}.",
    "line_queue": "Nummer {position} av {queue} i køen i {subject} ved {school}.",
    "line_alone": "Den eneste i køen i {subject} ved {school}.",
    "line_refused": "{name} har fått avslag {times} ganger før.",
    "line_refused_once": "{name} har fått avslag én gang før.",
    "line_together": "Tar faget samme år som {names}.",
    "line_money": "Budsjettet for {year} rekker. Etter planen er {left} igjen.",
    "line_locked": "Studiet er bestemt på forhånd for {name}.",
    "line_under_way": "{name} er i gang med studiet.",
    # what is full
    "full_budget": "Budsjettet for {year} på {total} er brukt opp. Det mangler {missing}.",
    "full_places": "Alle {places} plassene i {pool} i {year} er tatt.",
    "full_places_one": "Den eneste plassen i {pool} i {year} er tatt.",
    "full_places_none": "Det er ingen plasser i {pool} i {year}.",
    "full_absence": "{school} kan ikke ha mer enn {share} prosent av de ansatte borte samtidig, og grensen er nådd fra {when}.",
    "full_load": "I {year} ville det blitt mer enn {most} studiepoeng.",
    # what would move her earlier
    "sooner": "Dette skal til for at {name} kan begynne i {year}:",
    "more_money": "{missing} mer i budsjettet for {year}.",
    "more_places": "Én plass mer i {pool} i {year}.",
    "more_absence": "At {school} kan ha {percent} prosent av en stilling mer borte fra {when}.",
    "less_load": "At et annet studium i {year} flyttes.",
    # why a gap is not closed
    "none_declined": "{name} har takket nei til å studere {subject}.",
    "none_offered": "Det er ikke lagt inn noe studium i {subject}.",
    "none_leaves": "{name} har siste skoleår i {last}. Planen krever {years} skoleår i arbeid etter studiet.",
    "none_leaves_one": "{name} har siste skoleår i {last}. Planen krever ett skoleår i arbeid etter studiet.",
    "none_leaves_now": "{name} har siste skoleår i {last}, og da er det for sent å begynne.",
    "none_long_enough": "Ingen studier i {subject} gir {missing} studiepoeng innenfor årene i planen.",
    "none_in_time": "Det tidligste {name} kan nå målet i {subject}, er {from}.",
    "none_weighs": "Det er rom for et studium i {subject}, men ingen elevtimer som taler for det.",
    # why someone moved
    "moved_left": "{name} er ikke lenger med.",
    "moved_declined": "{name} har takket nei til å studere {subject}.",
    "moved_option": "Studiet {option} finnes ikke lenger.",
    "moved_no_gap": "{name} mangler ikke lenger studiepoeng i {subject}.",
    "moved_less_money": "Budsjettet for {year} er redusert fra {before} til {after}.",
    "moved_more_money": "Budsjettet for {year} er økt fra {before} til {after}.",
    "moved_new": "{name} er ny i planen.",
    "moved_room": "Andre endringer i planen flyttet {name}.",
    # why there is no plan
    "short_budget": "{year} mangler {missing} til {subjects}. Det er satt av {total}.",
    "short_budget_bound": "{year} mangler {missing}: studiene som alt er bestemt, koster mer enn de {total} som er satt av.",
    "short_places": "{pool} mangler {missing} plasser i {year}. Det er regnet med {places}.",
    "short_places_one": "{pool} mangler én plass i {year}. Det er regnet med {places}.",
    "short_absence": "{school} må kunne ha {missing} prosent av en stilling mer borte fra {when} enn grensen på {share} prosent av de ansatte tillater.",
    "short_load": "{name} må kunne ta {missing} studiepoeng mer i {year} enn grensen på {most}.",
    "short_person": "{name} kan ikke nå {missing} studiepoeng i {subject} innen fristen, uansett penger og plasser: {why}",
}

# Where one, or none, takes another sentence: the fact that is counted, and the sentence for each such count.
COUNTED: dict[str, tuple[str, dict[str, str]]] = {
    "line_refused": ("times", {"1": "line_refused_once"}),
    "full_places": ("places", {"0": "full_places_none", "1": "full_places_one"}),
    "none_leaves": ("years", {"0": "none_leaves_now", "1": "none_leaves_one"}),
    "short_places": ("missing", {"1": "short_places_one"}),
}


@dataclass(frozen=True)
class Text:
    """A sentence: translate `template` first, then fill in `facts`. str() gives bokmål."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def template(self) -> str:
        fact, others = COUNTED.get(self.code, ("", {}))
        return TEMPLATES[others.get(str(self.facts.get(fact)), self.code)]

    def __str__(self) -> str:
        return self.template.format_map(self.facts)
