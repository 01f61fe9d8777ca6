"""A semester is paid: Idar approves, Ada sends, the bank answers and pays, and the owner reads what it got and why."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from pafyll.integrations.bank.fake import FakeBank
from tests.journeys.acting import log_in, press, say

pytestmark = pytest.mark.journey


def order_from(page: Any) -> bytes:
    """The file for the bank, as Ada fetches it."""
    address = page.get_by_role("link", name="Last ned filen (XML)").get_attribute("href")
    answer = page.request.get(address)
    assert answer.ok
    return bytes(answer.body())


def hand_in(page: Any, folder: Path, name: str, content: bytes) -> None:
    """Uploads a file from the bank."""
    file = folder / name
    file.write_bytes(content)
    page.locator("input[type=file]").first.set_input_files(file)
    press(page, "Les inn")


def test_a_prepared_payment_goes_to_the_bank_and_gro_reads_what_she_was_paid(
    browser_page: Any, site: Any, tmp_path: Path
) -> None:
    page, bank = browser_page, FakeBank()
    log_in(page, "ada")
    page.goto("/nasjonal/utbetalinger/")
    page.get_by_role("link", name="PAFYLL-2026V-2-2").click()
    assert "Utbetalinger godkjennes" in say(page)  # by somebody with authority, and another than the one who prepared

    log_in(page, "idar")
    page.goto("/nasjonal/utbetalinger/")
    page.get_by_role("link", name="PAFYLL-2026V-2-2").click()
    page.get_by_role("link", name="Se over og godkjenn").click()
    page.get_by_role("button", name=re.compile("^Godkjenn")).click()
    assert "Ada Lindkvist" in say(page)

    log_in(page, "ada")
    page.goto("/nasjonal/utbetalinger/")
    page.get_by_role("link", name="PAFYLL-2026V-2-2").click()
    run = page.url
    press(page, "Lag filen til banken")
    order = order_from(page)
    assert b"pain.001" in order

    page.get_by_role("link", name="Les inn kvittering").click()
    hand_in(page, tmp_path, "kvittering.xml", bank.answer(order))
    page.goto(run)
    assert "Godtatt av banken" in say(page)

    page.get_by_role("link", name="Avstem").first.click()
    hand_in(page, tmp_path, "kontoutskrift.xml", bank.statement(order))
    page.goto(run)
    assert "Betalt" in say(page)

    log_in(page, "gro")
    page.goto("/eier/oppgjor/")
    page.get_by_role("link", name="Våren 2026").click()
    said = say(page)
    assert "112 500 kr" in said
    assert "Emma Nguyen" in said
