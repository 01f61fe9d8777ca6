"""The history of a thing, and the decisions about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from pafyll.apps.casework.models import Decision, Event

VERBS = {
    "submitted": "sendte inn",
    "draft": "tok tilbake til kladd",
    "stated": "uttalte seg",
    "approved": "godkjente",
    "rejected": "avslo",
    "ranked": "prioriterte",
    "granted": "innvilget",
    "refused": "avslo",
    "withdrawn": "trakk",
    "lapsed": "avsluttet uten behandling",
    "copied": "kopierte fra fjorårets runde",
    "changed": "endret",
    "dates_changed": "endret datoer",
    "confirmed": "bekreftet at det skal være som i fjor",
    "open": "kunngjorde",
    "draw_announced": "kunngjorde loddtallet",
    "rate_entered": "førte sats",
    "quota_set": "satte kvote",
    "calculated": "kjørte fordelingen",
    "reviewed": "kontrollerte",
    "decided": "vedtok",
    "discarded": "forkastet",
    "replayed": "etterprøvde",
    "allocated": "fordelte",
    "closed": "avsluttet",
    "told": "varslet søkere",
    "reorganised": "flyttet det da skolen eller skoleeieren ble endret",
    "told_owners": "varslet skoleeierne",
    "scenario_removed": "slettet et scenario",
    "grounds_demanded": "krevde begrunnelse",
    "grounds_given": "ga begrunnelsen",
    "appealed": "klaget",
    "attached": "la ved en fil",
    "assigned": "tok klagen",
    "taken_late": "bestemte at klagen behandles selv om den kom for sent",
    "preliminary_sent": "sendte foreløpig svar",
    "proposed": "la fram innstilling",
    "forwarded": "sendte klagen til klageinstansen",
    "upheld": "ga medhold",
    "upheld_in_part": "ga delvis medhold",
    "not_upheld": "ga ikke medhold",
    "dismissed": "avviste klagen",
    "dispensation_prepared": "forberedte dispensasjonen",
    "outage_registered": "førte avbruddet",
    "outage_ended": "førte at avbruddet var over",
    "locked": "låste",
    "saved": "lagret",
    "prepared": "klargjorde",
    "payable": "gjorde klart til utbetaling",
    "returned": "sendte tilbake",
    "on_hold": "satte på vent",
    "sent": "sendte til banken",
    "accepted": "førte at banken har godtatt",
    "settled": "førte som betalt",
    "paid": "førte som utbetalt",
    "finished": "avsluttet",
    "taken_out": "tok ut",
    "took_a_stance": "tok stilling til et funn",
    "entered": "førte",
    "replaced": "erstattet",
    "explained": "forklarte",
    "demanded": "krevde tilbake",
    "created": "opprettet saken",
    "case_changed": "endret saken",
    "drafted": "tok saken tilbake til arbeid",
    "in_consultation": "sendte saken til drøfting",
    "for_committee": "sendte saken til utvalget",
    "for_resolution": "sendte saken til politisk vedtak",
    "resolved": "førte vedtaket",
    "point_opened": "åpnet det som et punkt i vedtaket gir",
    "paper_started": "begynte på et saksframlegg",
    "paper_issued": "utstedte saksframlegget",
    "union_invited": "innkalte til drøfting",
    "union_stated": "uttalte seg for organisasjonen",
    "committee_stated": "førte uttalelsen fra utvalget",
    "disqualified": "førte inhabilitet",
    "substitute_appointed": "oppnevnte stedfortreder",
    "detached": "tok ut vedlegg",
    "shared": "delte",
    "unshared": "sluttet å dele",
    "exported": "ga ut",
}


@dataclass(frozen=True)
class HistoryRow:
    """One line of a history. verb is a Norwegian verb in the past tense, or the stored word where none is known."""

    at: datetime
    who: str
    verb: str
    before: str
    after: str
    why: str
    facts: dict[str, Any]


def history_of(about: str, *, words: Mapping[str, Any] | None = None) -> list[HistoryRow]:
    """What has happened to the thing, newest first. One query. The page has already checked who may see the thing.

    words are those that this kind of thing has for a verb in place of the ordinary ones.
    """
    verbs = VERBS | dict(words or {})
    events = Event.objects.filter(about=about).select_related("by").order_by("-at", "-pk")
    return [
        HistoryRow(e.at, str(e.by) if e.by else "", str(verbs.get(e.verb, e.verb)), e.before, e.after, e.why, e.facts)
        for e in events
    ]


def decisions_about(about: str) -> QuerySet[Decision]:
    """The decisions about a thing, newest first, without the documents' bytes."""
    return Decision.objects.filter(about=about).select_related("prepared_by", "decided_by")
