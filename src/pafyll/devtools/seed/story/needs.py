"""What the owners of Innhavet have notified in the scheme that is open now, and the form that they answer."""

from __future__ import annotations

from datetime import date
from typing import Any

from pafyll.apps.forums.models import CalendarFeed, FormVersion, NeedsNotification, SchemeYear
from pafyll.apps.forums.services.forms import begin_form, change_form, move_form
from pafyll.apps.forums.services.needs import begin_need, save_all_answers, withdraw_need
from pafyll.apps.forums.services.needs_files import attach_to_need
from pafyll.apps.forums.services.needs_letters import needs_receipt_document
from pafyll.apps.forums.services.openings import calendar_for, follow
from pafyll.apps.forums.services.sending_needs import ask_for_supplement, send_need, treat_need
from pafyll.apps.organisations.models import Organisation
from pafyll.devtools.seed.story.days import at
from pafyll.devtools.seed.story.world import World
from pafyll.domain.lifecycles.needs_notification import FormVersionStatus as F
from pafyll.domain.rules.deadlines import end_of
from pafyll.domain.rules.questions import Kind, Question
from pafyll.domain.rules.questions.editing import with_question, without_question

ANSWERS: dict[str, Any] = {
    "status": "Nasjonale prøver og egne samtaler viser at mange elever leser for lite og for lett.",
    "anchoring_staff": "Drøftet i personalmøter i alle enhetene i januar. Lederne og de ansatte er enige om behovet.",
    "anchoring_unions": "Drøftet med organisasjonene 22. januar etter hovedavtalen.",
    "applicant": "alone",
    "measure_kind": "network",
    "measure": "Lærerne møtes seks ganger, prøver ut i egen klasse mellom møtene, og tar erfaringene med tilbake.",
    "goals": "Flere elever leser av lyst, og færre er på det laveste nivået om to år.",
    "target_group": "Alle som underviser på 1.–7. trinn, og pedagogene i barnehagene",
    "teachers": 46,
    "kindergarten_staff": 18,
    "leaders": 7,
    "years": "2",
    "amount_year_1": 410_000,
    "amount_year_2": 380_000,
    "own_effort": "Arbeidstid til møtene, om lag 30 prosent av tilskuddet.",
}
PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def plant_needs(world: World) -> None:
    """The forms, the needs of Fjordvik, Storby and Nordlys in every state, and who waits for news."""
    year = SchemeYear.objects.get(scheme="collective_2026", year=2026)
    _forms(world, year)
    siri, ola, vigdis = ("siri", "fjordvik"), ("ola", "storby"), ("vigdis", "nordlys")
    together = {"applicant": "network", "on_behalf_of": [world.organisations["storby"].number]}
    reading = _sent(world, year, siri, 9, title="Lærende nettverk om lesing", **together)
    _sent_again(world, reading)
    _draft(world, year, siri, date(2026, 3, 6))
    tests = _sent(world, year, siri, 12, title="Felles kartlegging i Ytre Innhavet", years="1", **together)
    withdraw_need(need=tests, why="Storby tar dette alene.", by=world.user("siri"), at=at(date(2026, 2, 20)))
    more = _sent(world, year, ola, 11, title="Veiledning i praksis på alle skolene", amount_year_1=1_250_000)
    words = "Skriv hvor mange som er med fra hver skole, og hvordan barnehagene er trukket inn."
    due = end_of(date(2026, 3, 20))
    ask_for_supplement(need=more, words=words, due=due, by=world.user("tor"), at=at(date(2026, 3, 2)))
    small = _sent(
        world, year, vigdis, 13, title="Lek og læring i overgangen til skolen", years="1", amount_year_1=95_000
    )
    treat_need(need=small, by=world.user("tor"), at=at(date(2026, 3, 4)))
    _wait_for_news(world)


def _forms(world: World, year: SchemeYear) -> None:
    tor, day = world.user("tor"), at(date(2025, 11, 10))
    first = begin_form(scheme_year=year, by=tor, at=day)
    _move(world, first, F.TEST, F.LIVE)
    second = begin_form(scheme_year=year, by=tor, at=day)
    asked = Question("pupils", "Hvor mange barn og elever gjelder det?", Kind.PERSON_COUNT, is_required=False)
    second = change_form(
        version=second, seen=1, change=lambda form: with_question(form, asked, section="participants"), by=tor, at=day
    )
    _move(world, second, F.TEST, F.LIVE)
    third = begin_form(scheme_year=year, by=tor, at=at(date(2026, 3, 9)))
    change_form(version=third, seen=1, change=lambda form: without_question(form, "pupils"), by=tor,
                at=at(date(2026, 3, 9)))  # fmt: skip
    following = SchemeYear.objects.get(scheme="collective_2026", year=2027)
    _move(world, begin_form(scheme_year=following, by=tor, at=at(date(2026, 3, 9))), F.TEST)


def _move(world: World, version: FormVersion, *steps: F) -> None:
    for step in steps:
        move_form(version=version, to=step, by=world.user("tor"), at=at(date(2025, 11, 12)))


def _begun(world: World, year: SchemeYear, who: tuple[str, str], day: date) -> NeedsNotification:
    owner: Organisation = world.organisations[who[1]]
    return begin_need(scheme_year=year, owner=owner, by=world.user(who[0]), at=at(day))


def _draft(world: World, year: SchemeYear, who: tuple[str, str], day: date) -> NeedsNotification:
    need = _begun(world, year, who, day)
    given = {"measure_title": "Ledernettverk for rektorer og styrere", "measure_kind": "guidance", "leaders": 9}
    save_all_answers(need=need, given=given, by=world.user(who[0]), at=at(day))
    return need


def _sent(
    world: World, year: SchemeYear, who: tuple[str, str], day: int, *, title: str, **others: Any
) -> NeedsNotification:
    user, when = world.user(who[0]), at(date(2026, 2, day))
    need = _begun(world, year, who, date(2026, 2, day))
    given = ANSWERS | {"measure_title": title, "partners": [world.organisations["college"].number]} | others
    save_all_answers(need=need, given=given, by=user, at=when)
    send_need(need=need, by=user, at=when)
    return need


def _sent_again(world: World, need: NeedsNotification) -> None:
    siri, day = world.user("siri"), at(date(2026, 2, 24))
    attach_to_need(need=need, question="budget", name="budsjett.pdf", content=PDF, by=siri, at=day)
    save_all_answers(need=need, given={"leaders": 8}, by=siri, at=day)
    receipt = send_need(need=need, by=siri, at=day)
    needs_receipt_document(receipt=receipt, by=siri, at=day)


def _wait_for_news(world: World) -> None:
    day, siri = at(date(2026, 2, 16)), world.user("siri")
    fjordvik, governor = world.organisations["fjordvik"], world.organisations["governor"]
    follow(owner=fjordvik, schemes=["collective_2026", "further_education"], by=siri, at=day)
    calendar_for(organisation=fjordvik, desk=CalendarFeed.Desk.OWNER, by=siri, at=day)
    calendar_for(organisation=governor, desk=CalendarFeed.Desk.AUTHORITY, by=world.user("tor"), at=day)
    CalendarFeed.objects.update(nonce="story")  # the story is the same every time it is told
