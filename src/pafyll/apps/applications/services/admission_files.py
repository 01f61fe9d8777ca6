"""Admission as a file: out with everyone's status, and in again with what the provider has done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Admission
from pafyll.apps.applications.queries.admission import visible_admissions
from pafyll.apps.applications.services.admitting import (
    Planned,
    carry_out_moves,
    is_so_already,
    last_day,
    planned,
    seen_key,
)
from pafyll.apps.applications.services.rounds import as_viewer
from pafyll.apps.casework.services import Refusal
from pafyll.apps.catalogue.models import ExchangeFile
from pafyll.apps.catalogue.services.exchange import FileFault, FileRow, finish_file, in_order, table_of
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import no
from pafyll.domain.lifecycles.admission import AdmissionStatus
from pafyll.domain.rules.admission import Act, Move, reasons
from pafyll.integrations.tables import Column, Kind, Spec

S = AdmissionStatus
LONGEST_WORDS = 1000  # as the page takes
ACT_WORDS = {
    "tilbud": Act.OFFER,
    "ikke svart": Act.LAPSE,
    "tatt opp": Act.ADMIT,
    "ikke tatt opp": Act.REFUSE,
    "i gang": Act.START,
    "møtte ikke": Act.NOT_START,
    "bestått": Act.PASS,
    "ikke bestått": Act.FAIL,
    "utsatt": Act.DEFER,
}
WORD_OF = {act: word for word, act in ACT_WORDS.items()}
# Those that a reader of nynorsk meets on the page of columns, and may write in the file.
READ_WORDS = ACT_WORDS | {
    "ikkje svart": Act.LAPSE,
    "ikkje tatt opp": Act.REFUSE,
    "møtte ikkje": Act.NOT_START,
    "ikkje bestått": Act.FAIL,
}

MEANINGS = {
    "søknad": "søknadsnummeret i Påfyll",
    "tilbud": "koden til studietilbudet",
    "etternavn": "bare til opplysning",
    "fornavn": "bare til opplysning",
    "e-post": "bare til opplysning",
    "skole": "bare til opplysning",
    "skoleeier": "bare til opplysning",
    "studiepoeng": "det studiet gir; bare til opplysning",
    "status": "status i Påfyll nå; bare til opplysning",
    "handling": "hva som er gjort; tomt endrer ingenting",
    "svarfrist": "siste dag for å svare; ved tilbud",
    "vilkår": "vilkår i tilbudet, adskilt med semikolon",
    "årsak": "kode for hvorfor søkeren ikke er tatt opp",
    "begrunnelse": "med egne ord; søkeren leser den",
    "dato": "dagen for start eller resultat, eller den nye dagen ved utsatt",
    "oppnådde studiepoeng": "ved bestått",
}


def _shown(name: str, meaning: str) -> Column:
    """A column that is only for the reader: what stands there changes nothing."""
    return Column(name, meaning, Kind.LONG_TEXT, may_lack=True, may_be_empty=True)


def _given(name: str, meaning: str, kind: Kind, **more: object) -> Column:
    return Column(name, meaning, kind, may_lack=True, may_be_empty=True, **more)  # type: ignore[arg-type]


@cache
def admission_spec() -> Spec:
    """The columns of the file, in the order in which it is written."""
    codes = {code: code for code in reasons()}
    return Spec(
        "admissions",
        (
            Column("søknad", MEANINGS["søknad"], Kind.IDENTIFIER),
            Column("tilbud", MEANINGS["tilbud"], Kind.IDENTIFIER),
            _shown("etternavn", MEANINGS["etternavn"]),
            _shown("fornavn", MEANINGS["fornavn"]),
            _shown("e-post", MEANINGS["e-post"]),
            _shown("skole", MEANINGS["skole"]),
            _shown("skoleeier", MEANINGS["skoleeier"]),
            _shown("studiepoeng", MEANINGS["studiepoeng"]),
            _shown("status", MEANINGS["status"]),
            _given("handling", MEANINGS["handling"], Kind.CODE, codes={w: w for w in READ_WORDS}),
            _given("svarfrist", MEANINGS["svarfrist"], Kind.DATE),
            _given("vilkår", MEANINGS["vilkår"], Kind.LONG_TEXT),
            _given("årsak", MEANINGS["årsak"], Kind.CODE, codes=codes),
            _given("begrunnelse", MEANINGS["begrunnelse"], Kind.LONG_TEXT, longest=LONGEST_WORDS),
            _given("dato", MEANINGS["dato"], Kind.DATE),
            _given("oppnådde studiepoeng", MEANINGS["oppnådde studiepoeng"], Kind.DECIMAL, least=0, most=120, places=1),
        ),
    )


def file_rows(admissions: Iterable[Admission]) -> list[list[str]]:
    """The rows of the file, without anything to do: read in again they change nothing."""
    return [_row(one) for one in admissions]


def _row(one: Admission) -> list[str]:
    participation = one.participation
    return [
        participation.application.number,
        one.offer.code,
        participation.person.last_name,
        participation.person.first_name,
        participation.person.email,
        participation.school.name if participation.school else "",
        participation.owner.name,
        f"{participation.credits.normalize():f}",
        S(one.status).label,  # type: ignore[call-arg]
        "",
        _day(last_day(one)),
        "; ".join(condition.text for condition in one.conditions.all()),
        one.reason,
        one.words,
        _day(one.result_on or one.started_on),
        "" if one.credits_passed is None else f"{one.credits_passed.normalize():f}",
    ]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


@dataclass(frozen=True)
class AdmissionPlan:
    """What a file would do: each row's move with its answer, rows that say what is so already, and every fault."""

    rows: list[tuple[int, Planned]]
    unchanged: int
    faults: list[FileFault]

    @property
    def is_sound(self) -> bool:
        return not self.faults

    @property
    def seen(self) -> str:
        """The fingerprint of what is shown."""
        return seen_key([plan for _row, plan in self.rows])


def plan_admission_file(*, viewer: Viewer, file: ExchangeFile, at: datetime) -> AdmissionPlan:
    """Reads the file without doing anything. Other providers' applicants are not found."""
    table = table_of(file, admission_spec())
    faults, moves, unchanged = list(table.faults), [], 0
    found = _admissions_named(viewer, file, table.rows)
    told = {fault.row for fault in faults}
    repeated = Counter(_key(row) for row in table.rows)
    for row in table.rows:
        admission = found.get(_key(row))
        if row.number in told or not row.text("søknad"):
            continue
        if admission is None:
            faults.append(FileFault(row.number, "søknad", NOT_FOUND))
        elif repeated[_key(row)] > 1 and row.text("handling"):
            faults.append(FileFault(row.number, "søknad", TWICE))
        elif (move := _move(row)) is None or is_so_already(admission, move):
            unchanged += 1
        else:
            moves.append((row.number, admission, move))
    plans = planned(viewer=viewer, moves=[(one, move) for _number, one, move in moves], at=at)
    rows = [(number, plan) for (number, _one, _move_), plan in zip(moves, plans, strict=True)]
    faults += [
        FileFault(number, COLUMN_OF.get(plan.answer.field, "handling"), plan.answer)
        for number, plan in rows
        if not plan.answer
    ]
    return AdmissionPlan(rows, unchanged, in_order(faults))


NOT_FOUND = no(
    "unknown_admission",
    "Søknaden finnes ikke blant søkerne til dette tilbudet hos dere.",
    remedy="Kontroller søknadsnummeret og koden, eller hent filen på nytt.",
)
TWICE = no("admission_twice", "Søknaden står med handling i flere rader.", remedy="Behold den raden som gjelder.")
COLUMN_OF = {
    "conditions": "vilkår",
    "answer_by": "svarfrist",
    "reason": "årsak",
    "words": "begrunnelse",
    "on": "dato",
    "credits": "oppnådde studiepoeng",
}


@transaction.atomic
def carry_out_admission_file(*, file: ExchangeFile, seen: str, by: User, at: datetime) -> dict[str, int]:
    """Does everything in the file, or nothing. seen is the fingerprint of what was looked over."""
    plan = plan_admission_file(viewer=as_viewer(by, at), file=file, at=at)
    if not plan.is_sound:
        raise Refusal(
            no("file_has_faults", "Filen har feil, så ingenting er gjort.", remedy="Rett den, og les den inn på nytt.")
        )
    moves = {one.admission.pk: one.move for _row, one in plan.rows}
    if moves or seen != plan.seen:
        carry_out_moves(moves=moves, seen=seen, by=by, at=at)
    summary = {"changed": len(moves), "unchanged": plan.unchanged}
    finish_file(file, summary=summary, by=by, at=at)
    return summary


def _admissions_named(viewer: Viewer, file: ExchangeFile, rows: list[FileRow]) -> Mapping[tuple[str, str], Admission]:
    numbers = {row.text("søknad") for row in rows}
    mine = visible_admissions(viewer).filter(
        participation__application__number__in=numbers, offer__programme__provider=file.provider_id
    )
    return {(one.participation.application.number, one.offer.code): one for one in mine}


def _key(row: FileRow) -> tuple[str, str]:
    return row.text("søknad"), row.text("tilbud")


def _move(row: FileRow) -> Move | None:
    act = READ_WORDS.get(row.text("handling"))
    if act is None:
        return None
    credits, values = row.values.get("oppnådde studiepoeng"), row.values
    conditions = tuple(part.strip() for part in row.text("vilkår").split(";") if part.strip())
    return Move(
        act=act,
        answer_by=values.get("svarfrist"),
        conditions=conditions if act is Act.OFFER else (),
        reason=row.text("årsak"),
        words=row.text("begrunnelse"),
        on=values.get("dato"),
        credits=None if credits is None else Decimal(str(credits)),
    )
