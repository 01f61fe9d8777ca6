"""Collective development in one go: from a scheme that is announced to the money that was not used."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.fixtures.site import Site
from tests.journeys.acting import answered, fill_in, follow, log_in, press, say
from tests.journeys.collective_acting import (
    FJORDVIK,
    KEY,
    STORBY,
    TOWNS,
    YEAR,
    as_officer,
    open_item,
    open_year,
    vigdis_sees_nothing,
)
from tests.journeys.collective_endings import (
    accept_report,
    book_paid_back,
    demand,
    forewarn,
    report_half_way,
    report_in_the_end,
    settle,
    siri_keeps_it,
)
from tests.journeys.collective_payments import document_own, nothing_can_be_paid, pay, read_the_letter

pytestmark = [pytest.mark.journey, pytest.mark.heavy(240)]


def test_money_goes_from_an_announcement_to_what_was_not_used(browser_page: Any, site: Site, tmp_path: Path) -> None:
    item = _the_forum_recommends_and_the_governor_decides(browser_page, site)
    _it_is_paid_in_two_parts(browser_page, site, tmp_path, item)
    _what_is_not_used_is_kept_or_paid_back(browser_page, site, item)


def _it_is_paid_in_two_parts(page: Any, site: Site, folder: Path, item: str) -> None:
    """The first part waits for the own contribution, the second for the half-way report."""
    site.move_clock("2027-06-02")
    shut = [address for town in TOWNS for address in read_the_letter(page, town)]
    shut += nothing_can_be_paid(page)
    vigdis_sees_nothing(page, item, shut)
    document_own(page)
    vigdis_sees_nothing(page, item, pay(page, "846 000", folder))
    site.move_clock("2027-11-02")
    shut = [report_half_way(page, town) for town in TOWNS]
    shut += [accept_report(page, town) for town in TOWNS]
    vigdis_sees_nothing(page, item, [*shut, *pay(page, "564 000", folder)])


def _what_is_not_used_is_kept_or_paid_back(page: Any, site: Site, item: str) -> None:
    """Both explain what is left in the final report: Fjordvik keeps it for next year, Storby pays it back."""
    site.move_clock("2028-01-10")
    shut = [report_in_the_end(page, town) for town in TOWNS]
    shut += [accept_report(page, town) for town in TOWNS]
    vigdis_sees_nothing(page, item, shut)
    site.move_clock("2028-01-20")
    shut = [settle(page, FJORDVIK, kept=FJORDVIK.unused), settle(page, STORBY, kept="0")]
    siri_keeps_it(page)
    shut += forewarn(page)
    vigdis_sees_nothing(page, item, shut)
    site.move_clock("2028-02-14")
    demand(page)
    site.move_clock("2028-03-12")
    book_paid_back(page)
    vigdis_sees_nothing(page, item, shut)


def _the_forum_recommends_and_the_governor_decides(page: Any, site: Site) -> str:
    """From the announcement to the decision, which departs from what the forum recommends. Returns its case."""
    site.move_clock("2026-11-18")
    _announce(page)
    site.move_clock("2026-12-01")
    _notify(page, "siri", "Lærende nettverk om lesing", "Lesing i alle fag")
    _notify(page, "ola", "Veiledning i praksis på alle skolene", "Veiledning på egen skole")
    site.move_clock("2027-04-16")
    _close(page)
    _call_the_forum(page)
    item = _vigdis_is_disqualified(page)
    _share_out(page)
    site.move_clock("2027-05-13")
    _forum_disagrees(page)
    _vote(page)
    _leif_dissents(page)
    vigdis_sees_nothing(page, item)
    _recommend(page)
    _depart(page)
    _decide(page)
    vigdis_sees_nothing(page, item)
    return item


def _announce(page: Any) -> None:
    as_officer(page, "tor")
    year = open_year(page)
    assert "Bevilgning er ikke fylt ut" in say(page)
    follow(page, "Rediger teksten, pengene og datoene")
    fill_in(page, "Bevilgning (kroner)", "18500000")
    fill_in(page, "Hjemmel for bevilgningen", "Oppdiktet tildelingsbrev 2027")
    fill_in(page, "Egenfinansiering (prosent)", "30")
    page.get_by_label("Prosenten regnes av").select_option(label="Tilskuddet som eieren får")
    fill_in(page, "Hvor kravet står", "Oppdiktet utlysning 2027")
    press(page, "Lagre")
    while page.get_by_role("button", name="Bekreft at det skal være likt").count():
        with answered(page):
            page.get_by_role("button", name="Bekreft at det skal være likt").first.click()
    page.goto(f"{year}skjema/")
    follow(page, "Versjon 1")
    press(page, "Ta i bruk")
    page.goto(year)
    follow(page, "Kunngjør")
    press(page, "Kunngjør ordningen")
    assert "Kunngjort" in say(page)


def _notify(page: Any, key: str, earlier: str, title: str) -> None:
    """Begins from an earlier need, gives it a new name, looks it over and sends it."""
    log_in(page, key)
    page.goto("/eier/kollektiv/behov/")
    follow(page, f"Meld et nytt behov : {YEAR}")
    page.get_by_label(f"Svarene i «{earlier}»").check()
    press(page, "Begynn")
    press(page, "Lagre og gå videre")
    fill_in(page, "Hva heter tiltaket?", title)
    press(page, "Lagre og gå videre")
    press(page, "Lagre og gå videre")
    press(page, "Lagre og se over")
    press(page, "Send behovsmeldingen")
    assert "Kvittering" in say(page)


def _close(page: Any) -> None:
    as_officer(page, "tor")
    open_year(page)
    press(page, "Fristen er ute: samle meldingene")
    assert "Fristen er ute" in say(page)


def _call_the_forum(page: Any) -> None:
    as_officer(page, "tor")
    page.goto("/nasjonal/kollektiv/forum/")
    follow(page, "Samarbeidsforum Innhavet")
    follow(page, "Planlegg et møte")
    fill_in(page, "Navn på møtet", "Møte 2/2027")
    fill_in(page, "Dag", "2027-05-12")
    fill_in(page, "Sted", "Storby rådhus")
    press(page, "Lagre")
    follow(page, "Legg til en sak")
    fill_in(page, "Tittel", "Innstilling for 2027")
    fill_in(page, "Saken", "Meldte behov ligger ved.")
    fill_in(page, "Forslag", KEY)
    page.get_by_label("Gjelder ordningen").select_option(label=YEAR)
    press(page, "Lagre")
    press(page, "Innkall til møtet")
    assert "Innkalt" in say(page)


def _vigdis_is_disqualified(page: Any) -> str:
    """Returns the address of the case."""
    log_in(page, "vigdis")
    open_item(page, "/eier/kollektiv/forum/")
    item = str(page.url)
    follow(page, "Meld at du er inhabil")
    page.get_by_label("Leder eller sitter i styret").check()
    press(page, "Meld fra")
    assert KEY not in say(page)
    return item


def _forum_disagrees(page: Any) -> None:
    as_officer(page, "tor")
    open_item(page, "/nasjonal/kollektiv/forum/1/")
    follow(page, "Før at forumet ikke ble enig")
    fill_in(page, "Hva forumet ikke ble enig om", "Organisasjonene vil ha mer til felles tiltak.")
    press(page, "Lagre")
    follow(page, "Åpne avstemning")
    press(page, "Lagre")


VOTES = (
    ("siri", "/eier/kollektiv/forum/", "For"),
    ("gro", "/eier/kollektiv/forum/", "For"),
    ("ola", "/eier/kollektiv/forum/", "Mot"),
    ("leif", "/tillitsvalgt/forum/", "Mot"),
)


def _vote(page: Any) -> None:
    for key, forum, choice in VOTES:
        log_in(page, key)
        open_item(page, forum)
        page.get_by_label(choice, exact=True).check()
        press(page, "Stem")
    as_officer(page, "tor")
    open_item(page, "/nasjonal/kollektiv/forum/1/")
    follow(page, "Før stemmen til KS Innhavet")
    page.get_by_label("For", exact=True).check()
    press(page, "Lagre")
    press(page, "Avslutt og tell opp")
    assert "3 for, 2 mot, 0 avholdende" in say(page)


def _leif_dissents(page: Any) -> None:
    log_in(page, "leif")
    open_item(page, "/tillitsvalgt/forum/")
    fill_in(page, "Protokolltilførsel", "Felles tiltak når flere.")
    press(page, "Før uenigheten i referatet")
    assert "Felles tiltak når flere." in say(page)


def _recommend(page: Any) -> None:
    as_officer(page, "tor")
    page.goto(f"{open_year(page)}innstilling/")
    page.get_by_label("Det forumet har vedtatt").select_option(index=1)
    fill_in(page, "Innstillingen", "Begge tiltakene er forankret, og gjelder hele kollegiet i to år.")
    press(page, "Legg fram innstillingen")
    assert "Innstillingen er lagt fram" in page.content()
    press(page, "Hent det forumet innstiller på")


def _depart(page: Any) -> None:
    """Storby gets less than the forum recommends, and the decision says why."""
    as_officer(page, "tor")
    page.goto(f"{open_year(page)}tildelinger/")
    follow(page, "Storby kommune")
    follow(page, "Endre beløp, formål og vilkår")
    fill_in(page, "Tildeles (kroner)", "1000000")
    press(page, "Lagre")
    assert "mangler begrunnelse" in say(page)
    fill_in(page, "Hvorfor beløpet avviker", "Én av samlingene faller utenfor formålet.")
    press(page, "Lagre")
    _make_ready(page)
    page.goto(f"{open_year(page)}tildelinger/")
    follow(page, "Fjordvik kommune")
    _make_ready(page)


def _make_ready(page: Any) -> None:
    follow(page, "Klargjør til vedtak")
    fill_in(page, "Første del (prosent)", "60")
    fill_in(page, "Første del betales tidligst", "2027-06-01")
    page.get_by_label("Første del betales når").select_option(label="… og egenfinansieringen er dokumentert")
    fill_in(page, "Andre del betales tidligst", "2027-11-01")
    page.get_by_label("Andre del betales når").select_option(label="… og delrapporten er godkjent")
    press(page, "Klargjør")
    assert "Klar til vedtak" in say(page)


def _decide(page: Any) -> None:
    """Tor may not decide what he made ready; Turid may."""
    as_officer(page, "tor")
    page.goto(f"{open_year(page)}tildelinger/vedta/")
    assert "En kollega må vedta den." in say(page)
    as_officer(page, "turid")
    page.goto(f"{open_year(page)}tildelinger/vedta/")
    press(page, "Vedta tildelingene")
    assert "Vedtatt" in say(page)


def _share_out(page: Any) -> None:
    """Two compositions, a run of each, side by side, and the one that is chosen."""
    as_officer(page, "tor")
    year = open_year(page)
    _compose(page, year, "Behovene i rekkefølge", "Meldte behov i forumets rekkefølge – Nordland, Agder, Oslo og Viken")
    follow(page, "Sett forumets rekkefølge")
    page.get_by_label("Lesing i alle fag").fill("1")
    page.get_by_label("Veiledning på egen skole").fill("2")
    press(page, "Lagre")
    press(page, "Kjør fordelingen")
    assert "1 090 000" in say(page)
    _compose(page, year, "Etter lærerårsverk", "Ingen steg")
    page.get_by_label("Legg til et steg sist").select_option(label="Fordel etter nøkkel")
    press(page, "Legg til")
    page.get_by_label("kommunene", exact=True).check()
    press(page, "Lagre")
    press(page, "Kjør fordelingen")
    page.goto(f"{year}fordeling/")
    page.get_by_label("Den ene").select_option(label="Behovene i rekkefølge")
    page.get_by_label("Den andre").select_option(label="Etter lærerårsverk")
    press(page, "Sammenlign")
    assert "258 436" in say(page)
    page.goto(f"{year}fordeling/")
    page.locator("table", has_text="Kjørt").get_by_role("link", name="Behovene i rekkefølge").click()
    fill_in(page, "Hvorfor velger dere denne fordelingen?", "Den følger behovene.")
    press(page, "Velg denne fordelingen")
    assert "Den følger behovene." in say(page)


def _compose(page: Any, year: str, name: str, start: str) -> None:
    page.goto(f"{year}fordeling/")
    fill_in(page, "Navn på fordelingen", name)
    fill_in(page, "Ramme i kroner", "1500000")
    page.get_by_label("Begynn med").select_option(label=start)
    press(page, "Sett sammen stegene")
