"""Which of a file's headings is which of our columns: what we propose, and what a person has chosen."""

# ruff: noqa: E501 (the words for one column stand on its line)

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pafyll.integrations.tables.faults import Fault
from pafyll.integrations.tables.staff.columns import BY_NAME, STAFF

LEAVE_OUT = ""
# The first word is what we call the column in Norwegian, the second in English.
WORDS = {
    "person_id": "Ansattnummer, Person id, ansatt nr, ansattnr, ansatt id, ansattid, employee id, employee number, id, ressursnummer, ressursnr, lønnsnummer, lønnsnr, medarbeidernummer, personid, tilsettnummer",
    "name": "Navn, Name, namn, ansatt, tilsett, lærer, lærar, teacher, fullt navn, fullt namn, etternavn fornavn",
    "first_name": "Fornavn, First name, førenamn, given name",
    "last_name": "Etternavn, Last name, etternamn, surname, family name",
    "email": "E-post, Email, epost, mail, e postadresse, epostadresse, e mail",
    "school": "Skole, School, skule, skolenavn, skulenamn, skolenummer, orgnr, org nr, organisasjonsnummer, arbeidssted, arbeidsstad, enhet, eining, tjenestested, workplace",
    "position_percent": "Stillingsprosent, Position percent, stilling, stillingsandel, stillings prosent, stilling %, prosent, stillingsstorleik",
    "employment": "Ansettelsesform, Employment, ansettelse, tilsetting, tilsettingsform, fast midlertidig, fast eller midlertidig, employment type, contract, stillingstype",
    "on_conditions": "Tilsatt på vilkår, On conditions, på vilkår, ansatt på vilkår, tilsett på vilkår",
    "birth_year": "Fødselsår, Birth year, født år, fødd år, year of birth, født",
    "education": "Lærerutdanning, Teacher education, lærarutdanning, utdanning, utdanningstype, education",
    "educated_on": "Utdannet dato, Educated on, utdannet, utdanna, utdanning fullført, fullført, fullført dato, completed on, dato for utdanning",
    "hired_before_2014": "Tilsettingskrav før 2014, Hired before 2014, oppfylte tilsettingskrav før 2014, oppfylte kravene før 2014, ansettelseskrav før 2014, før 2014, kvalifisert før 2014, hired under rules before 2014",
    "vocational_route": "Yrkesfaglig vei, Vocational route, yrkesfagleg veg, fagbrev, fagbrev teori og praksis",
    "relevant_theory_year": "Relevant teoriår, Relevant theory year, relevant yrkesteori",
    "abroad_not_assessed": "Utenlandsk utdanning ikke vurdert, Abroad not assessed, utanlandsk utdanning ikkje vurdert, utenlandsk utdanning",
    "private_school": "Privatskole, Private school, privatskule",
    "subject": "Fag, Subject, undervisningsfag, fagnavn, fagnamn, underviser i",
    "stage": "Trinn, Stage, hovedtrinn, hovudtrinn, årstrinn, level, skoleslag, skuleslag",
    "hours_per_week": "Timer per uke, Hours per week, timer, timar, timer i uka, timar i veka, timar per veke, uketimer, vekestimar, timetall, t uke, hours, weekly hours",
    "school_year": "Skoleår, School year, skuleår, år, year",
    "credits": "Studiepoeng, Credits, sp, stp, studiepoeng i faget, credits held, ects",
    "vekttall": "Vekttall, Weight points, vektal, vekttal, vt",
    "special_education": "Spesialundervisning, Special education, individuelt tilrettelagt opplæring, individuelt tilrettelagd opplæring",
    "deviation": "Avvik, Deviation, avvikssak, avvik saksnummer, fravik, saksnummer, deviation case",
    "source": "Kilde, Source, kjelde, dokumentasjon",
}  # fmt: skip
NATIONAL_ID = {"fødselsnummer", "fødselsnr", "fnr", "personnummer", "personnr", "fødselsnummer d nummer", "national id", "ssn"}  # fmt: skip
OURS = {"feil", "gjør dette", "gjer dette", "rad"}  # the columns that a file of failed rows has got from us


def plain(heading: str) -> str:
    """Without capitals, punctuation and what stands in brackets: "E-post (jobb)" and "e_post" are the same."""
    text = re.sub(r"\([^)]*\)", " ", unicodedata.normalize("NFKC", heading).lower())
    return " ".join(re.sub(r"[^\w%æøå]+|_", " ", text).split())


KNOWN = {
    **{plain(name): name for name in WORDS},
    **{plain(word): name for name, words in WORDS.items() for word in words.split(", ")},
}


def heading_of(column: str, *, english: bool = False) -> str:
    """What we call the column ourselves, in Norwegian or English."""
    return WORDS[column].split(", ")[1 if english else 0]


@dataclass(frozen=True)
class Proposal:
    """For each heading in the file the column it seems to be, and whether we are sure or only guess by likeness.

    lacking are the columns that a file must have and that no heading seems to be.
    """

    columns: Mapping[str, str]
    guesses: frozenset[str]
    lacking: tuple[str, ...]


def propose_mapping(headings: Sequence[str]) -> Proposal:
    """The likely mapping of a file's headings, for a person to look over: heading → column, "" is left out."""
    sure = {heading: column_called(heading) for heading in headings}
    free = [word for word, name in KNOWN.items() if name not in sure.values()]
    near = {heading: _near(heading, free) for heading in headings if not sure[heading] and not _is_ours(heading)}
    columns = {heading: sure[heading] or near.get(heading, LEAVE_OUT) for heading in headings}
    guesses = frozenset(heading for heading, column in near.items() if column)
    lacking = tuple(c.name for c in STAFF.columns if not c.may_lack and c.name not in columns.values())
    return Proposal(columns, guesses, lacking)


def columns_of(
    file: str, headings: Sequence[str], chosen: Mapping[str, str] | None
) -> tuple[tuple[str, ...], list[Fault]]:
    """Our column for each heading ("" is left out), and the faults of the headings.

    chosen is a person's mapping; a heading that it does not name is left out. Without it every heading must be known.
    Raises ValueError for a choice that is not one of our columns: a page offers no other.
    """
    if chosen is None:
        columns = [column_called(heading) for heading in headings]
    else:
        wanted = {heading.strip().lower(): column for heading, column in chosen.items()}
        if unknown := set(wanted.values()) - BY_NAME.keys() - {LEAVE_OUT}:
            raise ValueError(f"Not columns of a staff file: {sorted(unknown)}")
        columns = [wanted.get(heading.strip().lower(), LEAVE_OUT) for heading in headings]
    faults = [*_national_ids(file, headings), *_twice(file, headings, columns)]
    if chosen is None:
        faults += unknown_headings(file, headings, columns)
    first = [column if column not in columns[:at] else LEAVE_OUT for at, column in enumerate(columns)]
    return tuple(first), faults


def column_called(word: str) -> str:
    """Our column that goes by the word, in any spelling that we know; "" where we know none."""
    return KNOWN.get(plain(word), LEAVE_OUT)


def _near(heading: str, words: Sequence[str]) -> str:
    found = difflib.get_close_matches(plain(heading), words, 1, cutoff=0.8)
    return KNOWN[found[0]] if found else LEAVE_OUT


def _is_ours(heading: str) -> bool:
    return plain(heading) in OURS or not heading.strip()


def _is_national_id(heading: str) -> bool:
    return plain(heading) in NATIONAL_ID


def _national_ids(file: str, headings: Sequence[str]) -> list[Fault]:
    return [Fault(file, 1, heading, "", "national_id_column") for heading in headings if _is_national_id(heading)]


def _twice(file: str, headings: Sequence[str], columns: Sequence[str]) -> list[Fault]:
    faults = []
    for at, column in enumerate(columns):
        if column and column in columns[:at]:
            facts = {"first": headings[columns.index(column)], "meaning": BY_NAME[column].meaning}
            faults.append(Fault(file, 1, headings[at], "", "heading_twice", facts))
    return faults


def unknown_headings(file: str, headings: Sequence[str], columns: Sequence[str]) -> list[Fault]:
    """A fault for each heading that has no column, with the likely column where there is one."""
    faults = []
    for heading, column in zip(headings, columns, strict=True):
        if column or _is_ours(heading) or _is_national_id(heading):
            continue
        near = _near(heading, [word for word, name in KNOWN.items() if name not in columns])
        facts = {"suggestion": heading_of(near)} if near else {"known": ", ".join(map(heading_of, WORDS))}
        faults.append(Fault(file, 1, heading, "", "heading_near" if near else "heading_unknown", facts))
    return faults
