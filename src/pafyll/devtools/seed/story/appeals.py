"""Appeals against the earlier rounds' refusals, in every status; the deadline is given in words where it matters."""

from __future__ import annotations

import struct
import zlib
from datetime import date

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Application
from pafyll.apps.casework.models import Appeal, Decision
from pafyll.apps.casework.outcomes import effects_of
from pafyll.apps.casework.services.appeals import answer_demand, demand_grounds, submit_appeal, withdraw_appeal
from pafyll.apps.casework.services.attaching import attach
from pafyll.apps.casework.services.handling import (
    assign_appeal,
    decide_forwarded,
    decide_proposal,
    forward,
    propose,
    send_preliminary,
    take_late,
)
from pafyll.devtools.seed.story.days import CURRENT, FINISHED, MIDDLE, at
from pafyll.devtools.seed.story.world import World

KARI_AND_THE_FIRST = 1  # Kari has not appealed: what she does is told in the journeys
RIGHT = "Fordelingen er regnet om igjen med samme resultat. Alle plassene var gitt da det ble søkerens tur."
WRONG = (
    "Skoleeieren har bekreftet at opplysningene om fag var feil da fristen gikk ut. "
    "Med riktige opplysninger ville søkeren fått plass."
)
ILL = "Søkeren var innlagt da fristen gikk ut, og klaget så snart hun kunne."


def appeal_in_finished(world: World) -> None:
    """Those of the finished round, which are all concluded."""
    first, second, third, fourth, fifth, *_ = _refused(FINISHED)
    hanne, rolf, astrid = world.user("hanne"), world.user("rolf"), world.user("astrid")
    in_part = _prepared(hanne, first, date(FINISHED, 5, 6), "Jeg kan ta studiet med stipend hvis det er det som går.")
    propose(appeal=in_part, outcome="upheld_in_part", effect=_last_effect(in_part), grounds=WRONG, by=hanne,
            at=at(date(FINISHED, 5, 21)))  # fmt: skip
    decide_proposal(appeal=in_part, by=rolf, at=at(date(FINISHED, 5, 23)))
    lost = _prepared(hanne, second, date(FINISHED, 5, 7), "Jeg mener at skolen min er glemt i år igjen.")
    forward(appeal=lost, statement=RIGHT, by=hanne, at=at(date(FINISHED, 5, 24)))
    decide_forwarded(appeal=lost, outcome="not_upheld", effect="", by=astrid, at=at(date(FINISHED, 7, 3)),
                     grounds="Departementet er enig med direktoratet. Reglene er brukt likt for alle.")  # fmt: skip
    taken_back = _appealed(third, date(FINISHED, 5, 10), "Jeg vil gjerne ha plassen.")
    withdraw_appeal(appeal=taken_back, by=taken_back.submitted_by, at=at(date(FINISHED, 5, 12)))
    late = _prepared(hanne, fourth, date(FINISHED, 9, 2), "Jeg oppdaget først nå at jeg kunne klage.")
    propose(appeal=late, outcome="dismissed", effect="", by=hanne, at=at(date(FINISHED, 9, 10)),
            grounds="Klagen kom nesten fire måneder etter fristen, og det er ikke sagt hvorfor.")  # fmt: skip
    decide_proposal(appeal=late, by=rolf, at=at(date(FINISHED, 9, 12)))
    won = _prepared(hanne, fifth, date(FINISHED, 5, 13), "Studiepoengene mine var ikke registrert.")
    forward(appeal=won, statement="Direktoratet kan ikke se at studiepoengene var dokumentert.", by=hanne,
            at=at(date(FINISHED, 5, 28)))  # fmt: skip
    decide_forwarded(appeal=won, outcome="upheld", effect="wish_1", by=astrid, at=at(date(FINISHED, 7, 4)),
                     grounds="Studiepoengene var dokumentert i søknaden. Søkeren skulle hatt plass.")  # fmt: skip


def appeal_in_middle(world: World) -> None:
    """Those that officers have before them now. Kari's is the first decision; the others appeal."""
    first, second, third, fourth, fifth, *_ = _refused(MIDDLE)[KARI_AND_THE_FIRST:]
    hanne, rolf = world.user("hanne"), world.user("rolf")
    demand = demand_grounds(decision=first, by=_party(first), at=at(date(MIDDLE, 5, 13), 23, 59))
    answer = "Søknaden sto som nummer to hos skoleeieren, og pengene var brukt da det ble dens tur."
    answer_demand(demand=demand, text=answer, by=world.user("ada"), at=at(date(MIDDLE, 5, 19)))
    won = _prepared(hanne, first, date(MIDDLE, 6, 3), "Da jeg fikk begrunnelsen, så jeg at timetallet mitt var feil.")
    propose(appeal=won, outcome="upheld", effect="wish_1", grounds=WRONG, by=hanne, at=at(date(MIDDLE, 6, 12)))
    decide_proposal(appeal=won, by=rolf, at=at(date(MIDDLE, 6, 16)))
    forwarded = _prepared(hanne, second, date(CURRENT, 1, 19), "Jeg var innlagt på sykehus fra april til november.")
    attach(appeal=forwarded, name="Bekreftelse fra sykehuset.png", content=_picture(), by=_party(second),
           at=at(date(CURRENT, 1, 20)))  # fmt: skip
    take_late(appeal=forwarded, why=ILL, by=hanne, at=at(date(CURRENT, 1, 26)))
    send_preliminary(appeal=forwarded, why="Vi venter på bekreftelse fra skoleeieren.", by=hanne,
                     expected_on=date(CURRENT, 3, 31), at=at(date(CURRENT, 2, 13)))  # fmt: skip
    forward(appeal=forwarded, statement=RIGHT, by=hanne, at=at(date(CURRENT, 2, 27)))
    proposed = _prepared(hanne, third, date(CURRENT, 2, 16), "Jeg ventet for lenge, men håper dere ser på saken.")
    propose(appeal=proposed, outcome="dismissed", effect="", by=hanne, at=at(date(CURRENT, 3, 6)),
            grounds="Klagen kom ni måneder etter fristen, og det er ikke gitt noen grunn til det.")  # fmt: skip
    _prepared(hanne, fourth, date(CURRENT, 2, 5), "Rektor hadde oppgitt feil trinn for meg.")
    _appealed(fifth, date(CURRENT, 3, 4), "Jeg har vært sykmeldt og orket ikke klage før nå.")


def _picture() -> bytes:
    """A grey page as a PNG, as somebody's telephone would send a letter."""
    width, height = 60, 85
    rows = b"".join(b"\x00" + bytes([230]) * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    chunks = (struct.pack(">I", len(it)) + name + it + struct.pack(">I", zlib.crc32(name + it)) for name, it in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _refused(year: int) -> list[Decision]:
    """The round's refusals in the order of the application numbers."""
    applications = Application.objects.filter(round__study_year=year, status="refused").order_by("number")
    decisions = {one.about: one for one in Decision.objects.filter(kind="place", outcome="refused")}
    return [decisions[one.about] for one in applications]


def _party(decision: Decision) -> User:
    person = Application.objects.select_related("person__user").get(pk=decision.about.split(":")[1]).person
    assert person.user is not None
    return person.user


def _appealed(decision: Decision, day: date, words: str) -> Appeal:
    return submit_appeal(decision=decision, words=words, by=_party(decision), at=at(day, 20))


def _prepared(officer: User, decision: Decision, day: date, words: str) -> Appeal:
    """An appeal that the officer took the morning after."""
    appeal = _appealed(decision, day, words)
    return assign_appeal(appeal=appeal, by=officer, at=at(day.replace(day=day.day + 1), 9))


def _last_effect(appeal: Appeal) -> str:
    return effects_of(appeal.decision)[-1].code
