"""What a member of an assignment answers about her own impartiality, and what blocks membership. Fvl. § 6.

The three questions are those of the project manager's checklist in the working group's report of 15 December 2021.
"""

from __future__ import annotations

from dataclasses import dataclass

from pafyll.domain.answers import Answer, first_no, no, yes

QUESTIONS = {
    "holds_post": "Har du verv eller stilling i organisasjonen som betaler for eller samarbeider om prosjektet?",
    "has_company": "Kommer prosjektet til å kjøpe tjenester fra et selskap som du driver selv?",
    "has_other_tie": "Er det andre forhold som kan gjøre deg inhabil?",
}
UNASSESSED, IMPARTIAL, DISQUALIFIED = "unassessed", "impartial", "disqualified"
OUTCOMES = {UNASSESSED: "Ikke vurdert", IMPARTIAL: "Habil", DISQUALIFIED: "Inhabil"}


@dataclass(frozen=True)
class Ties:
    """The answers; facts describes them when one is yes."""

    holds_post: bool = False
    has_company: bool = False
    has_other_tie: bool = False
    facts: str = ""

    @property
    def has_any(self) -> bool:
        return self.holds_post or self.has_company or self.has_other_tie

    @property
    def first_outcome(self) -> str:
        """Without ties nobody needs to assess; with one somebody else does, and until then it blocks."""
        return UNASSESSED if self.has_any else IMPARTIAL


def is_described(ties: Ties) -> Answer:
    """Whether a tie is described."""
    if not ties.has_any or ties.facts:
        return yes()
    return no("facts_missing", "Beskriv kort forholdet du har svart ja på.", field="facts")


def may_assess(declarer: int, assessor: int | None, has_ties: bool) -> Answer:
    """Whether the person may assess it: not her own, and only where there is something to assess."""
    if declarer == assessor:
        return no("assesses_self", "Du kan ikke vurdere din egen habilitet.", remedy="Lederen din gjør det.")
    if not has_ties:
        return no("nothing_to_assess", "Det er ikke oppgitt noe å vurdere.")
    return yes()


def may_join(outcome: str | None, name: str) -> Answer:
    """Whether the person may be a member: she has declared, and is found impartial. outcome None: not declared."""
    return first_no([_has_declared(outcome, name), _is_assessed(outcome, name), is_clear(outcome, name)])


def _has_declared(outcome: str | None, name: str) -> Answer:
    if outcome is not None:
        return yes()
    remedy = "Personen svarer selv på siden «Habilitet» i oppdraget."
    return no("not_declared", "{name} har ikke svart på spørsmålene om habilitet.", remedy=remedy, name=name)


def _is_assessed(outcome: str | None, name: str) -> Answer:
    if outcome != UNASSESSED:
        return yes()
    remedy = "Enhetslederen eller nestlederen vurderer det."
    return no("not_assessed", "{name} har oppgitt et forhold som ikke er vurdert.", remedy=remedy, name=name)


def is_clear(outcome: str | None, name: str) -> Answer:
    """Whether nobody has found the person disqualified."""
    if outcome != DISQUALIFIED:
        return yes()
    return no("disqualified", "{name} er inhabil i oppdraget.", law="fvl. § 6", remedy="Velg en annen.", name=name)
