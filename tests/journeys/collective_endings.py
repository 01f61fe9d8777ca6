"""What people do with money that is used: report, judge the report, keep what was not used or pay it back."""

from __future__ import annotations

from typing import Any

from tests.journeys.acting import fill_in, follow, press, say
from tests.journeys.collective_acting import (
    FJORDVIK,
    MONEY,
    STORBY,
    YEAR,
    Town,
    as_officer,
    open_own,
    open_waiting,
)

SETTLING, BACK = "Midler som ikke er brukt", "Tilbakebetaling"
CANCELLED = "Den siste samlingen ble avlyst."


def report_half_way(page: Any, town: Town) -> str:
    """The last part waits for the report, and what is known is filled in. Returns its address."""
    open_own(page, town)
    assert "Den neste delen betales når delrapporten er godkjent." in say(page)
    follow(page, "Skriv delrapport")
    address = str(page.url)
    assert page.get_by_label("Egenfinansiering (kroner)").input_value() == town.own.replace(" ", "")
    _fill_in_report(page, town.half_way, "Resten brukes til våren.")
    assert "Rapporten er sendt" in page.content()
    return address


def report_in_the_end(page: Any, town: Town) -> str:
    """The report is not sent before it says why something is left. Returns its address."""
    open_own(page, town)
    follow(page, "Skriv sluttrapporten")
    address = str(page.url)
    _fill_in_report(page, town.used, "")
    assert f"{town.unused} kr er ikke brukt, og rapporten sier ikke hvorfor." in say(page)
    _fill_in_report(page, town.used, CANCELLED)
    assert f"{town.unused} kr: {CANCELLED}" in say(page)
    return address


def _fill_in_report(page: Any, used: str, unused_because: str) -> None:
    fill_in(page, "Brukt av tilskuddet (kroner)", used.replace(" ", ""))
    fill_in(page, "Hvorfor noe ikke er brukt", unused_because)
    fill_in(page, "Måloppnåelse", "Elevene leser mer, og i flere fag.")
    press(page, "Send rapporten")


def accept_report(page: Any, town: Town) -> str:
    """Tor finds the report among what waits, and accepts it. Returns the award's address."""
    as_officer(page, "tor")
    award = open_waiting(page, town, "Rapporter som er sendt")
    press(page, "Godkjenn rapporten")
    assert "Rapporten er godkjent." in page.content()
    return award


def settle(page: Any, town: Town, *, kept: str) -> str:
    """Tor sees what each krone becomes and proposes what is kept; Turid decides. Returns the address."""
    as_officer(page, "tor")
    address = open_waiting(page, town, SETTLING)
    assert f"{town.unused} kr" in say(page)
    assert CANCELLED in say(page)
    fill_in(page, "Overføres til neste år (kroner)", kept.replace(" ", ""))
    if kept != "0":
        fill_in(page, "Skal være brukt senest", "2028-12-31")
    fill_in(page, "Begrunnelse", "Samlingen holdes til høsten." if kept != "0" else "Tiltaket er avsluttet.")
    press(page, "Klargjør til vedtak")
    assert "En kollega må avgjøre den." in say(page)
    as_officer(page, "turid")
    open_waiting(page, town, SETTLING)
    press(page, "Vedta")
    assert "Vedtak om midler som ikke er brukt (PDF)" in say(page)
    return address


def siri_keeps_it(page: Any) -> None:
    """She reads what may be used next year and by when, and has the letter."""
    open_own(page, FJORDVIK)
    assert f"overføres {FJORDVIK.unused} kr, betales tilbake 0 kr" in say(page).lower()
    assert "31. desember 2028" in say(page)
    follow_letter(page, "Vedtak om midler som ikke er brukt")


def follow_letter(page: Any, title: str) -> None:
    """The letter opens."""
    letter = page.get_by_role("link", name=f"{title} (PDF)").first.get_attribute("href")
    assert page.request.get(letter).body().startswith(b"%PDF")


def forewarn(page: Any) -> list[str]:
    """Storby is warned before anything is demanded, and has nothing to say. Returns the addresses of the case."""
    as_officer(page, "tor")
    open_waiting(page, STORBY, SETTLING)
    follow(page, "Varsle om tilbakebetaling")
    assert page.get_by_label("Beløp som kan bli krevd tilbake").input_value() == STORBY.unused.replace(" ", "")
    fill_in(page, "Hvorfor", "Samlingen ble ikke holdt, og tiltaket er avsluttet.")
    fill_in(page, "Siste dag for å uttale seg", "2028-02-11")
    press(page, "Send forhåndsvarselet")
    case = open_waiting(page, STORBY, BACK)
    assert page.get_by_label("Krev beløpet tilbake").count() == 0  # Storby has its days
    as_officer(page, STORBY.key)
    page.goto(MONEY)
    follow(page, f"Tilbakebetaling, {STORBY.unused} kr")
    assert "Ingenting er avgjort, og dere skal ikke betale noe nå." in say(page)
    return [case, str(page.url)]


def demand(page: Any) -> None:
    """The days are over and nobody has commented. Tor proposes, Turid decides, Ola reads by when it is paid."""
    as_officer(page, "tor")
    open_waiting(page, STORBY, BACK)
    page.get_by_label("Krev beløpet tilbake").check()
    fill_in(page, "Vurdering", "Pengene er ikke brukt til formålet.")
    fill_in(page, "Betales innen", "2028-03-15")
    press(page, "Klargjør til vedtak")
    assert "En kollega må avgjøre den." in say(page)
    as_officer(page, "turid")
    open_waiting(page, STORBY, BACK)
    press(page, "Vedta")
    as_officer(page, STORBY.key)
    page.goto(MONEY)
    assert f"Tilbakebetaling, {STORBY.unused} kr, betales innen 15. mars 2028" in say(page)


def book_paid_back(page: Any) -> None:
    """The money has come. Nothing waits for Storby any more."""
    as_officer(page, "tor")
    open_waiting(page, STORBY, BACK)
    fill_in(page, "Dagen pengene kom inn på konto", "2028-03-10")
    press(page, "Før som betalt tilbake")
    assert "Betalt tilbake" in say(page)
    as_officer(page, STORBY.key)
    page.goto(MONEY)
    assert f"Tilbakebetaling, {STORBY.unused} kr" not in say(page)
    follow(page, YEAR)
    assert "Betalt tilbake" in say(page)
