"""The two checklists that are signed before an agreement: the project manager answers, the unit head vouches.

Our own wording of the lists that a working group at a teacher education used in December 2021. The references are a
versioned text: that list named circular F-20-07, while the university's own pages name F-07-13, which is newer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.assignments.pricing.order import CONTRIBUTION

PROJECT, UNIT = "project", "unit"
TEXT, YES_NO, TICK, IF_RELEVANT = "text", "yes_no", "tick", "if_relevant"
FUNDING = "funding"  # not asked: what the assignment is classified as, beside the answers
YES, NO, NOT_RELEVANT = "yes", "no", "not_relevant"
VERSION = "2026-1"
LONGEST = 2000

LISTS = {PROJECT: "Prosjektlederens sjekkliste", UNIT: "Enhetslederens sjekkliste"}
PARTS = {
    "purpose": "Faglig formål",
    "interest": "Faglig interesse",
    "resources": "Ressurser og penger",
    "financing": "Finansiering",
    "impartiality": "Habilitet",
    "health": "Helseforskning",
    "privacy": "Personopplysninger",
    "other": "Annet",
}
REFERENCES = {
    "F-07-13": "Rundskriv F-07-13 om bidrag og oppdrag. Listen fra 2021 viste til F-20-07, som er eldre.",
    "fvl. § 6": "Forvaltningsloven § 6 om når en tjenesteperson er inhabil.",
    "helseforskningsloven": "Helseforskningsloven om forhåndsgodkjenning fra REK.",
    "personopplysningsloven": "Personopplysningsloven og personvernforordningen.",
}


@dataclass(frozen=True)
class Item:
    """One question of a list. when: the answers that make it necessary, as code → answer; empty: always."""

    code: str
    part: str
    kind: str
    law: str = ""
    when: tuple[tuple[str, str], ...] = ()


TIES = (("holds_office", YES), ("buys_from_staff", YES), ("other_ties", YES))
PROJECT_ITEMS = (
    Item("aim", "purpose", TEXT),
    Item("resources", "resources", TEXT),
    Item("external_financing", "financing", TEXT),
    Item("own_financing", "financing", TEXT),
    Item("holds_office", "impartiality", YES_NO, "fvl. § 6"),
    Item("buys_from_staff", "impartiality", YES_NO, "fvl. § 6"),
    Item("other_ties", "impartiality", YES_NO, "fvl. § 6"),
    Item("ties_described", "impartiality", TEXT, when=TIES),
    Item("is_disqualified", "impartiality", YES_NO, "fvl. § 6", TIES),
    Item("replaced_by", "impartiality", TEXT, "fvl. § 6", (("is_disqualified", YES),)),
    Item("remarks", "other", TEXT),
)
UNIT_ITEMS = (
    Item("fits_strategy", "interest", TICK),
    Item("has_quality", "interest", TICK),
    Item("has_capacity", "resources", TICK),
    Item("classification_judged", "financing", TICK, "F-07-13"),
    Item("own_financing_judged", "financing", TICK, "F-07-13", ((FUNDING, CONTRIBUTION),)),
    Item("impartiality_judged", "impartiality", TICK, "fvl. § 6"),
    Item("applies_to_rek", "health", IF_RELEVANT, "helseforskningsloven"),
    Item("rek_contact", "health", IF_RELEVANT, "helseforskningsloven", (("applies_to_rek", YES),)),
    Item("privacy_notified", "privacy", IF_RELEVANT, "personopplysningsloven"),
    Item("remarks", "other", TEXT),
)
ITEMS = {PROJECT: PROJECT_ITEMS, UNIT: UNIT_ITEMS}
QUESTIONS = {
    "aim": "Hva skal skolen og vi få ut av samarbeidet?",
    "resources": "Hvem og hva trengs: folk, rom, utstyr og annet?",
    "external_financing": "Hvem betaler, og hvor mye?",
    "own_financing": "Hva dekker vi selv? Skriv «ingenting» hvis alt blir betalt.",
    "holds_office": "Har noen som er med, verv eller stilling hos den som betaler eller samarbeider?",
    "buys_from_staff": "Skal noe kjøpes fra et foretak som en av våre ansatte driver?",
    "other_ties": "Er det andre bånd som kan svekke tilliten til at vi er upartiske?",
    "ties_described": "Beskriv båndene kort: hvem, til hvem og hvor lenge.",
    "is_disqualified": "Gjør dette at noen er inhabil?",
    "replaced_by": "Hvem er inhabil, og hvem tar over oppgavene?",
    "remarks": "Noe mer den neste bør vite?",
    "fits_strategy": "Arbeidet passer med det enheten skal drive med.",
    "has_quality": "Opplegget er faglig godt nok.",
    "has_capacity": "Enheten har folk, utstyr og penger til å gjennomføre det.",
    "classification_judged": "Det er vurdert om dette er et oppdrag eller et bidrag, og vurderingen er riktig.",
    "own_financing_judged": "Det som enheten dekker selv, er vurdert og ligger i budsjettet.",
    "impartiality_judged": "Habiliteten til dem som er med, er vurdert, og ingen deltar i strid med reglene.",
    "applies_to_rek": "Skal det søkes om godkjenning fra REK?",
    "rek_contact": "Er fakultetets kontakt lagt til på søknaden hos REK?",
    "privacy_notified": "Er behandlingen av personopplysninger meldt til personverntjenesten?",
}
OPTIONAL = ("remarks",)
ANSWERS = {YES: "Ja", NO: "Nei", NOT_RELEVANT: "Ikke aktuelt"}


def asked(kind: str, answers: Mapping[str, str]) -> list[Item]:
    """The questions of the list that apply with these answers, in their order."""
    return [item for item in ITEMS[kind] if _applies(item, answers)]


def may_sign_list(kind: str, answers: Mapping[str, str]) -> Answer:
    """Whether the list can be signed: everything that applies is answered, and no answer says stop."""
    return first_no([*(_is_answered(item, answers) for item in asked(kind, answers)), *_agree(answers)])


def left_to_answer(kind: str, answers: Mapping[str, str]) -> list[str]:
    """The codes of the questions that still lack an answer."""
    return [item.code for item in asked(kind, answers) if not _is_answered(item, answers)]


def _applies(item: Item, answers: Mapping[str, str]) -> bool:
    return not item.when or any(answers.get(code) == answer for code, answer in item.when)


def _is_answered(item: Item, answers: Mapping[str, str]) -> Answer:
    given = answers.get(item.code, "").strip()
    if given or item.code in OPTIONAL:
        return yes()
    if item.kind == TICK:
        return no("not_vouched_for", "Du kan ikke signere før du kan stå inne for dette:", field=item.code)
    return no("not_answered", "Svar på dette før du signerer.", field=item.code)


def _agree(answers: Mapping[str, str]) -> list[Answer]:
    """Answers that say that something must be done first."""
    if answers.get("applies_to_rek") == YES and answers.get("rek_contact") == NO:
        return [no("no_rek_contact", "Legg til fakultetets kontakt på søknaden til REK først.", field="rek_contact")]
    if answers.get("privacy_notified") == NO:
        return [
            no(
                "privacy_not_notified",
                "Behandlingen av personopplysninger skal være meldt før arbeidet starter.",
                remedy="Meld den, eller svar at det ikke er aktuelt.",
                law="personopplysningsloven",
                field="privacy_notified",
            )
        ]
    return []
