"""From a file of staff to a teacher's application: need, budget, plan, case, consultation and resolution, in one go."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.fixtures.site import Site
from tests.journeys.acting import fill_in, follow, heading, log_in, press, say

pytestmark = [pytest.mark.journey, pytest.mark.heavy(60)]
FILE = (
    "Ansattnr;Fornavn;Etternavn;E-post;Arbeidssted;Fag;Trinn;Timer;Studiepoeng\n"
    "777;Tuva;Holm;tuva.holm@example.no;Fjordvik skole;Matematikk;1-7;8;0\n"
    "778;Brage;Lund;brage.lund@example.no;Fjordvik skole;Norsk;1-7;6;60\n"
)
PLAN, CASE, UNION = "Alle hull før 2030", "Kompetanseløft i Fjordvik", "Utdanningsforbundet Fjordvik"
VIEW = "Vi er enige i retningen, men skolene må få vikarer."


def test_a_gap_becomes_a_plan_a_resolution_and_an_application(browser_page: Any, site: Site) -> None:
    page = browser_page
    site.move_clock("2026-02-20")
    log_in(page, "siri")
    _import_staff(page)
    _find_the_need(page)
    _enter_money(page)
    plan = _plan(page)
    _try_less_money(page)
    case = _draft_case(page)
    _invite(page, case)
    _union_answers(page)
    _gather_what_was_said(page, case)
    _resolve(page, case)
    _see_what_was_opened(page, plan)
    _jonas_has_a_draft(page)
    _per_sees_it(page)
    _a_politician_reads_it(page)


def _import_staff(page: Any) -> None:
    page.goto("/eier/ansatte/")
    follow(page, "Last inn fil")
    page.get_by_label("Fil med ansatte").set_input_files(
        {"name": "ansatte.csv", "mimeType": "text/csv", "buffer": FILE.encode("cp1252")}
    )
    press(page, "Gå videre")
    page.get_by_role("heading", name="Hvilken kolonne er hva?").wait_for()
    press(page, "Les filen")
    follow(page, "Nye (2)")
    assert "Tuva Holm" in say(page)
    press(page, "Bekreft")
    page.get_by_role("heading", name="Filen er lest inn").wait_for()


def _find_the_need(page: Any) -> None:
    page.goto("/eier/behov/")
    assert "Matematikk" in say(page)
    page.goto("/eier/ansatte/?sok=Tuva")
    assert "mangler 30 studiepoeng" in say(page)


def _enter_money(page: Any) -> None:
    page.goto("/eier/budsjett/?aar=2026")
    follow(page, "Før en bevilgning")
    fill_in(page, "Hva heter bevilgningen?", "Kompetanseløft")
    fill_in(page, "Hvem har gitt pengene", "Kommunestyret, sak 84/25")
    for question, answer in (("Hva kan pengene brukes til?", "Videreutdanning"),
                             ("Kommer pengene hvert år?", "Ja"), ("Kan det som er igjen", "Nei")):  # fmt: skip
        page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()
    fill_in(page, "Beløp i 2026, kroner", "2000000")
    press(page, "Lagre")
    assert "Kompetanseløft" in say(page)


def _plan(page: Any) -> str:
    page.goto("/eier/plan/")
    follow(page, "Lag en ny plan")
    fill_in(page, "Navn på planen", PLAN)
    page.get_by_label("Første skoleår").select_option("2026")
    fill_in(page, "Antall skoleår", "3")
    fill_in(page, "Største andel", "100")
    page.get_by_label("Stipendordning", exact=True).uncheck()
    press(page, "Opprett planen")
    press(page, "Regn ut planen")
    said = say(page)
    assert heading(page) == PLAN
    assert "bevist at ingen plan" in said
    assert "Lengste kø først" in page.content()
    assert "«Kompetanseløft» er ført til og med 2026, og går videre med samme beløp" in said
    return str(page.url)


def _try_less_money(page: Any) -> None:
    follow(page, "Prøv med mer eller mindre penger")
    fill_in(page, "Hva prøver du ut?", "Én million mindre i 2027")
    page.get_by_label("Budsjettår").select_option("2027")
    fill_in(page, "Kroner mer eller mindre", "-1000000")
    press(page, "Regn ut, og vis ved siden av")
    assert heading(page) == "To planer ved siden av hverandre"
    assert "Timer uten studiepoeng i hele perioden" in say(page)


def _draft_case(page: Any) -> str:
    page.goto("/eier/saker/ny/")
    fill_in(page, "Hva gjelder saken?", CASE)
    page.get_by_label("Hvilken plan eller hvilket budsjett").select_option(label=PLAN)
    fill_in(page, "Hvem vedtar saken?", "Formannskapet")
    fill_in(page, "Eller en annen sak", "formannskapssak 40/25")
    fill_in(page, "Hva ble det bedt om?", "En sak om hvem som mangler studiepoeng.")
    press(page, "Opprett saken")
    case = str(page.url)
    follow(page, "Skriv videre på det")
    assert f"Kompetanseplanen «{PLAN}» vedtas. Antall lærere som begynner i 2026/27:" in say(page)
    assert "Skoleeiers del i 2027" in say(page)
    page.get_by_text("Legg til etter del 1", exact=True).click()
    page.get_by_label("Hva vil du legge til?").first.select_option("paragraph")
    press(page, "Legg til")
    fill_in(page, "Teksten", "Rådmannen vil at alle hull lukkes.")
    press(page, "Lagre")
    _issue(page, "tillitsvalgte og rektorer")
    return case


def _issue(page: Any, audience: str) -> None:
    page.get_by_label(audience, exact=True).check()
    press(page, "Utsted")
    assert "Saksframlegget er utstedt." in page.locator("body").inner_text()


def _invite(page: Any, case: str) -> None:
    page.goto(case)
    press(page, "Send til drøfting")
    follow(page, "Innkall en organisasjon")
    page.get_by_label("Hvilken organisasjon?").select_option(label=UNION)
    fill_in(page, "Hvilken dag?", "2026-02-24")
    fill_in(page, "Hvilket klokkeslett?", "13:00")
    fill_in(page, "Hvor?", "Møterom 2")
    fill_in(page, "Hva vil dere drøfte?", "Vi ber om synet deres, punkt for punkt.")
    press(page, "Send innkallingen")


def _union_answers(page: Any) -> None:
    log_in(page, "leif")
    follow(page, "Drøftinger", exact=True)
    follow(page, CASE)
    for point in page.get_by_label("Er enig").all():
        point.check()
    page.get_by_label("Er uenig").first.check()
    fill_in(page, "Hva mener organisasjonen?", VIEW)
    press(page, "Send uttalelsen")
    assert VIEW in say(page)


def _gather_what_was_said(page: Any, case: str) -> None:
    log_in(page, "siri")
    page.goto(case)
    follow(page, UNION)
    fill_in(page, "Hvem møtte for arbeidsgiver?", "Siri Myrvang")
    fill_in(page, "Hvem møtte for de ansatte?", "Leif Rønningsen")
    page.get_by_role("textbox", name="Referat").fill("Organisasjonen er uenig i punkt 1.")
    press(page, "Send referatet til godkjenning")
    page.goto(case)
    press(page, "Lag en ny utgave")
    press(page, "Hent inn synspunktene")
    assert VIEW in say(page)
    _issue(page, "politikere og alle andre")


def _resolve(page: Any, case: str) -> None:
    page.goto(case)
    press(page, "Send til politisk vedtak")
    follow(page, "Før vedtaket punkt for punkt")
    fill_in(page, "Vedtakets saksnummer", "41/26")
    fill_in(page, "Når ble det vedtatt?", "2026-02-20")
    for point in page.get_by_label("vedtatt som foreslått").all():
        point.check()
    page.get_by_label("ikke vedtatt").first.check()  # the reallocation, which Siri herself has prepared
    press(page, "Før vedtaket")
    assert "Formannskapet 41/26" in say(page)


def _see_what_was_opened(page: Any, plan: str) -> None:
    """The resolution is followed down to each teacher, and the plan's cost stands in the budget."""
    page.goto(f"{plan}betaler/")
    assert "Jonas Fagerli" in say(page)
    page.goto("/eier/budsjett/?aar=2026")
    assert PLAN in say(page)
    assert "Følger planen" in say(page)


def _jonas_has_a_draft(page: Any) -> None:
    """What is known is filled in: he looks it over and sends it himself."""
    log_in(page, "jonas")
    assert "Kladden er ikke sendt." in say(page)
    page.get_by_role("link", name="Fortsett på søknaden").wait_for()
    follow(page, re.compile("^Søknad "))
    assert f"Studiet står i kompetanseplanen «{PLAN}», vedtak" in say(page)


def _per_sees_it(page: Any) -> None:
    log_in(page, "per")
    follow(page, "Kompetanseplanen for skolen")
    assert "Jonas Fagerli" in say(page)


def _a_politician_reads_it(page: Any) -> None:
    press(page, "Logg ut")
    follow(page, "Politiske saker", exact=True)
    follow(page, CASE)
    told = say(page)
    assert VIEW in told
    assert "Leif Rønningsen" not in told
