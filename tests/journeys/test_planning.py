"""From a plan to what less money does, to adopting, to the teacher's own turn. With and without JavaScript."""

from __future__ import annotations

from typing import Any

import pytest

from tests.journeys.acting import fill_in, heading, log_in, press, say

pytestmark = pytest.mark.journey
TITLE = "Kompetanseplan 2026–2031"


def test_siri_tries_less_money_computes_anew_and_marit_adopts_so_that_kari_sees_her_turn(browser_page: Any) -> None:
    page = browser_page
    log_in(page, "siri")
    page.goto("/eier/plan/")
    page.get_by_role("link", name=TITLE, exact=True).click()
    assert heading(page) == TITLE
    assert "bevist at ingen plan" in say(page)

    page.get_by_role("link", name="Prøv med mer eller mindre penger").click()
    fill_in(page, "Hva prøver du ut?", "Halvparten i 2027")
    page.get_by_label("Budsjettår").select_option("2027")
    fill_in(page, "Kroner mer eller mindre", "-60000")
    press(page, "Regn ut, og vis ved siden av")
    assert heading(page) == "To planer ved siden av hverandre"
    assert "Timer uten studiepoeng i hele perioden" in say(page)

    page.get_by_role("link", name=f"Til «{TITLE}»").click()
    fill_in(page, "Hva er endret?", "Ny timeplan")
    press(page, "Regn ut på nytt")
    assert "Den gjelder ikke før den er vedtatt" in say(page)

    log_in(page, "marit")
    page.goto("/eier/plan/")
    page.get_by_role("link", name=TITLE, exact=True).click()
    page.get_by_role("link", name="Vedta den nye utregningen").click()
    fill_in(page, "Saksnummer", "2026/88")
    press(page, "Vedta planen")
    assert "sak 2026/88" in say(page)

    log_in(page, "kari")
    page.get_by_role("link", name="Min tur i kompetanseplanen").click()
    assert heading(page) == "Min tur"
    assert "2026/88" in say(page)
    assert "Matematikk" in say(page)
