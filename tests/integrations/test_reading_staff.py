"""Staff files as schools and payroll offices send them, and the failed rows as a file of their own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from pafyll.integrations.tables.staff import (
    asked_of,
    deviations_of,
    facts_of,
    failed_rows_file,
    headings_of,
    propose_mapping,
    read_staff,
)
from pafyll.integrations.tables.staff.columns import STAFF
from pafyll.integrations.tables.staff.headings import KNOWN, WORDS, plain
from pafyll.integrations.tables.staff.national_ids import is_national_id
from tests.integrations.staff_files import EXAMPLE, as_csv, as_workbook, example

TODAY = date(2026, 11, 26)


def judged(content: bytes | str, name: str = "ansatte.csv", **more):
    return read_staff(content.encode() if isinstance(content, str) else content, name=name, today=TODAY, **more)


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_any_usual_charset_is_understood(charset):
    staff = judged(as_csv(example()).encode(charset))

    assert staff.faults == []
    assert staff.sound["name"][3] == "Berg, Anders"
    assert "Kunst og håndverk" in staff.raw.frame["10"].to_list()


@pytest.mark.parametrize("separator", [";", "\t", ","])
def test_any_usual_separator_is_understood(separator):
    rows = [[f'"{cell}"' for cell in row] for row in example()]

    staff = judged("\r\n".join(separator.join(row) for row in rows))

    assert staff.faults == []
    assert len(staff.sound) == 14


def test_excel_says_the_same_as_csv():
    assert judged(as_workbook(example()), "ansatte.xlsx").sound.equals(judged(EXAMPLE.read_bytes()).sound)


def test_dates_percent_signs_and_decimal_commas_are_read_as_people_write_them():
    table = example()[:5]
    for row, day in zip(table[1:], ["15.06.2016", "2016-06-15", "20/06/1998", "20-06-1998"], strict=True):
        row[8], row[4] = day, "87,5 %"

    staff = judged(as_csv(table))

    assert staff.faults == []
    assert staff.sound["educated_on"].to_list() == [date(2016, 6, 15)] * 2 + [date(1998, 6, 20)] * 2
    assert staff.sound["position_percent"].to_list() == [87.5] * 4
    assert staff.sound["hours_per_week"][2] == 12.5


def test_vekttall_become_credits_where_no_credits_are_given():
    row = judged(EXAMPLE.read_bytes()).sound.row(2, named=True)

    assert (row["vekttall"], row["credits"]) == (10, 30)
    assert facts_of(row).held_in("mathematics") == Decimal(30)


def test_a_row_without_credits_is_not_a_row_with_none():
    rows = judged(EXAMPLE.read_bytes()).sound.to_dicts()

    assert facts_of(rows[13]).held_in("english") is None
    assert facts_of(rows[1]).held_in("mathematics") == 0


def test_a_deviation_in_the_file_is_the_rows_own():
    row = judged(EXAMPLE.read_bytes()).sound.row(4, named=True)

    (decided,) = deviations_of(row, 2020)
    assert (decided.school, decided.subject, decided.stage, decided.school_year) == (
        "Fjordvik skole",
        "english",
        "8-10",
        2026,
    )
    assert asked_of(row, 2020)["deviations"] == (decided,)


# Headings


def test_each_of_our_columns_has_words_and_no_word_means_two_of_them():
    assert list(WORDS) == STAFF.names
    meant: dict[str, str] = {}
    for name, words in WORDS.items():
        for word in words.split(", "):
            assert meant.setdefault(plain(word), name) == name
            assert KNOWN[plain(word)] == name


def test_english_headings_are_known_too():
    table = example()
    table[0] = [words.split(", ")[1] for name in judged(as_csv(example())).columns for words in [WORDS[name]]]

    assert judged(as_csv(table)).faults == []


def test_a_mapping_is_proposed_and_says_where_it_guesses():
    proposal = propose_mapping(["Ansatt nr.", "E-post (jobb)", "Undervisningsfagg", "Sko", "Trinn", "Farge"])

    assert proposal.columns == {
        "Ansatt nr.": "person_id",
        "E-post (jobb)": "email",
        "Undervisningsfagg": "subject",
        "Sko": "",
        "Trinn": "stage",
        "Farge": "",
    }
    assert proposal.guesses == {"Undervisningsfagg"}
    assert proposal.lacking == ("school",)


def test_a_person_can_say_what_the_columns_are_and_leave_some_out():
    table = example()
    table[0][0], table[0][3], table[0][17] = "Kolonne1", "Kolonne2", "Hemmelig"
    mapping = dict(propose_mapping(headings_of(as_csv(table).encode(), name="ansatte.csv")).columns)

    staff = judged(as_csv(table), mapping=mapping | {"Kolonne1": "person_id", "Kolonne2": "school", "Hemmelig": ""})

    assert staff.faults == []
    assert staff.left_out == ["Hemmelig"]


def test_a_choice_that_no_page_offers_is_our_own_mistake():
    with pytest.raises(ValueError, match="shoe_size"):
        judged(EXAMPLE.read_bytes(), mapping={"Navn": "shoe_size"})


# Failed rows


@pytest.mark.parametrize("name", ["ansatte.csv", "ansatte.xlsx"])
def test_the_failed_rows_come_back_alone_and_can_be_read_again_when_put_right(name):
    table = example()
    table[2][10], table[13][14] = "Mattematikkk", "600"
    content = as_workbook(table) if name.endswith("xlsx") else as_csv(table).encode()
    staff = judged(content, name)

    written, failed = failed_rows_file(staff)
    again = judged(failed, written)

    assert written == name.replace(".", "-feil.")
    assert staff.failed == {3, 14}
    assert len(staff.sound) == 12
    assert len(again.frame) == 2
    assert [(fault.column, fault.value) for fault in again.faults] == [("Fag", "Mattematikkk"), ("Studiepoeng", "600")]
    told = again.raw.frame.rows()
    assert [row[1] for row in told] == ["3", "14"]
    assert told[0][2] == "Fag: Koden «Mattematikkk» er ikke kjent i Fag."
    assert told[0][3].startswith("Mente du «Matematikk»?")
    assert told[1][2] == "Studiepoeng: 600 er mer enn 300, som er det meste Studiepoeng kan være."


def test_a_formula_does_not_come_alive_in_the_file_of_failed_rows():
    table = example()
    table[14][1], table[14][14] = "=HYPERLINK(0)", "600"

    _name, failed = failed_rows_file(judged(as_csv(table)))

    assert b";'=HYPERLINK(0);" in failed


def test_a_national_identity_number_is_neither_shown_nor_given_back():
    table = example()
    number = next(f"018990{n:05d}" for n in range(100_000) if is_national_id(f"018990{n:05d}"))
    table[14][0], table[14][17] = number, f"Se {number}"
    staff = judged(as_csv(table))

    _name, failed = failed_rows_file(staff)

    assert {fault.kind for fault in staff.faults} == {"national_id"}
    assert all(number not in f"{fault.value}{fault.text()}{fault.remedy()}" for fault in staff.faults)
    assert number.encode() not in failed


def test_a_phone_number_and_an_account_number_are_not_taken_for_national_identity_numbers():
    assert not is_national_id("12345678903")
    assert not is_national_id("15032080119")


def test_fifty_thousand_rows_with_a_fault_in_each_are_told_of_at_once():
    row = ";".join(["{n}", "Lie, Kari", "", "Fjordvik skole", "100", *[""] * 5, "Norskk", "1-7", "9", *[""] * 5])
    heading = ";".join(example()[0])

    staff = judged("\n".join([heading, *(row.format(n=n) for n in range(50_000))]))

    assert len(staff.failed) == 50_000
    assert staff.sound.is_empty()
