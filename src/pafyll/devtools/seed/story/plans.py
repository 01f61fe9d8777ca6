"""Competence plans in the story: Fjordvik has adopted one and computed it anew; the others are on their way."""

from __future__ import annotations

from datetime import date

from pafyll.apps.applications.services.opening_from_plan import Grounds, open_planned_applications
from pafyll.apps.organisations.models import Person
from pafyll.apps.planning.models import CompetencePlan, PlanLine, PlanLock
from pafyll.apps.planning.services.companions import name_companions
from pafyll.apps.planning.services.plan_computing import compute_now
from pafyll.apps.planning.services.plans import (
    Terms,
    adopt_plan,
    change_money,
    copy_plan,
    create_plan,
    expect_places,
    lock_line,
    propose_plan,
    set_rate,
    withdraw_plan,
)
from pafyll.apps.planning.services.wishing import Wish, add_wish, withdraw_wish
from pafyll.devtools.seed.story.days import CURRENT, at
from pafyll.devtools.seed.story.plot import OFFICERS
from pafyll.devtools.seed.story.world import World

MONEY_SOURCE = "Forslag til økonomiplan (eksempeltall)"
FIRST_TITLE, TITLE = "Kompetanseplan, første utkast", "Kompetanseplan 2026–2031"


def plan_competence(world: World) -> None:
    """Teachers wish; Fjordvik adopts, twice; Storby adopts and looks again; the county begins; Nordlys has a case."""
    _wish(world)
    _fjordvik_adopts(world)
    _fjordvik_computes_anew(world)
    _fjordvik_tries_out(world)
    _storby_adopts_and_opens(world)
    create_plan(
        owner=world.organisations["county"],
        terms=Terms("Kompetanseplan for videregående", CURRENT),
        by=world.user("gro"),
        at=at(date(CURRENT, 3, 6)),
    )
    proposed = _computed(world, "nordlys", "Kompetanseplan for Nordlys", years=3)
    propose_plan(plan=proposed, case_number="2026/14", by=world.user("vigdis"), at=at(date(CURRENT, 3, 5)))


def _wish(world: World) -> None:
    """Kari and Jonas wish English together, and the principal names two more; Jonas takes back a wish for music."""
    when = at(date(CURRENT, 1, 28))
    for key in ("kari", "jonas"):
        wish = Wish("english", CURRENT + 1, "Gjerne sammen med en kollega ved skolen.", with_others=True)
        add_wish(wish=wish, by=world.user(key), at=when)
    music = add_wish(wish=Wish("music", CURRENT), by=world.user("jonas"), at=when)
    withdraw_wish(wish=music, by=world.user("jonas"), at=at(date(CURRENT, 1, 30)))
    name_companions(
        school=world.organisations["fjordvik_school"],
        subject="mathematics",
        people=world.teachers["fjordvik_school"][1:3],
        why="De underviser på samme trinn og vil dele det de lærer.",
        by=world.user("per"),
        at=when,
    )


def _fjordvik_adopts(world: World) -> None:
    """A short draft was adopted first, and replaced by the whole plan two weeks later."""
    marit = world.user("marit")
    first = _computed(world, "fjordvik", FIRST_TITLE, years=2, day=date(CURRENT, 2, 3))
    adopt_plan(plan=first, by=marit, at=at(date(CURRENT, 2, 5)), case_number="2026/9")
    whole = _computed(world, "fjordvik", TITLE, years=5, day=date(CURRENT, 2, 16))
    adopt_plan(plan=whole, by=marit, at=at(date(CURRENT, 2, 19)), case_number="2026/12")


def _fjordvik_computes_anew(world: World) -> None:
    """One teacher cannot study as soon as planned: Siri settles a later year, and Marit adopts what follows from it."""
    plan = CompetencePlan.objects.get(title=TITLE)
    line = _movable(world, plan)
    siri, why = world.user("siri"), "Skolen kan ikke unnvære læreren det første året."
    lock = PlanLock(
        plan=plan, person=line.person, subject=line.subject, option=line.option, school_year=CURRENT + 2, why=why
    )
    when = at(date(CURRENT, 3, 4))
    lock_line(plan=plan, lock=lock, by=siri, at=when)
    compute_now(plan=plan, by=siri, at=when, why=why)
    adopt_plan(plan=plan, by=world.user("marit"), at=at(date(CURRENT, 3, 6)), case_number="2026/12")


def _movable(world: World, plan: CompetencePlan) -> PlanLine:
    """The first in the plan's first year who is not one of the cast."""
    cast: list[Person] = list(world.people.values())
    lines = PlanLine.objects.filter(run=plan.run_in_force, kind=PlanLine.Kind.PLANNED).exclude(person__in=cast)
    return lines.order_by("school_year", "pk")[0]


def _fjordvik_tries_out(world: World) -> None:
    """What would less money do? It was tried out, and put away."""
    siri, plan = world.user("siri"), CompetencePlan.objects.get(title=TITLE)
    when = at(date(CURRENT, 3, 5))
    copy = copy_plan(plan=plan, title="Uten nye penger i 2027", by=siri, at=when)
    change_money(plan=copy, budget_year=CURRENT + 1, amount=-120_000, source=MONEY_SOURCE, by=siri, at=when)
    compute_now(plan=copy, by=siri, at=when)
    withdraw_plan(plan=copy, by=siri, at=at(date(CURRENT, 3, 6)), why="Bare et forsøk.")


def _storby_adopts_and_opens(world: World) -> None:
    """Those whose turn it is, and who had not begun, found an application to look over. The next plan is computed."""
    ola = world.user("ola")
    plan = _computed(world, "storby", "Kompetanseplan for Storby", years=4, day=date(CURRENT, 2, 16))
    adopt_plan(plan=plan, by=ola, at=at(date(CURRENT, 2, 19)), case_number="2026/11")
    open_planned_applications(plan=plan, grounds=Grounds(case_number="2026/11"), by=ola, at=at(date(CURRENT, 2, 20)))
    again = copy_plan(plan=plan, title="Kompetanseplan for Storby, revidert", by=ola, at=at(date(CURRENT, 3, 2)))
    compute_now(plan=again, by=ola, at=at(date(CURRENT, 3, 2)))


def _computed(world: World, key: str, title: str, *, years: int, day: date = date(CURRENT, 3, 2)) -> CompetencePlan:
    by, when = world.user(OFFICERS[key]), at(day)
    plan = create_plan(
        owner=world.organisations[key],
        terms=Terms(title, CURRENT, years=years, absence_percent=20, schemes=("substitute",)),
        by=by,
        at=when,
    )
    places = "Så mange plasser fikk vi i fjor (eksempeltall)"
    expect_places(plan=plan, subject="mathematics", places=2, source=places, by=by, at=when)
    set_rate(
        plan=plan,
        scheme="substitute",
        payer="owner",
        per_30_credits=45_000,
        source="Eget regnskap (eksempeltall)",
        by=by,
        at=when,
    )
    compute_now(plan=plan, by=by, at=when)
    return plan
