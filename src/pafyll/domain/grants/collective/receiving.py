"""Who may receive money from a collective scheme. What the regime does not name is refused with where it says so."""

from __future__ import annotations

from dataclasses import dataclass

from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.schemes.collective import CollectiveScheme, kind_of_provider

OWNER_LABELS = {
    "municipality": "kommuner",
    "county_authority": "fylkeskommuner",
    "private_owner": "private eiere",
    "provider": "tilbydere som ordningen godtar",
}
PARTNER_LABELS = {"university": "universiteter og høgskoler", "vocational_college": "fagskoler"}
PROVIDER = "provider"


@dataclass(frozen=True)
class Candidate:
    """An organisation that may be awarded money: its name, its kind, and what is flagged on a provider."""

    name: str
    kind: str
    flags: tuple[str, ...] = ()


def may_receive(scheme: CollectiveScheme, candidate: Candidate) -> Answer:
    """Whether the scheme's money may go to the organisation.

    An owner of a kind that the regime names may; a provider may when the regime takes providers of its kind.
    """
    if candidate.kind not in scheme.recipients:
        return no(
            "not_a_recipient",
            "{name} kan ikke få midler fra {scheme}: ordningen gjelder {kinds}.",
            law=scheme.paragraphs,
            remedy="Gi midlene til eieren eller tilbyderen som er med i samarbeidet.",
            field="recipient",
            name=candidate.name,
            scheme=scheme.label,
            kinds=_in_words([label for kind, label in OWNER_LABELS.items() if kind in scheme.recipients]),
        )
    if candidate.kind == PROVIDER and kind_of_provider(candidate.flags) not in scheme.partners:
        return no(
            "not_a_partner",
            "{name} kan ikke få midler fra {scheme}: ordningen godtar bare {kinds} som tilbydere.",
            law=scheme.paragraphs,
            remedy="Velg en tilbyder som ordningen godtar.",
            field="recipient",
            name=candidate.name,
            scheme=scheme.label,
            kinds=_in_words([label for kind, label in PARTNER_LABELS.items() if kind in scheme.partners]),
        )
    return yes()


def may_pass_on(*, payee: Candidate, recipient: Candidate) -> Answer:
    """Whether the money of one recipient may be paid through another.

    A municipality passes on to private kindergartens and schools, and a county authority to private schools:
    observed with the County Governors (Vestland 2019; udir.no, tilretteleggingsmidler).
    """
    if payee == recipient or (payee.kind in PASSES_ON and recipient.kind == "private_owner"):
        return yes()
    return no(
        "not_an_intermediary",
        "Midlene til {recipient} kan ikke betales gjennom {payee}.",
        remedy="Bare en kommune eller fylkeskommune kan betale videre, og bare til en privat eier.",
        field="payee",
        recipient=recipient.name,
        payee=payee.name,
    )


PASSES_ON = ("municipality", "county_authority")


def _in_words(labels: list[str]) -> str:
    if len(labels) < 2:
        return "".join(labels)
    return f"{', '.join(labels[:-1])} og {labels[-1]}"
