"""When the work is done: surveys, a conversation, an event to share at, and what was learned."""

from __future__ import annotations

import re
from typing import Any

from tests.journeys.acting import answered, fill_in, follow, heading, log_in, log_in_colleague, mailed_link, press, say
from tests.journeys.project_asking import INQUIRER, TITLE, open_assignment
from tests.journeys.project_papers import MANAGER

TEACHERS = tuple(f"Lærer {number} <larer{number}@skole.example.no>" for number in range(1, 6))
LEADERS = ("Per Haugland <per@example.no>", "Inger Støle <inger@example.no>")
FOR_TEACHERS = "Muntlige ferdigheter: hva syntes du?"
FOR_LEADERS = "Muntlige ferdigheter: skolelederne"
SAID = "Lærerne bruker vurderingsarkene, og vil ha flere eksempler fra matematikk."
EVENT = "TeachMeet om muntlig vurdering"
LEARNED = "Lærerne vil ha eksemplene før dagen, ikke etterpå. To korte dager virker bedre enn én lang."


def finish(page: Any) -> None:
    log_in_colleague(page, MANAGER)
    open_assignment(page)
    follow(page, "Oppdraget er gjennomført")
    fill_in(page, "Hvordan gikk det?", "Alle dagene er holdt.")
    press(page, "Oppdraget er gjennomført")
    assert "Gjennomført" in say(page)


def ask_teachers(page: Any) -> None:
    _ask(page, FOR_TEACHERS, "Utviklingsprosjektet – for deltakere (1)", "Anonym", TEACHERS)


def ask_leaders(page: Any) -> None:
    _ask(page, FOR_LEADERS, "Utviklingsprosjektet – for skoleledere (1)", "Fortrolig", LEADERS)


def _ask(page: Any, title: str, form: str, promise: str, people: tuple[str, ...]) -> None:
    """The study administrator plans a survey, opens it and invites those on a list."""
    log_in(page, "nina")
    page.goto("/tilbyder/undersokelser/")
    follow(page, "Planlegg en undersøkelse")
    fill_in(page, "Tittel", title)
    fill_in(page, "Tittel på nynorsk", title)
    page.get_by_label("Spørreskjema").select_option(label=form)
    page.get_by_label("Hvem skal få spørsmål, og når?").select_option(label="Etter en liste med adresser")
    page.get_by_label(promise).check()
    fill_in(page, "Åpner", "2027-06-21")
    fill_in(page, "Siste dag for å svare", "2027-07-02")
    press(page, "Lagre")
    press(page, "Åpne")
    follow(page, "Inviter")
    fill_in(page, "Adresser", "\n".join(people))
    press(page, "Inviter")
    assert heading(page) == title


def answer_all(page: Any) -> None:
    """Each by her own link, without a log-in."""
    for number, who in enumerate((*TEACHERS, *LEADERS)):
        _answer(page, who.partition("<")[2].rstrip(">"), number)


def _answer(page: Any, address: str, number: int) -> None:
    """Not all alike: answers that are would show what each has said, and are not shown."""
    page.context.clear_cookies()
    page.goto(mailed_link(page, address))
    follow(page, "Begynn")
    while page.get_by_role("button", name="Send svaret").count() == 0:
        for question in page.locator("main form fieldset").all():
            choices = question.get_by_role("radio")
            if choices.count():
                choices.nth((2 + number) % 5 if choices.count() > 4 else 0).check()
        with answered(page):
            page.get_by_role("button", name=re.compile("^Lagre og")).click()
    press(page, "Send svaret")
    assert "Takk" in page.content()


def close_surveys(page: Any) -> None:
    """Sums of the anonymous one come when it is closed; those who ask read the confidential one by name."""
    log_in(page, "nina")
    for title in (FOR_TEACHERS, FOR_LEADERS):
        page.goto("/tilbyder/undersokelser/")
        follow(page, title)
        press(page, "Avslutt nå")
    assert "2 av 2 har svart" in say(page)
    page.goto("/tilbyder/undersokelser/")
    follow(page, FOR_TEACHERS)
    follow(page, "Se resultatene")
    assert "5 svar vises sammen." in say(page)


def talk(page: Any) -> None:
    """The survey is followed up in a conversation, which stays with the assignment."""
    log_in(page, "bodil")
    open_assignment(page)
    follow(page, "Før en oppfølgingssamtale")
    fill_in(page, "Hvem vi snakket med", "rektorene ved Fjordvik og Nes")
    fill_in(page, "Hva som kom fram", SAID)
    press(page, "Lagre samtalen")
    assert SAID in say(page)


def evaluate(page: Any) -> None:
    log_in_colleague(page, MANAGER)
    open_assignment(page)
    follow(page, "Skriv hva vi lærte")
    fill_in(page, "Hva lærte vi?", LEARNED)
    press(page, "Skriv hva vi lærte")
    assert "Evaluert" in say(page)
    assert LEARNED in say(page)


def share(page: Any) -> None:
    """An event that everybody may sign up for: the inquirer does, and confirms by the link she is mailed."""
    log_in(page, "nina")
    page.goto("/tilbyder/arrangementer/")
    follow(page, "Planlegg et arrangement")
    fields = {
        "Tittel": EVENT,
        "Hva skjer der?": "Skolene viser hvordan de vurderer muntlig.",
        "Sted": "Fjordvik skole",
        "Dag": "2027-09-22",
        "Begynner klokka": "13.00",
        "Slutter klokka": "15.00",
        "Siste dag for påmelding": "2027-09-15",
        "Plasser": "30",
    }
    for label, text in fields.items():
        fill_in(page, label, text)
    press(page, "Lagre")
    press(page, "Publiser")
    page.context.clear_cookies()
    page.goto("/arrangementer/")
    follow(page, EVENT)
    fill_in(page, "Navn", "Grete Lund")
    fill_in(page, "E-post", INQUIRER)
    press(page, "Meld på")
    page.goto(mailed_link(page, INQUIRER))
    press(page, "Bekreft at jeg vil komme")
    assert "Har plass" in say(page)


def hold(page: Any) -> None:
    log_in(page, "nina")
    page.goto("/tilbyder/arrangementer/")
    follow(page, EVENT)
    assert "Grete Lund" in say(page)
    press(page, "Før som gjennomført")


def learned(page: Any) -> None:
    """The lesson stands in the competence overview, beside those who were there; Torunn's experience has grown."""
    log_in(page, "bodil")
    page.goto("/tilbyder/kompetanse/")
    assert LEARNED in say(page)
    follow(page, MANAGER)
    assert TITLE in say(page)
    assert LEARNED in say(page)


def take_up(page: Any) -> None:
    """The forum's secretariat finds the lesson at the long-term plan, and takes it up in the draft."""
    log_in(page, "tor")
    if page.get_by_role("button", name="Bokmål").count():
        press(page, "Bokmål")
    page.goto("/nasjonal/kollektiv/forum/")
    follow(page, "Samarbeidsforum Innhavet")
    follow(page, "Langsiktig plan")
    assert LEARNED in say(page)
    press(page, f"Ta opp i utkastet {TITLE}")
    assert "Tatt opp i utkastet" in say(page)
    assert f"Erfaring: {TITLE}" in say(page)
