"""Two files that fill an empty installation: its organisations, and the first people who may act for them.

docs/howto/install.md shows the columns.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import polars as pl
from stdnum.no import fodselsnummer, orgnr

from pafyll.integrations.tables.checks import Checked, check, faults_in, rows_at_fault
from pafyll.integrations.tables.columns import Column, Kind, Spec
from pafyll.integrations.tables.faults import Fault
from pafyll.integrations.tables.reader import ROW, RawTable

EMAIL = r"^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+$"
FORMS = {"": "", "bokmål": "nb", "nynorsk": "nn", "nøytral": "neutral"}


def organisations_spec(kinds: Collection[str]) -> Spec:
    """The columns of the file of organisations."""
    return Spec(
        "organisations",
        (
            Column("kind", "hva slags organisasjon det er", Kind.CODE, codes={one: one for one in kinds}),
            Column("number", "organisasjonsnummeret", Kind.IDENTIFIER),
            Column("name", "navnet", Kind.TEXT),
            _free("parent", "organisasjonsnummeret til den som eier skolen"),
            _free("municipality", "kommunenummeret, fire siffer"),
            _free("county", "fylkesnummeret, to siffer"),
            _free("email", "adressen som brev meldes til"),
            _free("stages", "trinnene på skolen: 1-7, 8-10, 1-10 eller vgo"),
            Column(
                "written_form", "målformen organet har vedtatt", Kind.CODE, True, True, codes=FORMS, if_empty="",
                names={"nb": "bokmål", "nn": "nynorsk", "neutral": "nøytral"},
            ),
        ),
    )  # fmt: skip


def people_spec(roles: Collection[str]) -> Spec:
    """The columns of the file of people: a row for each role."""
    return Spec(
        "people",
        (
            Column("first_name", "fornavnet", Kind.TEXT, longest=100),
            Column("last_name", "etternavnet", Kind.TEXT, longest=100),
            Column("email", "e-postadressen", Kind.TEXT),
            Column("organisation", "organisasjonsnummeret der rollen gjelder", Kind.IDENTIFIER),
            Column("role", "rollen", Kind.CODE, codes={one: one for one in roles}),
            _free("identity_number", "fødselsnummer eller D-nummer, som trengs for å logge inn"),
            Column("starts_on", "første dag i rollen", Kind.DATE, may_lack=True, may_be_empty=True),
        ),
    )


def _free(name: str, meaning: str) -> Column:
    return Column(name, meaning, Kind.TEXT, may_lack=True, may_be_empty=True, if_empty="")


def check_organisations(raw: RawTable, kinds: Collection[str], known: Collection[str]) -> Checked:
    """The file's rows, and every fault. known are numbers that are registered already."""
    checked = check(raw, organisations_spec(kinds))
    if not {"number", "kind"} <= set(checked.frame.columns):
        return checked
    found = [*_not_numbers(checked, "number"), *_twice(checked, ["number"]), *_owners(checked, known)]
    return Checked(checked.file, checked.frame, [*checked.faults, *found, *_addresses(checked)])


def check_people(raw: RawTable, roles_at: Mapping[str, Collection[str]], roles: Collection[str]) -> Checked:
    """The file's rows, and every fault. roles_at gives the roles that each registered organisation can have."""
    checked = check(raw, people_spec(roles))
    if not {"organisation", "role", "email"} <= set(checked.frame.columns):
        return checked
    found = [*_places(checked, roles_at), *_addresses(checked), *_numbers_of_people(checked)]
    found += _twice(checked, ["email", "organisation", "role"], "same_row")
    return Checked(checked.file, checked.frame, [*checked.faults, *found])


def _not_numbers(checked: Checked, column: str) -> list[Fault]:
    written = checked.frame[column].drop_nulls()
    digits = written.str.contains(r"^\d{9}$")
    wrong = [number for number in written.filter(digits) if not orgnr.is_valid(number)]
    sound = checked.frame.drop_nulls(column)
    return [
        *faults_in(checked, sound.filter(~pl.col(column).str.contains(r"^\d{9}$")), column, "nine_digits"),
        *faults_in(checked, sound.filter(pl.col(column).is_in(wrong)), column, "organisation_number"),
    ]


def _twice(checked: Checked, columns: list[str], kind: str = "duplicate") -> list[Fault]:
    frame = checked.frame.drop_nulls(columns).with_columns(first=pl.col(ROW).min().over(columns))
    return faults_in(checked, frame.filter(pl.col(ROW) > pl.col("first")), columns[0], kind, "first")


def _owners(checked: Checked, known: Collection[str]) -> list[Fault]:
    """A school has an owner, that is in the file or registered."""
    if "parent" not in checked.frame.columns:
        schools = checked.frame.filter(pl.col("kind") == "school")
        return faults_in(checked, schools, "kind", "parent_needed")
    has = set(known) | set(checked.frame["number"].drop_nulls())
    alone = (pl.col("kind") == "school") & (pl.col("parent") == "")
    strange = (pl.col("parent") != "") & ~pl.col("parent").is_in(list(has))
    return [
        *faults_in(checked, checked.frame.filter(alone), "parent", "parent_needed"),
        *faults_in(checked, checked.frame.filter(strange), "parent", "organisation_unknown"),
    ]


def _places(checked: Checked, roles_at: Mapping[str, Collection[str]]) -> list[Fault]:
    frame = checked.frame.filter(~pl.col(ROW).is_in(list(rows_at_fault(checked, "organisation", "role"))))
    strange = frame.filter(~pl.col("organisation").is_in(list(roles_at)))
    rows = frame.filter(pl.col("organisation").is_in(list(roles_at))).select(ROW, "organisation", "role").rows()
    unfit = [row for row, place, role in rows if role not in roles_at[place]]
    return [
        *faults_in(checked, strange, "organisation", "organisation_unknown"),
        *faults_in(checked, frame.filter(pl.col(ROW).is_in(unfit)), "role", "role_not_here", "organisation"),
    ]


def _addresses(checked: Checked) -> list[Fault]:
    if "email" not in checked.frame.columns:
        return []
    wrong = pl.col("email").is_not_null() & (pl.col("email") != "") & ~pl.col("email").str.contains(EMAIL)
    return faults_in(checked, checked.frame.filter(wrong), "email", "email")


def _numbers_of_people(checked: Checked) -> list[Fault]:
    """Told by the row alone: the number itself is not written anywhere."""
    if "identity_number" not in checked.frame.columns:
        return []
    rows = checked.frame.select(ROW, "identity_number").rows()
    wrong = [row for row, number in rows if number and not _is_identity_number(number)]
    return [Fault(checked.file, row, "identity_number", "", "identity_number") for row in wrong]


def _is_identity_number(number: str) -> bool:
    """Eleven digits whose last one checks the others: so for D-numbers and synthetic ones (month + 40, + 80) too.

    The tenth digit is let be: it is counted in another way in numbers given from 2032.
    """
    if not (number.isascii() and number.isdigit() and len(number) == 11):
        return False
    return bool(fodselsnummer.calc_check_digit2(number) == number[10])
