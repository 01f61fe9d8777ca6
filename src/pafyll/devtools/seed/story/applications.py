"""The teachers apply, the principals state and the owners answer and rank, each through what the pages call too."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Application, Round
from pafyll.apps.applications.services.acknowledging import acknowledge_all
from pafyll.apps.applications.services.applying import save_draft, start_application, submit_application
from pafyll.apps.applications.services.approving import approve_application, refuse_application
from pafyll.apps.applications.services.contents import contents_as_sent
from pafyll.apps.applications.services.ranking import ranking_of, save_ranking, submit_ranking
from pafyll.apps.applications.services.stating import give_statement
from pafyll.apps.applications.services.withdrawing import withdraw_application
from pafyll.apps.organisations.models import Person
from pafyll.devtools.seed.story.days import at
from pafyll.devtools.seed.story.plot import FATES, FIRST, OFFICERS, SCHOOLS, Fate
from pafyll.devtools.seed.story.wishes import as_other_study, wish_of
from pafyll.devtools.seed.story.world import World

F = Fate
SUPPORT = "Skolen trenger kompetansen, og timene kan dekkes mens læreren studerer."
AGAINST = "Skolen har nok lærere med faget. Vi trenger heller kompetanse i andre fag."
REASONS = ("not_in_plan", "too_many_from_school", "not_in_budget")


@dataclass
class Written:
    """An application and how far it shall come."""

    application: Application
    fate: Fate
    school: str


def write_applications(world: World, year: int) -> None:
    """Everything that teachers, principals and owners do in the year's round."""
    for owner, fates in FATES[year].items():
        _write_for(world, world.rounds[year], owner, fates)


def _write_for(world: World, round: Round, owner: str, fates: tuple[Fate, ...]) -> None:
    """One application for each fate, by the owner's teachers in order; then the owner's own work."""
    teachers = [(school, teacher) for school in SCHOOLS[owner] for teacher in world.teachers[school]]
    first = FIRST[round.study_year]
    chosen = teachers[first:] + teachers[:first]
    written = [
        _write(world, round, school, teacher, fate, number)
        for number, ((school, teacher), fate) in enumerate(zip(chosen, fates, strict=False))
    ]
    _answer(world, round, owner, written)


def _write(world: World, round: Round, school: str, teacher: Person, fate: Fate, number: int) -> Written:
    """From the first click to as far as the fate says before the owner looks at it."""
    author = _user(teacher)
    when = at(date(round.study_year, 2, 3) + timedelta(days=2 * number % 25), 15, number)
    application = start_application(round=round, person=teacher, by=author, at=when)
    contents = wish_of(world, round, teacher, school, number)
    if fate == F.OTHER_STUDY:
        contents = as_other_study(contents)
    save_draft(application=application, contents=contents, version=0, by=author, at=when + timedelta(minutes=9))
    if fate != F.DRAFT:
        _send(application, author, when + timedelta(minutes=14), fate)
    if fate not in (F.DRAFT, F.SUBMITTED, F.WITHDRAWN, F.IGNORED):
        _state(world, application, school, fate, when + timedelta(days=2))
    return Written(application, fate, school)


def _send(application: Application, author: User, when: datetime, fate: Fate) -> None:
    submit_application(application=application, version=application.version, by=author, at=when)
    acknowledge_all()
    if fate == F.CORRECTED:
        _save_more(application, author, when + timedelta(days=1), "Jeg kan ta studiet på nett om det trengs.")
        submit_application(
            application=application, version=application.version, by=author, at=when + timedelta(days=1, minutes=5)
        )
        acknowledge_all()
    if fate == F.SUBMITTED:
        _save_more(application, author, when + timedelta(days=1), "Dette er ikke sendt ennå.")
    if fate == F.WITHDRAWN:
        withdraw_application(
            application=application, reason="Jeg skal ha permisjon.", by=author, at=when + timedelta(days=1)
        )


def _save_more(application: Application, author: User, when: datetime, text: str) -> None:
    contents = contents_as_sent(application)
    longer = replace(contents, motivation=f"{contents.motivation} {text}")
    save_draft(application=application, contents=longer, version=application.version, by=author, at=when)


def _state(world: World, application: Application, school: str, fate: Fate, when: datetime) -> None:
    supports = fate != F.REJECTED
    give_statement(
        application=application,
        supports=supports,
        reason=SUPPORT if supports else AGAINST,
        by=_user(world.principals[school]),
        at=when,
    )


def _answer(world: World, round: Round, owner: str, written: list[Written]) -> None:
    """The owner approves and refuses, orders the approved, and sends the list unless the work is still going on."""
    officer = world.user(OFFICERS[owner])
    approved: list[Application] = []
    for number, one in enumerate(written):
        when = at(date(round.study_year, 3, 3 + number % 5), 9, number)
        if one.fate in (F.APPROVED, F.RANKED, F.CORRECTED, F.OTHER_STUDY):
            approve_application(application=one.application, by=officer, at=when)
            approved.append(one.application)
        elif one.fate == F.REJECTED:
            code = REASONS[number % len(REASONS)]
            refuse_application(application=one.application, reason_code=code, by=officer, at=when)
    if approved:
        _rank(
            world,
            round,
            owner,
            _best_first(world, approved),
            is_sent=not any(one.fate == F.APPROVED for one in written),
        )


def _best_first(world: World, approved: list[Application]) -> list[int]:
    """Those who lack credits in what they teach come first; Kari comes last where she does not."""
    kari = world.people["kari"]
    order = sorted(approved, key=lambda one: (not one.lacks_credits, one.person == kari, one.pk))
    return [one.pk for one in order]


def _rank(world: World, round: Round, owner: str, order: list[int], *, is_sent: bool) -> None:
    officer = world.user(OFFICERS[owner])
    ranking = ranking_of(round=round, owner=world.organisations[owner])
    when = at(date(round.study_year, 3, 8), 14)
    save_ranking(ranking=ranking, order=order, read_version=0, by=officer, at=when)
    if is_sent:
        submit_ranking(ranking=ranking, read_version=ranking.version, by=officer, at=when + timedelta(hours=1))


def _user(person: Person) -> User:
    assert person.user is not None
    return person.user
