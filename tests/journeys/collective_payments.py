"""What people do with money that is awarded: read the letter, show what they put in themselves, and pay each part."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from pafyll.integrations.bank.fake import FakeBank
from tests.journeys.acting import fill_in, follow, press, say
from tests.journeys.collective_acting import FJORDVIK, STORBY, Town, as_officer, open_own, open_payments


def read_the_letter(page: Any, town: Town) -> list[str]:
    """The letter says how much, and how to appeal. Returns the addresses of the award and of its letter."""
    address = open_own(page, town)
    assert town.awarded in say(page)
    letter = str(page.get_by_role("link", name="Les tilskuddsbrevet (PDF)").get_attribute("href"))
    pages = PdfReader(BytesIO(page.request.get(letter).body())).pages
    text = " ".join(" ".join(one.extract_text() for one in pages).split())
    assert f"{town.awarded} kr" in text
    assert "klage" in text
    return [address, letter]


def nothing_can_be_paid(page: Any) -> list[str]:
    """Tor reads what each recipient lacks, tries nevertheless, and is told the same. Returns the addresses."""
    as_officer(page, "tor")
    payments = open_payments(page)
    assert "Ingen del kan betales i dag." in say(page)
    assert page.get_by_role("link", name="Se over og klargjør").count() == 0
    page.goto(f"{payments}klargjor/")
    press(page, "Klargjør")
    assert "Det er ingenting å betale den dagen. Antall deler som venter: 4." in say(page)
    assert "Egenfinansieringen mangler 300 000 kr. Det er dokumentert 0 kr av 300 000 kr." in say(page)
    return [payments, f"{payments}klargjor/"]


def document_own(page: Any) -> None:
    """Ola shows all of it and Siri not yet: Storby can be paid, and the page says what Fjordvik lacks."""
    _document(page, STORBY, STORBY.own)
    assert "Klar til utbetaling" in say(page)
    _document(page, FJORDVIK, "100 000")
    assert "Egenfinansieringen mangler 23 000 kr" in say(page)
    as_officer(page, "tor")
    open_payments(page)
    follow(page, "Se over og klargjør")
    assert "Egenfinansieringen mangler 23 000 kr. Det er dokumentert 100 000 kr av 123 000 kr." in say(page)
    _document(page, FJORDVIK, "23 000")
    assert "Klar til utbetaling" in say(page)


def _document(page: Any, town: Town, kroner: str) -> None:
    """The field is open as long as something is missing."""
    open_own(page, town)
    fill_in(page, "Verdi (kroner)", kroner.replace(" ", ""))
    fill_in(page, "Hva det er brukt til", "Vikarer mens lærerne er på samling")
    press(page, "Før")


def pay(page: Any, kroner: str, folder: Path) -> list[str]:
    """Tor prepares, Turid approves, Tor sends it and reads what the bank says. Returns the addresses."""
    run = _prepare(page)
    as_officer(page, "turid")
    open_payments(page)
    assert "Tor Vågan har klargjort" in say(page)
    follow(page, "Se utbetaling PAFYLL-")
    follow(page, "Se over og godkjenn")
    press(page, f"Godkjenn {kroner} kr")
    as_officer(page, "tor")
    page.goto(run)
    press(page, "Lag filen til banken")
    order = page.request.get(page.get_by_role("link", name="Last ned filen (XML)").get_attribute("href")).body()
    follow(page, "Les inn kvittering")
    _hand_in(page, folder / "kvittering.xml", FakeBank().answer(order))
    assert "2 godtatt av banken" in say(page)
    follow(page, "Avstem")
    _hand_in(page, folder / "kontoutskrift.xml", FakeBank().statement(order))
    page.goto(run)
    assert "2 betalt" in say(page)
    return [run, *(f"{run}{what}" for what in ("godkjenn/", "send/", "fil.xml", "kvittering/"))]


def _prepare(page: Any) -> str:
    """Tor prepares, and may not approve it himself. Returns the run's address."""
    as_officer(page, "tor")
    open_payments(page)
    follow(page, "Se over og klargjør")
    press(page, "Klargjør")
    assert "Den som godkjenner, må være en annen" in say(page)
    assert page.get_by_role("link", name="Se over og godkjenn").count() == 0
    return str(page.url)


def _hand_in(page: Any, file: Path, content: bytes) -> None:
    file.write_bytes(content)
    page.locator("input[type=file]").first.set_input_files(file)
    press(page, "Les inn")
