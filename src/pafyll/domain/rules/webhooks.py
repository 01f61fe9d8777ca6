"""What an address may be told of, what an address may be, and how long it is tried."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import SplitResult, urlsplit

from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.lifecycles.admission import ADMISSION
from pafyll.domain.lifecycles.agreement import AGREEMENT
from pafyll.domain.lifecycles.application import APPLICATION
from pafyll.domain.lifecycles.award import AWARD
from pafyll.domain.lifecycles.change import CHANGE
from pafyll.domain.lifecycles.lifecycle import Lifecycle
from pafyll.domain.lifecycles.needs_notification import NEEDS_NOTIFICATION
from pafyll.domain.lifecycles.participation import PARTICIPATION, TERM
from pafyll.domain.lifecycles.payment_statement import PAYMENT_STATEMENT
from pafyll.domain.lifecycles.ranking import RANKING

MOST_HOOKS = 10  # for one key
LONGEST_ADDRESS = 500  # signs
KEPT = timedelta(days=30)  # how long what was told can be told again
OVERLAP = timedelta(hours=24)  # both secrets sign while the client changes over
GIVE_UP = timedelta(days=3)  # after so long without a yes, the address is stopped and its owner told
WAITS = tuple(timedelta(minutes=one) for one in (1, 5, 15, 60, 240, 720, 1440, 1440))  # before the second try, …
TEST = "webhook.test"
WHY: Mapping[str, str] = {  # why an address gave no answer
    "not_public": "Navnet i adressen fører ikke til en åpen adresse på nettet.",
    "unreachable": "Adressen svarer ikke.",
    "too_slow": "Adressen svarte ikke innen ti sekunder.",
    "bad_tls": "Sertifikatet er ikke gyldig for navnet i adressen.",
    "no_http": "Det adressen svarte, er ikke HTTP.",
}


@dataclass(frozen=True)
class Thing:
    """One kind of thing whose changes of status are told: what the kind is called, and the scope that reads it."""

    code: str
    label: str
    scope: str
    lifecycle: Lifecycle[Any]

    @property
    def events(self) -> list[str]:
        """The types of its events: application.submitted, application.approved …"""
        return [f"{self.code}.{status.value}" for status in self.lifecycle.statuses if status.value != "draft"]


_ROWS = (  # code, label, scope, lifecycle
    ("application", "Søknader", "applications:read", APPLICATION),
    ("ranking", "Prioriteringen", "ranking:read", RANKING),
    ("participation", "Deltakelse og tilsagn", "grants:read", PARTICIPATION),
    ("term", "Bekreftelse av semestre", "grants:read", TERM),
    ("change", "Endringer etter tildeling", "grants:read", CHANGE),
    ("award", "Tildelinger til kollektiv utvikling", "grants:read", AWARD),
    ("payment_statement", "Oppgjør og utbetaling", "statements:read", PAYMENT_STATEMENT),
    ("need", "Behovsmeldinger", "needs:read", NEEDS_NOTIFICATION),
    ("agreement", "Avtaler", "agreements:read", AGREEMENT),
    ("admission", "Opptak", "admissions:read", ADMISSION),
)
THINGS: Mapping[str, Thing] = {row[0]: Thing(*row) for row in _ROWS}
BY_LIFECYCLE: Mapping[str, Thing] = {one.lifecycle.name: one for one in THINGS.values()}
EVENTS = frozenset(event for one in THINGS.values() for event in one.events)


def things_for(scopes: Collection[str]) -> list[Thing]:
    """What a key with the scopes may be told of: what it may read."""
    return [one for one in THINGS.values() if one.scope in scopes]


def may_be_told(kinds: Collection[str], *, scopes: Collection[str]) -> Answer:
    """Whether a key with the scopes may be told of the kinds: things, or single events of them."""
    if not kinds:
        return no("kinds_missing", "Velg hva adressen skal varsles om.", field="kinds")
    for kind in kinds:
        thing = THINGS.get(kind.partition(".")[0])
        if thing is None or not (kind == thing.code or kind in thing.events):
            text, remedy = "{kind} er ikke noe det varsles om.", "Se lista webhook_event under reference-data."
            return no("kind_unknown", text, remedy=remedy, field="kinds", kind=kind)
        if thing.scope not in scopes:
            text, remedy = "Nøkkelen er ikke for {scope}, som trengs for {kind}.", "Lag en nøkkel som er det."
            return no("scope_missing_for_kind", text, remedy=remedy, field="kinds", scope=thing.scope, kind=kind)
    return yes()


def is_asked_for(event: str, kinds: Collection[str], *, scopes: Collection[str]) -> bool:
    """Whether an address with the kinds, whose key has the scopes, is told of the event."""
    thing = THINGS[event.partition(".")[0]]
    return thing.scope in scopes and (event in kinds or thing.code in kinds)


def may_be_address(address: str, *, loopback: bool = False) -> Answer:
    """Whether what is written is an address that we may send to. loopback: this machine too, in development.

    Where the name leads is asked anew each time something is sent.
    """
    remedy = "Skriv hele adressen, som https://system.example.no/pafyll, uten brukernavn, passord og #."
    unusable = no("address_unusable", "Adressen kan ikke brukes.", remedy=remedy, field="address")
    parts = _split(address)
    if parts is None or len(address) > LONGEST_ADDRESS or not address.isascii() or not address.isprintable():
        return unusable
    if " " in address or "@" in parts.netloc or "#" in address or not parts.hostname:
        return unusable
    if loopback and parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost"):
        return yes()
    return yes() if parts.scheme == "https" else unusable


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        return parts if parts.port is None or parts.port > 0 else None
    except ValueError:
        return None
