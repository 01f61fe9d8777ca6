"""Why an owner may say no to an application: the reasons on one screen, and what each of them asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pafyll.domain.answers import Answer, no, yes


@dataclass(frozen=True)
class RefusalReason:
    """A reason for a no: a stable code, the text the teacher reads, and whether a text of one's own must follow."""

    code: str
    text: str
    needs_words: bool = False


# The reasons are our own wording of what owners and the public pages name: need, plan, money, running the school.
REFUSAL_REASONS = {
    reason.code: reason
    for reason in (
        RefusalReason(
            "not_in_plan", "Studiet er ikke et prioritert behov i kompetanseplanen vår for dette studieåret."
        ),
        RefusalReason("not_in_budget", "Vi har ikke penger til flere deltakere dette studieåret."),
        RefusalReason("no_substitute", "Skolen kan ikke skaffe forsvarlig vikar for timene som blir ledige."),
        RefusalReason("too_many_from_school", "For mange fra samme skole ville studere samtidig."),
        RefusalReason("does_not_teach_subject", "Du underviser ikke i faget, og det er ikke planlagt at du skal."),
        RefusalReason("has_credits", "Du har allerede studiepoengene som kreves i faget."),
        RefusalReason("outside_target_group", "Du er ikke i målgruppa for runden.", needs_words=True),
        RefusalReason("not_employed_here", "Du er ikke ansatt hos oss i studieåret."),
        RefusalReason("other", "En annen grunn.", needs_words=True),
    )
}


def is_full_refusal(code: str, words: str) -> Answer:
    """Whether a refusal says enough: a known reason, and words of one's own where the reason asks for them.

    The duty to give grounds for a decision is in fvl. § 24.
    """
    reason = REFUSAL_REASONS.get(code)
    if reason is None:
        return no("reason_missing", "Velg en grunn til avslaget.", field="reason_code", law="fvl. § 24")
    if reason.needs_words and not words.strip():
        return no(
            "words_missing",
            "Skriv hvorfor. Grunnen du valgte, sier ikke nok alene.",
            field="reason",
            law="fvl. § 24",
        )
    return yes()


def is_among_schemes(scheme: str, wished: Sequence[str]) -> Answer:
    """Whether the owner's choice is one the teacher listed; "" lets both stand.

    Source: udir.no, Søknadsprosessen 2021: the owner picks one of the alternatives that the teacher gave.
    """
    if scheme == "" or scheme in wished:
        return yes()
    return no(
        "not_a_wished_scheme",
        "Læreren har ikke søkt på denne ordningen.",
        remedy="Velg blant ordningene i søknaden, eller la begge stå.",
        field="scheme",
    )
