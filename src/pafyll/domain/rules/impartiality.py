"""Why an officer may be disqualified, with the law of the day. The grounds are those of forvaltningsloven § 6."""

from __future__ import annotations

from datetime import date

from pafyll.domain.rules.deadlines import act_on

MUNICIPAL = "kommuneloven § 13-3"
FIRST_ACT = "1967"
# The ground in words, and the part of § 6 of the act of 1967 that it stands in.
GROUNDS = {
    "party": ("Er selv part i saken", "første ledd bokstav a"),
    "family": ("Er i nær slekt eller svogerskap med en som saken gjelder", "første ledd bokstav b"),
    "spouse": ("Er eller har vært gift med en som saken gjelder", "første ledd bokstav c"),
    "agent": ("Er verge eller fullmektig for en som saken gjelder", "første ledd bokstav d"),
    "leader": ("Leder eller sitter i styret for en virksomhet som saken gjelder", "første ledd bokstav e"),
    "special": ("Andre særegne forhold som kan svekke tilliten", "andre ledd"),
}


def ground_label(ground: str) -> str:
    """The ground in words. Raises KeyError on an unknown ground."""
    return GROUNDS[ground][0]


def law_of(ground: str, day: date) -> str:
    """Where the ground stands in the act that is in force that day. Raises KeyError on an unknown ground.

    The parts of §§ 26–29 of the act of 2025 are not known here, so there only the paragraphs are named.
    """
    part, act = GROUNDS[ground][1], act_on(day)
    place = f"{act.law(act.impartiality)} {part}" if act.code == FIRST_ACT else act.law(act.impartiality)
    return f"{place}, {MUNICIPAL}"
