"""From an inquiry without a log-in to the leader forum's yes with grounds, and a team with nothing in its way."""

from __future__ import annotations

from typing import Any

from pafyll.domain.assignments.taking_in import LEAST_SECONDS
from tests.journeys.acting import fill_in, follow, log_in, log_in_colleague, press, say

PROVIDER = "Høgskolen i Innhavet"
ASKED = "Vi vil bli bedre til å vurdere muntlige ferdigheter på 8.–10. trinn, og lure på om noen kan arbeide med oss."
INQUIRER = "grete.lund@skole.example.no"
TITLE = "Muntlige ferdigheter i Fjordvik"


def ask(page: Any) -> str:
    """Sends an inquiry as somebody without a log-in. Returns the secret link."""
    page.goto("/samarbeid/")
    follow(page, PROVIDER)
    follow(page, "Send en henvendelse")
    fill_in(page, "Hva vil dere utvikle eller spørre om?", ASKED)
    page.get_by_label("Område").select_option(label="Kollektiv kompetanseutvikling")
    fill_in(page, "Skole, kommune eller nettverk", "Fjordvik skole")
    fill_in(page, "Navnet ditt", "Grete Lund")
    fill_in(page, "E-post", INQUIRER)
    page.wait_for_timeout(1000 * LEAST_SECONDS)  # a browser fills it in quicker than a person
    press(page, "Send")
    assert "Koordinatoren leser henvendelsen" in say(page)
    return str(page.url)


def triage(page: Any) -> None:
    """The coordinator says who answers, and whom the agreement would be with."""
    open_inquiry(page)
    follow(page, "Fordel", exact=True)
    page.get_by_label("Enhet").select_option(label="Institutt for lærerutdanning")
    page.get_by_label("Ansvarlig").select_option(label="Liv Strandmo")
    page.get_by_label("Vanlig").check()
    fill_in(page, "Virksomheten", "Fjordvik kommune")
    press(page, "Lagre")
    assert "Fordelt" in say(page)


def open_inquiry(page: Any) -> None:
    log_in(page, "liv")
    page.goto("/tilbyder/henvendelser/")
    follow(page, "Fjordvik skole")
    assert ASKED in say(page)


def propose_team(page: Any) -> None:
    """The rule finds an experienced one and a new one; the coordinator adds who comes when the project runs."""
    open_inquiry(page)
    follow(page, "Foreslå et lag")
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
    press(page, "Innkall til møtet")
    assert "Sakslisten som PDF" in say(page)


def open_forum(page: Any) -> None:
    log_in(page, "liv")
    page.goto("/tilbyder/moter/")
    follow(page, "Lederforum 24. mars")


def say_yes(page: Any) -> None:
    """The forum's yes, with grounds, an answer to the inquirer and the team that was considered; and the assignment."""
    open_forum(page)
    row = page.get_by_role("listitem").filter(has_text="Fjordvik skole").first
    row.get_by_role("link", name="Før et ja").click()
    fill_in(page, "Begrunnelse", "Seksjonen har kompetansen, og to har tid.")
    fill_in(page, "Svar til den som spurte", "Ja, det vil vi gjerne. Torunn Eikemo tar kontakt.")
    press(page, "Lagre")
    fill_in(page, "Hva oppdraget heter", TITLE)
    fill_in(page, "Starter", "2026-08-17")
    fill_in(page, "Avsluttes", "2027-06-18")
    press(page, "Opprett")
    assert "Torunn Eikemo har ikke svart på spørsmålene om habilitet." in say(page)


def open_assignment(page: Any) -> str:
    """From the desk's list. Returns the address."""
    page.goto("/tilbyder/oppdrag/")
    follow(page, TITLE)
    page.get_by_role("heading", name=TITLE, level=1).wait_for()
    return str(page.url)


def declare(page: Any) -> None:
    """Torunn has no ties; Aslak has one, which somebody else must assess before he joins."""
    log_in_colleague(page, "Torunn Eikemo")
    _answer_about_ties(page)
    log_in_colleague(page, "Aslak Bergsvåg")
    _answer_about_ties(page, tie="Søsteren min er rektor ved en av skolene.")
    log_in(page, "liv")
    open_assignment(page)
    assert "Aslak Bergsvåg har oppgitt et forhold som ikke er vurdert." in say(page)
    assert page.get_by_role("button", name="Ta inn Aslak").count() == 0
    press(page, "Ta inn Torunn Eikemo")


def _answer_about_ties(page: Any, tie: str = "") -> None:
    open_assignment(page)
    follow(page, "Svar om din habilitet")
    answers = page.locator("main fieldset")
    for number in range(answers.count()):
        says = "Ja" if tie and "andre forhold" in answers.nth(number).inner_text() else "Nei"
        answers.nth(number).get_by_label(says).check()
    if tie:
        fill_in(page, "Beskriv kort de faktiske forholdene", tie)
    press(page, "Lagre svarene")


def find_disqualified(page: Any) -> None:
    """The deputy head finds Aslak disqualified: he neither joins nor sees it, and the page says so."""
    log_in(page, "bodil")
    address = open_assignment(page)
    follow(page, "Vurder Aslak Bergsvåg")
    page.get_by_label("Inhabil", exact=True).check()
    fill_in(page, "Begrunnelse", "Søsken til en som leder en av partene.")
    press(page, "Lagre vurderingen")
    assert "Aslak Bergsvåg er inhabil i oppdraget." in say(page)
    log_in_colleague(page, "Aslak Bergsvåg")
    page.goto("/tilbyder/oppdrag/")
    assert TITLE not in say(page)
    assert page.goto(address).status == 404


def replace(page: Any) -> None:
    """Another new colleague is proposed in his place, declares, and joins."""
    log_in(page, "liv")
    open_assignment(page)
    follow(page, "Foreslå en til")
    page.get_by_label("Hvem").select_option(label="Sakarias Momyr")
    page.get_by_label("Fagperson").check()
    fill_in(page, "Begrunnelse", "Aslak er inhabil. Sakarias er ny, og vil lære mer om vurdering.")
    press(page, "Foreslå")
    log_in_colleague(page, "Sakarias Momyr")
    _answer_about_ties(page)
    log_in(page, "liv")
    open_assignment(page)
    press(page, "Ta inn Sakarias Momyr")
    assert "Torunn Eikemo, prosjektleder" in say(page)
    assert "Sakarias Momyr, fagperson" in say(page)


def take_in_up2(page: Any) -> None:
    """UP2 comes when the project runs: she declares, and is taken in."""
    log_in_colleague(page, "Ingvild Rustad")
    _answer_about_ties(page)
    log_in(page, "liv")
    open_assignment(page)
    press(page, "Ta inn Ingvild Rustad")
    assert "Ingvild Rustad, utviklingspartner 2" in say(page)


def by_the_link(page: Any, link: str, *expected: str) -> None:
    """What the inquirer reads by her secret link, logged out."""
    page.context.clear_cookies()
    page.goto(link)
    for text in expected:
        assert text in say(page), (text, say(page))
