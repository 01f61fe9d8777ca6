"""What has happened to a participation: to itself, its semesters and its changes, as one history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pafyll.apps.applications.models import Participation
from pafyll.apps.casework.models import Event
from pafyll.apps.grants.models import Change
from pafyll.apps.grants.queries.cases import TermOnPage

# (what it concerns, the event's word) → what happened. The words are whole, so that they can be translated.
HAPPENED = {
    "participation:awarded": "Plassen ble tildelt",
    "participation:started": "Studiet er i gang",
    "participation:deferred": "Studiet ble utsatt",
    "participation:completed": "Studiet er fullført",
    "participation:withdrawn": "Deltakelsen ble trukket før start",
    "participation:dropped_out": "Deltakeren sluttet underveis",
    "participation:scheme_changed": "Ordningen ble byttet",
    "participation:study_changed": "Studiet ble byttet",
    "participation:owner_changed": "Deltakeren fikk ny skoleeier",
    "participation:reorganised": "Deltakelsen gikk videre da skolen eller skoleeieren ble endret",
    "participation:repaid": "Skoleeier valgte å betale tilbake",
    "participation:redirected": "Skoleeier valgte å omdisponere",
    "term:confirmed": "Semesteret ble bekreftet",
    "term:awaiting": "Semesteret venter på bekreftelse igjen",
    "term:not_started": "Meldt som ikke startet",
    "term:not_confirmed": "Semesteret ble ikke bekreftet i tide",
    "term:deferred": "Semesteret ble utsatt",
    "term:ended": "Semesteret ble avsluttet",
    "term:moved": "Semesteret kom i stedet for et annet",
    "term:amount_changed": "Beløpet ble endret",
    "change:reported": "En endring ble meldt",
    "change:proposed": "Endringen ble sendt til direktoratet",
    "change:prepared": "Endringen ble vurdert",
    "change:carried_out": "Endringen ble gjennomført",
    "change:refused": "Endringen ble ikke godkjent",
    "change:taken_back": "Endringen ble trukket tilbake",
}


@dataclass(frozen=True)
class Happened:
    """One line: when, who, what, in which semester, and why where it may be read."""

    at: datetime
    who: str
    what: str
    semester: str


def history_on_page(
    participation: Participation, terms: Iterable[TermOnPage], changes: Iterable[Change]
) -> list[Happened]:
    """Newest first. One query. The page has already checked who may see the participation."""
    semesters = {one.term.about: one.term.semester for one in terms}
    abouts = [participation.about, *semesters, *(one.about for one in changes)]
    events = Event.objects.filter(about__in=abouts).select_related("by").order_by("-at", "-pk")
    return [_line(event, semesters.get(event.about, "")) for event in events]


def _line(event: Event, semester: str) -> Happened:
    kind = event.about.partition(":")[0]
    what = HAPPENED.get(f"{kind}:{event.verb}", event.verb)
    return Happened(event.at, str(event.by) if event.by else "", what, semester)
