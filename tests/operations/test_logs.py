"""Lines that a machine can read, with the request's number and without anybody's identity number."""

from __future__ import annotations

import json
import logging
import sys
from typing import Any

import pytest
from django.test import Client, override_settings
from hypothesis import given
from hypothesis import strategies as st

from pafyll.operations.logs import JsonFormatter, current_request
from pafyll.operations.redacting import INSTEAD, cleaned, without_numbers
from pafyll.operations.requests import TOLD, new_number

GAPS = st.sampled_from(["", " ", "  ", "\u00a0", "\u202f", "-", ".", "\t", "\n", "%20", "+", "\u200b"])
PLAIN = st.text(st.characters(exclude_categories=["Nd", "Cs"], exclude_characters="-. _/+\\%"), max_size=20)
DIGITS = st.text("0123456789", min_size=11, max_size=11)


@st.composite
def written(draw: Any) -> tuple[str, str]:
    """A number, and the way somebody wrote it: with something or nothing between any two of its digits."""
    digits = draw(DIGITS)
    return digits, "".join(digit + draw(GAPS) for digit in digits[:-1]) + digits[-1]


def only_digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdecimal())


@given(PLAIN, written(), PLAIN)
def test_no_number_is_left_however_it_is_written_and_whatever_stands_beside_it(
    before: str, number: tuple[str, str], after: str
) -> None:
    said = without_numbers(f"{before}{number[1]}{after}")
    assert only_digits(said) == ""
    assert said.startswith(before)
    assert said.endswith(after)


@given(st.lists(written(), min_size=2, max_size=4), st.sampled_from([", ", " og ", "; ", " | "]))
def test_each_of_several_numbers_is_removed(numbers: list[tuple[str, str]], between: str) -> None:
    said = without_numbers(between.join(text for _, text in numbers))
    assert said == between.join([INSTEAD] * len(numbers))


@given(written(), st.sampled_from(["message", "argument", "exception", "chained", "extra", "nested", "key"]))
def test_it_is_removed_wherever_in_a_record_it_stands(number: tuple[str, str], where: str) -> None:
    digits, text = number
    line = JsonFormatter().format(_record(text, where))
    assert digits not in only_digits(line.partition('"level"')[2])  # the time has digits of its own
    assert json.loads(line)["level"] == "ERROR"


@pytest.mark.parametrize(
    "text",
    ["2026-03-10 14:05:07.123456", "org. 912 345 678", "tlf. 22 33 44 55", "192.168.1.10", "550e8400-e29b-41d4",
     "2026-00042", "kr 1 250 000", "sats 99 000 i 2026"],
)  # fmt: skip
def test_other_figures_stay(text: str) -> None:
    assert without_numbers(text) == text


def test_a_number_that_is_a_number_and_no_text_is_removed_as_well() -> None:
    assert cleaned({"pid": 1899000079 * 10 + 1, "count": 3}) == {"pid": INSTEAD, "count": 3}


def test_arguments_that_do_not_fit_give_a_line_all_the_same() -> None:
    record = logging.LogRecord("a", logging.INFO, "f", 1, "%d rader", ("mange",), None)
    assert "mange" in json.loads(JsonFormatter().format(record))["message"]


def test_a_new_number_is_one_that_we_would_take_from_a_proxy() -> None:
    assert TOLD.fullmatch(new_number())
    assert new_number() != new_number()


@override_settings(PROXIES=1)
@pytest.mark.parametrize("told", ["0af7651916cd43dd8448eb211c80319c", "abc-12345"])
def test_the_proxys_number_follows_the_request_out_again(client: Client, told: str) -> None:
    assert client.get("/helse/lever", headers={"X-Request-ID": told})["X-Request-ID"] == told


@pytest.mark.parametrize(
    ("proxies", "told"), [(0, "abc-12345"), (1, "kort"), (1, "x" * 65), (1, "a\tb c d e f"), (1, "01899000079")]
)
def test_what_is_no_number_or_comes_from_nobody_we_know_is_made_anew(client: Client, proxies: int, told: str) -> None:
    with override_settings(PROXIES=proxies):
        assert client.get("/helse/lever", headers={"X-Request-ID": told})["X-Request-ID"] != told


@pytest.mark.django_db
def test_somebody_who_meets_a_fault_can_name_the_request(client: Client) -> None:
    response = client.get("/finnes-ikke/")
    assert response.status_code == 404
    assert response["X-Request-ID"] in response.content.decode()


@pytest.mark.django_db
def test_each_request_is_one_line_with_the_routes_name_and_never_the_address(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="pafyll.requests"):
        client.get("/kalender/en-hemmelig-adresse.ics")
    (record,) = [one for one in caplog.records if one.name == "pafyll.requests"]
    line = JsonFormatter().format(record)
    told = json.loads(line)
    assert (told["route"], told["status"], told["method"]) == ("public:calendar", 404, "GET")
    assert "hemmelig" not in line


def test_a_line_carries_the_number_of_its_request() -> None:
    token = current_request.set("k7wq-3m9x-2fhd")
    try:
        line = JsonFormatter().format(logging.makeLogRecord({"msg": "ja"}))
    finally:
        current_request.reset(token)
    assert json.loads(line)["request_id"] == "k7wq-3m9x-2fhd"


@pytest.mark.parametrize("text", ["a\nERROR falsk linje", "a\r\n{}", "a\u2028b", 'a", "level": "INFO'])
def test_a_line_break_in_what_is_logged_makes_no_second_line(text: str) -> None:
    line = JsonFormatter().format(_record(text, "argument"))
    assert len(line.split("\n")) == len(line.split("\r")) == 1
    assert json.loads(line)["message"] == f"leste {text}"
    assert json.loads(line)["level"] == "ERROR"


def _record(text: str, where: str) -> logging.LogRecord:
    record = logging.LogRecord("a", logging.ERROR, "f", 1, "gikk galt", (), None)
    if where == "message":
        record.msg = text
    elif where == "argument":
        record.msg, record.args = "leste %s", (text,)
    elif where == "exception":
        record.exc_info = _raised(text)
    elif where == "chained":
        record.exc_info = _raised(text, chained=True)
    elif where == "extra":
        record.person = text
    elif where == "nested":
        record.row = {"a": [{"b": text}]}
    else:
        record.row = {text: 1}
    return record


def _raised(text: str, *, chained: bool = False) -> Any:
    try:
        try:
            raise ValueError(text)
        except ValueError as first:
            if chained:
                raise RuntimeError("ny feil") from first
            raise
    except Exception:
        return sys.exc_info()
