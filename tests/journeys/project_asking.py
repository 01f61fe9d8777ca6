"""From an inquiry without a log-in to the leader forum's yes with grounds, and a team with nothing in its way."""

from __future__ import annotations

from typing import Any

from pafyll.domain.assignments.taking_in import LEAST_SECONDS
from tests.journeys.acting import fill_in, log_in, log_in_colleague, press, say

PROVIDER = "Høgskolen i Innhavet"
ASKED = "Vi vil bli bedre til å vurdere muntlige ferdigheter på 8.–10. trinn, og lure på om noen kan arbeide med oss."
TITLE = "Muntlige ferdigheter i Fjordvik"


def ask(page: Any) -> str:
    """Sends an inquiry as somebody without a log-in. Returns the secret link."""
    page.goto("/samarbeid/")
    page.get_by_role("link", name=PROVIDER).click()
    page.get_by_role("link", name="Send en henvendelse").first.click()
    fill_in(page, "Hva vil dere utvikle eller spørre om?", ASKED)
    page.get_by_label("Område").select_option(label="Kollektiv kompetanseutvikling")
    fill_in(page, "Skole, kommune eller nettverk", "Fjordvik skole")
    fill_in(page, "Navnet ditt", "Grete Lund")
    fill_in(page, "E-post", "grete.lund@skole.example.no")
    page.wait_for_timeout(1000 * LEAST_SECONDS)  # a browser fills it in quicker than a person
    press(page, "Send")
    assert "Koordinatoren leser henvendelsen" in say(page)
    return str(page.url)


def triage(page: Any) -> None:
    """The coordinator says who answers, and whom the agreement would be with."""
    open_inquiry(page)
    page.get_by_role("link", name="Fordel", exact=True).click()
    page.get_by_label("Enhet").select_option(label="Institutt for lærerutdanning")
    page.get_by_label("Ansvarlig").select_option(label="Liv Strandmo")
    page.get_by_label("Vanlig").check()
    fill_in(page, "Virksomheten", "Fjordvik kommune")
    press(page, "Lagre")
    assert "Fordelt" in say(page)


def open_inquiry(page: Any) -> None:
    log_in(page, "liv")
    page.goto("/tilbyder/henvendelser/")
    page.get_by_role("link", name="Fjordvik skole").click()
    assert ASKED in say(page)


def propose_team(page: Any) -> None:
    """The rule finds an experienced one and a new one; the coordinator adds who comes when the project runs."""
    open_inquiry(page)
    page.get_by_role("link", name="Foreslå et lag").click()
    page.get_by_label("Felt").select_option(label="Vurdering for læring")
    fill_in(page, "Prosent av stillingen for hver", "10")
    page.get_by_label("Høsten 2026").check()
    page.get_by_label("Våren 2027").check()
    press(page, "Vis hvem som passer")
    assert "Torunn Eikemo har vært med i ett oppdrag før." in say(page)
    assert "Aslak Bergsvåg har ikke vært med i et slikt oppdrag før." in say(page)
    page.get_by_label("Ingvild Rustad").select_option(label="Utviklingspartner 2")
    press(page, "Foreslå laget")
    assert "Foreslått lag" in say(page)


def put_on_agenda(page: Any) -> None:
    """The agenda is built from what waits, and the forum is called."""
    open_forum(page)
    press(page, "Sett opp alle")
    assert "Fjordvik skole" in say(page)
    press(page, "Innkall")
    assert "Sakslisten som PDF" in say(page)


def open_forum(page: Any) -> None:
    log_in(page, "liv")
    page.goto("/tilbyder/moter/")
    page.get_by_role("link", name="Lederforum 24. mars").click()
