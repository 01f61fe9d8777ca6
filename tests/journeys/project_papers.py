"""What is signed before the work starts: the price, the two checklists in their order, and the agreement."""

from __future__ import annotations

import re
from typing import Any

from tests.journeys.acting import fill_in, fill_in_plan, follow, log_in, log_in_colleague, press, say
from tests.journeys.project_asking import TITLE, open_assignment

MANAGER = "Torunn Eikemo"


def classify(page: Any) -> None:
    """The economist judges what it is: commissioned, since the municipality orders it and pays all."""
    log_in(page, "mona")
    open_assignment(page)
    follow(page, "Oppdrag eller bidrag")
    page.get_by_label("oppdrag", exact=True).check()
    fill_in(page, "Hvorfor", "Kommunen bestiller opplegget, velger deltakerne og betaler alt.")
    press(page, "Lagre vurderingen")
    assert "Enhetslederens sjekkliste" in say(page)


def try_to_start(page: Any) -> str:
    """Presses start on a page that is out of date, as one with two windows does. Returns what the answer says."""
    log_in_colleague(page, MANAGER)
    address = open_assignment(page)
    token = page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    posted = page.request.post(f"{address}start/", form={"csrfmiddlewaretoken": token}, headers={"Referer": address})
    assert posted.status == 403, posted.status
    return re.sub(r"\s+", " ", posted.text())


def cannot_start_with_nothing(page: Any) -> None:
    """Everything is missing, and each thing has somebody who has it."""
    said = try_to_start(page)
    assert "Dette mangler: Prosjektlederens sjekkliste (prosjektlederen)" in said
    for missing in ("Oppdrag eller bidrag (prosjektøkonomen)", "Enhetslederens sjekkliste (enhetslederen)",
                    "Avtale (partene i avtalen)"):  # fmt: skip
        assert missing in said


WORK = (
    ("Fagdag for skoler", "Lektor", "24", "høsten 2026", MANAGER),
    ("Planlegging", "Lektor", "12", "høsten 2026", "Sakarias Momyr"),
    ("Veiledning", "Lektor", "10", "våren 2027", "Sakarias Momyr"),
)


def draft_budget(page: Any) -> None:
    """The project manager writes a base package: tries it out first, and keeps it."""
    log_in_colleague(page, MANAGER)
    open_assignment(page)
    follow(page, "Budsjett og pris")
    follow(page, "Nytt budsjett")
    press(page, "Begynn")
    fill_in(page, "Grunnpakker (4 dager)", "1")
    fill_in(page, "Reise, én fast sum (kroner)", "18000")
    for number, (kind, category, hours, semester, who) in enumerate(WORK, start=1):
        row = page.get_by_role("group", name=f"Arbeid, rad {number}")
        row.get_by_label("Arbeid").select_option(label=kind)
        row.get_by_label("Stilling").select_option(label=category)
        row.get_by_label("Timer").fill(hours)
        row.get_by_label("Semester").select_option(label=semester)
        row.get_by_label("Hvem").select_option(label=who)
    press(page, "Regn ut uten å lagre")
    tried = price_on(page)
    assert "Dette er prøvd ut og ikke lagret." in say(page)
    press(page, "Lagre")
    assert price_on(page) == tried > 0


def price_on(page: Any) -> int:
    """The price that the page of the budget shows, in kroner."""
    found = re.search(r"Pris\s+([\d ]+) kr", say(page))
    assert found, say(page)[:500]
    return int(found[1].replace(" ", ""))


def answer_project_list(page: Any) -> None:
    """The project manager answers and signs; the unit head cannot be first."""
    log_in(page, "arvid")
    open_assignment(page)
    follow(page, "Enhetslederens sjekkliste")
    _tick_unit_list(page)
    press(page, "Signer")
    assert "må signere prosjektlederens sjekkliste før enhetslederen" in say(page)
    log_in_colleague(page, MANAGER)
    open_assignment(page)
    follow(page, "Prosjektlederens sjekkliste")
    fill_in(page, "Hva skal skolen og vi få ut av samarbeidet?", "Skolene vurderer muntlig på samme måte.")
    fill_in(page, "Hvem og hva trengs", "To fagpersoner i to semestre, og rom på skolene.")
    fill_in(page, "Hvem betaler, og hvor mye?", "Kommunen betaler hele prisen.")
    fill_in(page, "Hva dekker vi selv?", "ingenting")
    for question in ("Har noen som er med, verv", "Skal noe kjøpes", "Er det andre bånd"):
        page.get_by_role("group", name=question).get_by_label("Nei").check()
    press(page, "Signer")
    assert "Signert av prosjektlederen" in say(page)


def _tick_unit_list(page: Any) -> None:
    boxes = page.locator("main").get_by_role("checkbox")
    for number in range(boxes.count()):
        boxes.nth(number).check()
    for question in ("Skal det søkes om godkjenning fra REK?", "Er behandlingen av personopplysninger meldt"):
        page.get_by_role("group", name=question).get_by_label("Ikke aktuelt").check()


def countersign(page: Any) -> None:
    """The economist signs the project's list."""
    log_in(page, "mona")
    open_assignment(page)
    follow(page, "Prosjektlederens sjekkliste")
    press(page, "Signer som prosjektøkonom")
    assert "Mona Tjelle" in say(page)


def cannot_start_without_budget(page: Any) -> None:
    """The project's list is signed and it is classified; the budget is not."""
    said = try_to_start(page)
    assert "Dette mangler: Pris og budsjett (prosjektøkonomen)" in said
    page.reload()
    row = page.get_by_role("row").filter(has_text="Pris og budsjett")
    assert "Budsjettet er ikke signert av prosjektøkonomen." in row.inner_text()
    assert page.get_by_role("button", name="Start oppdraget").count() == 0


def sign_budget(page: Any) -> None:
    log_in(page, "mona")
    open_assignment(page)
    follow(page, "Budsjett og pris")
    press(page, "Signer budsjettet")
    assert "Signert" in say(page)


def sign_unit_list(page: Any) -> None:
    """The unit head is last: her signature stands on the budget in force."""
    log_in(page, "arvid")
    open_assignment(page)
    follow(page, "Enhetslederens sjekkliste")
    _tick_unit_list(page)
    press(page, "Signer")
    assert "Arvid Hegglund" in say(page)
    assert "Signert på budsjett versjon 1." in say(page)


def agree(page: Any) -> None:
    """The coordinator writes the agreement about the assignment, on the budget's sum; both parties sign it."""
    log_in(page, "liv")
    open_assignment(page)
    follow(page, "Lag en avtale om oppdraget")
    kroner = int(page.get_by_label("Avtalt sum (kroner)").input_value())
    first, second = kroner // 2, kroner - kroner // 2
    fill_in(page, "Bakgrunn", "Skolene vil vurdere muntlige ferdigheter likt.")
    fill_in(page, "Hvem som deltar", "Fjordvik skole\nNes skole")
    fill_in(page, "Kontakt hos tilbyderen", "Liv Strandmo, koordinator for oppdrag")
    fill_in(page, "Kontakt hos oppdragsgiveren", "Siri Myrvang, saksbehandler")
    fill_in(page, "Mottakerens referanse", "4711-SKOLE")
    autumn, spring = ("2026-09-14", first, "To dager om høsten"), ("2027-02-15", second, "To dager om våren")
    fill_in_plan(page, autumn, spring)
    press(page, "Lagre utkastet")
    press(page, "Send til signering")
    assert "Venter på signatur fra Høgskolen i Innhavet, Fjordvik kommune." in say(page)
    both_sign(page)


def both_sign(page: Any, title: str = TITLE) -> None:
    """The unit head for the college and the decider for the municipality, each at their own desk."""
    for who, desk in (("arvid", "/tilbyder/avtaler/"), ("marit", "/eier/avtaler/")):
        log_in(page, who)
        page.goto(desk)
        follow(page, title, exact=True)
        follow(page, "Les og signer")
        press(page, "Signer")
    assert "Til signering" not in say(page)


def start(page: Any) -> None:
    log_in_colleague(page, MANAGER)
    open_assignment(page)
    press(page, "Start oppdraget")
    assert "I gang" in say(page)
    assert "Startet på" in say(page)
