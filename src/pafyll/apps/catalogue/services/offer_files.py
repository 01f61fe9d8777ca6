"""Study offers as files: CSV, Excel and OOAPI 6, out as they are and in after a look, all of it or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.db.models import Field, Model

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import Refusal
from pafyll.apps.catalogue.models import ExchangeFile, StudyOffer, StudyProgramme
from pafyll.apps.catalogue.services.editing import (
    edit_offer,
    may_be_changed,
    may_be_written,
    values_of,
    versions_of,
    write_offer,
)
from pafyll.apps.catalogue.services.exchange import FileFault, FileRow, finish_file, in_order, table_of
from pafyll.apps.catalogue.services.fingerprints import fingerprint
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.rules.offers import STAGES, OfferValues
from pafyll.domain.rules.subjects import SUBJECTS
from pafyll.integrations.ooapi import offerings_page
from pafyll.integrations.ooapi.mapping import PLACES
from pafyll.integrations.tables import Column, Kind, Spec

MODE_WORDS = {"nett": "online", "nett og samlinger": "gatherings", "campus": "campus", "på skolen": "school"}
WORD_OF_MODE = {mode: word for word, mode in MODE_WORDS.items()}
STATUS_WORDS = {"draft": "kladd", "published": "publisert", "cancelled": "avlyst"}
START_WORDS = {"høst": "H", "vår": "V"}
WORD_OF_START = {start: word for word, start in START_WORDS.items()}


MEANINGS = {
    "kode": "koden til tilbudet, den samme hver gang filen leses inn",
    "studiekode": "koden til studiet, den samme fra år til år",
    "studium": "navnet på studiet",
    "fag": "faget, som kode eller navn",
    "studiepoeng": "for hele studiet",
    "trinn": "trinnene det er for",
    "studieår": "som 2026/27",
    "semestre": "hvor mange semestre det går over; tomt er 2",
    "start": "høst eller vår; tomt er høst",
    "studieform": "nett, nett og samlinger, campus eller på skolen",
    "studiested": "stedet, for campus og samlinger",
    "samlinger": "hvor mange",
    "plasser": "hvor mange som kan tas opp",
    "første dag": "dagen det begynner",
    "siste dag": "dagen det slutter",
    "egenbetaling": "kroner studenten betaler selv; 0 er gratis, tomt er ikke oppgitt",
    "opptakskrav": "hva en må ha for å bli tatt opp",
    "målgruppe": "hvem det passer for",
    "beskrivelse": "om studiet",
    "status": "status i Påfyll nå; bare til opplysning",
}


def _free(name: str, meaning: str, kind: Kind, **more: Any) -> Column:
    return Column(name, meaning, kind, may_lack=True, may_be_empty=True, **more)


def _most(model: type[Model], field: str) -> int | None:
    """How many signs are kept of it. PostgreSQL refuses more, and SQLite would keep them."""
    found = model._meta.get_field(field)
    return found.max_length if isinstance(found, Field) else None


@cache
def offer_spec() -> Spec:
    """The columns of the file, in the order in which it is written."""
    subjects = {subject.name.lower(): code for code, subject in SUBJECTS.items()}
    return Spec(
        "offers",
        (
            Column("kode", MEANINGS["kode"], Kind.IDENTIFIER, longest=_most(StudyOffer, "code")),
            Column("studiekode", MEANINGS["studiekode"], Kind.IDENTIFIER, longest=_most(StudyProgramme, "code")),
            Column("studium", MEANINGS["studium"], Kind.TEXT),
            Column(
                "fag",
                MEANINGS["fag"],
                Kind.CODE,
                codes=subjects | {code: code for code in SUBJECTS},
                names={code: subject.name for code, subject in SUBJECTS.items()},
            ),
            Column("studiepoeng", MEANINGS["studiepoeng"], Kind.DECIMAL, least=0, most=120, places=1),
            _free("trinn", MEANINGS["trinn"], Kind.CODE, codes={code: code for code in STAGES}),
            Column("studieår", MEANINGS["studieår"], Kind.SCHOOL_YEAR),
            _free("semestre", MEANINGS["semestre"], Kind.WHOLE, least=1, most=8, if_empty=2),
            _free("start", MEANINGS["start"], Kind.CODE, codes={w: w for w in START_WORDS}),
            Column(
                "studieform",
                MEANINGS["studieform"],
                Kind.CODE,
                codes={word: word for word in MODE_WORDS},
            ),
            _free("studiested", MEANINGS["studiested"], Kind.TEXT, longest=_most(StudyOffer, "place")),
            _free("samlinger", MEANINGS["samlinger"], Kind.WHOLE, least=0, most=50, if_empty=0),
            Column("plasser", MEANINGS["plasser"], Kind.WHOLE, least=1, most=5000),
            _free("første dag", MEANINGS["første dag"], Kind.DATE),
            _free("siste dag", MEANINGS["siste dag"], Kind.DATE),
            _free(
                "egenbetaling",
                MEANINGS["egenbetaling"],
                Kind.WHOLE,
                least=0,
                most=1_000_000,
            ),
            _free("opptakskrav", MEANINGS["opptakskrav"], Kind.LONG_TEXT),
            _free("målgruppe", MEANINGS["målgruppe"], Kind.LONG_TEXT),
            _free("beskrivelse", MEANINGS["beskrivelse"], Kind.LONG_TEXT),
            _free("status", MEANINGS["status"], Kind.TEXT),
        ),
    )


def offer_rows(offers: Iterable[StudyOffer]) -> list[list[str]]:
    """The rows of the file. Read in again they change nothing."""
    return [_row(one) for one in offers]


def offers_as_ooapi(offers: Iterable[StudyOffer]) -> bytes:
    """The offers as a page of programme offerings."""
    return rows_as_ooapi(offer_rows(offers))


def rows_as_ooapi(rows: Iterable[list[str]]) -> bytes:
    """The file's rows as a page of programme offerings."""
    names = offer_spec().names
    return offerings_page(dict(zip(names, row, strict=True)) for row in rows)


def example_rows() -> list[list[str]]:
    """Two invented offers, one of each kind that needs the most to be written."""
    examples = yaml.safe_load((Path(__file__).parent / "example_offers.yaml").read_text(encoding="utf-8"))
    return [[row.get(name, "") for name in offer_spec().names] for row in examples]


def mapped_fields() -> list[tuple[str, str]]:
    """Each column with its place in OOAPI 6, in the file's order."""
    return [(name, PLACES[name]) for name in offer_spec().names]


def _row(one: StudyOffer) -> list[str]:
    programme = one.programme
    return [
        one.code,
        programme.code,
        programme.name,
        programme.subject,
        f"{programme.credits.normalize():f}",
        programme.stages,
        f"{one.study_year}/{(one.study_year + 1) % 100:02d}",
        str(one.semesters),
        WORD_OF_START[one.starts_in],
        WORD_OF_MODE[one.mode],
        one.place,
        str(one.gatherings),
        str(one.capacity),
        one.starts_on.isoformat() if one.starts_on else "",
        one.ends_on.isoformat() if one.ends_on else "",
        "" if one.fee is None else str(one.fee),
        programme.admission_requirement,
        programme.target_group,
        programme.description,
        STATUS_WORDS[one.status],
    ]


@dataclass(frozen=True)
class PlannedOffer:
    """What a row would do: a new draft (offer is None), or a change of these fields in an offer that is there."""

    row: int
    code: str
    values: OfferValues
    offer: StudyOffer | None = None
    changes: tuple[str, ...] = ()


@dataclass(frozen=True)
class OfferPlan:
    """What a file would do, and every fault."""

    rows: list[PlannedOffer] = field(default_factory=list)
    unchanged: int = 0
    faults: list[FileFault] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        return not self.faults

    @property
    def seen(self) -> str:
        """The fingerprint of what is shown: the rows, and the versions of what they would change."""
        return fingerprint(
            [(one.code, repr(one.values), versions_of(one.offer) if one.offer else None) for one in self.rows]
        )


def plan_offer_file(*, file: ExchangeFile) -> OfferPlan:
    """Reads the file without doing anything. Another provider's codes are refused."""
    table = table_of(file, offer_spec())
    faults, rows, unchanged = list(table.faults), [], 0
    told = {fault.row for fault in faults}
    there, programmes = _offers_named(table.rows), _programmes_named(file, table.rows)
    repeated = Counter(row.text("kode") for row in table.rows)
    for row in table.rows:
        if row.number in told:
            continue
        values, offer = _values(row), there.get(row.text("kode"))
        answer = first_no([_once(repeated, row), _own(offer, file)])
        if answer:
            programme = programmes.get(values.programme_code)
            answer = may_be_changed(offer, values) if offer else may_be_written(values, programme)
        if not answer:
            faults.append(FileFault(row.number, COLUMN_OF.get(answer.field, answer.field or "kode"), answer))
        elif offer is not None and not (changes := _changes(offer, values)):
            unchanged += 1
        else:
            made = changes if offer is not None else ()
            rows.append(PlannedOffer(row.number, row.text("kode"), values, offer, tuple(made)))
    faults += _programmes_disagree(rows)
    return OfferPlan(rows, unchanged, in_order(faults))


@transaction.atomic
def carry_out_offer_file(*, file: ExchangeFile, seen: str, by: User, at: datetime) -> dict[str, int]:
    """Does everything in the file, or nothing. New offers are drafts: nothing is published by a file."""
    plan = plan_offer_file(file=file)
    if not plan.is_sound:
        raise Refusal(
            no("file_has_faults", "Filen har feil, så ingenting er gjort.", remedy="Rett den, og les den inn på nytt.")
        )
    if plan.seen != seen:
        raise Refusal(
            no("file_seen_otherwise", "Noe er endret siden du så på filen.", remedy="Se over på nytt, og prøv igjen.")
        )
    for one in plan.rows:
        if one.offer is None:
            write_offer(provider=file.provider, values=one.values, code=one.code, by=by, at=at)
        else:
            now = StudyOffer.objects.select_related("programme").get(pk=one.offer.pk)
            seen_now = (one.offer.version, now.programme.version)  # an earlier row may have changed the programme
            edit_offer(offer=now, values=one.values, seen=seen_now, by=by, at=at)
    made = sum(one.offer is None for one in plan.rows)
    summary = {"made": made, "changed": len(plan.rows) - made, "unchanged": plan.unchanged}
    finish_file(file, summary=summary, by=by, at=at)
    return summary


COLUMN_OF = {
    "credits": "studiepoeng",
    "ends_on": "siste dag",
    "starts_on": "første dag",
    "gatherings": "samlinger",
    "place": "studiested",
    "capacity": "plasser",
    "programme_code": "studiekode",
}


def _offers_named(rows: list[FileRow]) -> dict[str, StudyOffer]:
    codes = [row.text("kode") for row in rows]
    found = StudyOffer.objects.filter(code__in=codes).select_related("programme__provider")
    return {one.code: one for one in found}


def _programmes_named(file: ExchangeFile, rows: list[FileRow]) -> dict[str, StudyProgramme]:
    codes = {row.text("studiekode") for row in rows}
    return {one.code: one for one in StudyProgramme.objects.filter(provider=file.provider_id, code__in=codes)}


def _values(row: FileRow) -> OfferValues:
    given = row.values
    credits = given.get("studiepoeng")
    return OfferValues(
        programme_code=row.text("studiekode"),
        name=row.text("studium"),
        subject=row.text("fag"),
        credits=Decimal(str(credits if credits is not None else 0)),
        study_year=given.get("studieår") or 0,
        mode=MODE_WORDS.get(row.text("studieform"), ""),
        capacity=given.get("plasser") or 0,
        semesters=given.get("semestre") or 2,
        starts_in=START_WORDS.get(row.text("start"), "H"),
        stages=row.text("trinn"),
        place=row.text("studiested"),
        gatherings=given.get("samlinger") or 0,
        starts_on=given.get("første dag"),
        ends_on=given.get("siste dag"),
        fee=given.get("egenbetaling"),
        admission_requirement=row.text("opptakskrav"),
        target_group=row.text("målgruppe"),
        description=row.text("beskrivelse"),
    )


def _changes(offer: StudyOffer, values: OfferValues) -> list[str]:
    before = vars(values_of(offer))
    return [name for name, value in vars(values).items() if before[name] != value]


def _once(repeated: Counter[str], row: FileRow) -> Answer:
    if repeated[row.text("kode")] == 1:
        return yes()
    return no("offer_twice", "Koden står i flere rader.", remedy="Behold den raden som gjelder.", field="kode")


def _own(offer: StudyOffer | None, file: ExchangeFile) -> Answer:
    if offer is None or offer.programme.provider_id == file.provider_id:
        return yes()
    return no("code_taken", "Koden er tatt av et annet studiested.", remedy="Velg en annen kode.", field="kode")


def _programmes_disagree(rows: list[PlannedOffer]) -> list[FileFault]:
    """Two rows of one programme that say different things about it."""
    faults, first = [], {}  # type: ignore[var-annotated]
    for one in rows:
        said = (one.values.name, one.values.subject, one.values.credits)
        other = first.setdefault(one.values.programme_code, (one.row, said))
        if other[1] != said:
            answer = no(
                "programme_disagrees",
                "Studiet er beskrevet på en annen måte i rad {first}.",
                remedy="Et studium har ett navn, ett fag og ett antall studiepoeng.",
                first=other[0],
            )
            faults.append(FileFault(one.row, "studiekode", answer))
    return faults
