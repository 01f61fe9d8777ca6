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


_ROWS: tuple[tuple[str, str, bool, bool], ...] = (  # code, label, for owners, for providers
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
SCOPES: Mapping[str, Scope] = {row[0]: Scope(*row) for row in _ROWS}


def scopes_for(*, is_owner: bool) -> list[Scope]:
    """Those that mean something to an owner, or to a provider."""
    return [one for one in SCOPES.values() if (one.for_owners if is_owner else one.for_providers)]


def may_have(scopes: Collection[str], *, lasts: timedelta, is_owner: bool) -> Answer:
    """Whether a key may be for the scopes, and last so long."""
    if not scopes:
        return no("scopes_missing", "Velg hva nøkkelen skal brukes til.", field="scopes")
    if not set(scopes) <= {one.code for one in scopes_for(is_owner=is_owner)}:
        return no("scope_unknown", "Nøkkelen kan ikke brukes til dette her.", field="scopes")
    if not timedelta(0) < lasts <= LONGEST:
        days = LONGEST.days
        return no("lasts_too_long", "En nøkkel varer høyst {days} dager.", field="days", days=days)
    return yes()
