"""What a key lets a system do, how long it may last, and how long the old one lives on when it is renewed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta

from pafyll.domain.answers import Answer, no, yes

LONGEST = timedelta(days=365)
OVERLAP = timedelta(hours=24)  # both keys work while the client changes over
LONGEST_NAME = 80  # signs


@dataclass(frozen=True)
class Scope:
    """One thing that a key may be for, and who has a use for it."""

    code: str
    label: str
    for_owners: bool
    for_providers: bool
    for_authorities: bool = False


_ROWS: tuple[tuple[str, str, bool, bool], ...] = (  # code, label, for owners, for providers; the directorate's below
    ("needs:read", "Lese behovsmeldinger", True, False),
    ("needs:write", "Skrive og sende behovsmeldinger", True, False),
    ("applications:read", "Lese søknader om videreutdanning", True, False),
    ("ranking:read", "Lese prioriteringen", True, False),
    ("ranking:write", "Endre rekkefølgen i prioriteringen", True, False),
    ("confirmations:read", "Lese bekreftelser av deltakelse", True, False),
    ("confirmations:write", "Bekrefte deltakelse", True, False),
    ("statements:read", "Lese oppgjør med beløp", True, False),
    ("grants:read", "Lese tilskudd og endringer", True, True),
    ("agreements:read", "Lese avtaler", True, True),
    ("admissions:read", "Lese søkere til opptak", False, True),
    ("admissions:write", "Melde opptak, vilkår og resultat", False, True),
    ("history:read", "Lese historikken", True, True),
    ("webhooks:read", "Lese adresser som varsles", True, True),
    ("webhooks:write", "Registrere og endre adresser som varsles", True, True),
)
_OF_THE_DIRECTORATE = (("allocations:read", "Lese fordelinger"), ("allocations:write", "Simulere fordelingen"))
SCOPES: Mapping[str, Scope] = {row[0]: Scope(*row) for row in _ROWS} | {
    code: Scope(code, label, False, False, for_authorities=True) for code, label in _OF_THE_DIRECTORATE
}


def scopes_for(*, is_owner: bool, is_authority: bool = False) -> list[Scope]:
    """Those that mean something to an owner, to the directorate, or else to a provider."""
    if is_authority:
        return [one for one in SCOPES.values() if one.for_authorities]
    return [one for one in SCOPES.values() if (one.for_owners if is_owner else one.for_providers)]


def may_have(scopes: Collection[str], *, lasts: timedelta, is_owner: bool, is_authority: bool = False) -> Answer:
    """Whether a key may be for the scopes, and last so long."""
    if not scopes:
        return no("scopes_missing", "Velg hva nøkkelen skal brukes til.", field="scopes")
    if not set(scopes) <= {one.code for one in scopes_for(is_owner=is_owner, is_authority=is_authority)}:
        return no("scope_unknown", "Nøkkelen kan ikke brukes til dette her.", field="scopes")
    if not timedelta(0) < lasts <= LONGEST:
        days = LONGEST.days
        return no("lasts_too_long", "En nøkkel varer høyst {days} dager.", field="days", days=days)
    return yes()
