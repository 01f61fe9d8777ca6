"""The owners' budgets and programmes: what Siri and Ola have entered, moved and started."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pafyll.apps.accounts.models import User
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.planning.models import BudgetSource, Measure
from pafyll.apps.planning.queries.findings import findings_in
from pafyll.apps.planning.services.budgeting import CostTerms, SourceTerms, enter_cost, enter_source, remove_cost
from pafyll.apps.planning.services.findings import state_document, take_stance
from pafyll.apps.planning.services.measures import MeasureTerms, attach, propose_measure, take_measure_on
from pafyll.apps.planning.services.reallocating import (
    decide_reallocation,
    prepare_reallocation,
    refuse_reallocation,
)
from pafyll.devtools.seed.story.days import CURRENT, MIDDLE, at
from pafyll.devtools.seed.story.world import World
from pafyll.domain.lifecycles.budget import MeasureStatus as M

GIVEN = "Eksempeltall for demonstrasjon"
DAY = at(date(MIDDLE, 12, 12))
PAPER = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


def budget_for_owners(world: World) -> None:
    """Fjordvik has moved money and lacks some; Storby has a smaller book and a proposal; Nordlys has a frame."""
    siri, marit, ola = world.user("siri"), world.user("marit"), world.user("ola")
    fjordvik, storby = world.organisations["fjordvik"], world.organisations["storby"]
    fixed, training, extra = _fjordviks_money(fjordvik, siri)
    _fjordviks_costs(fjordvik, siri, fixed, extra)
    _reallocate(extra, training, siri, marit)
    _fjordviks_measures(world, fjordvik, siri, training)
    _storbys_book(world, storby, ola)
    _fjordviks_findings(fjordvik, siri)
    nordlys = world.organisations["nordlys"]
    _source(nordlys, world.user("vigdis"), "Videreutdanning, fast ramme", "further", {MIDDLE: 60_000})


def _source(
    owner: Organisation, by: User, title: str, purpose: str, amounts: dict[int, int], **more: object
) -> BudgetSource:
    pairs = {year: (amount, None) for year, amount in amounts.items()}
    terms = SourceTerms(title, purpose, "municipal", True, f"{GIVEN}, kommunestyrets budsjett", pairs)
    return enter_source(owner=owner, terms=replace(terms, **more), by=by, at=DAY)  # type: ignore[arg-type]


def _fjordviks_money(owner: Organisation, by: User) -> tuple[BudgetSource, BudgetSource, BudgetSource]:
    frame = {MIDDLE: 400_000, CURRENT: 280_000, CURRENT + 1: 435_000, CURRENT + 2: 120_000}
    fixed = _source(owner, by, "Videreutdanning, fast ramme", "further", frame,
                    may_carry_over=True, carry_over_most=50_000)  # fmt: skip
    training = _source(owner, by, "Etterutdanning, fast ramme", "in_service",
                       {MIDDLE: 250_000, CURRENT + 1: 60_000})  # fmt: skip
    state = SourceTerms("Statlige midler til kompetanseutvikling", "in_service", "state", False, f"{GIVEN}, brev",
                        {CURRENT: (150_000, 180_000)}, may_carry_over=True)  # fmt: skip
    given = enter_source(owner=owner, terms=state, by=by, at=DAY)
    mentors = CostTerms("Veiledere i begynneropplæringen", "in_service", "substitutes", 300_000, school_year=CURRENT,
                        heads=6, source=given, basis="Avtale med skolene")  # fmt: skip
    enter_cost(owner=owner, terms=mentors, by=by, at=DAY)
    extra = _source(owner, by, f"Ekstra til videreutdanning {CURRENT}", "further", {CURRENT: 400_000},
                    is_recurring=False)  # fmt: skip
    return fixed, training, extra


def _fjordviks_costs(owner: Organisation, by: User, fixed: BudgetSource, extra: BudgetSource) -> None:
    going = CostTerms("Lærere på videreutdanning", "further", "substitutes", 320_000, school_year=MIDDLE, heads=4,
                      source=fixed, basis="Skoleeierens andel i vikarordningen")  # fmt: skip
    starting = replace(
        going, title="Nye lærere på videreutdanning", amount=600_000, school_year=CURRENT, heads=5, source=extra
    )
    travel = CostTerms("Reise til samlinger", "further", "travel", 30_000, school_year=CURRENT, is_bound=False)
    for terms in (going, starting, travel):
        enter_cost(owner=owner, terms=terms, by=by, at=DAY)
    twice = enter_cost(owner=owner, terms=travel, by=by, at=DAY)
    remove_cost(cost=twice, by=by, at=at(date(MIDDLE, 12, 15)))


def _reallocate(giver: BudgetSource, taker: BudgetSource, siri: User, marit: User) -> None:
    """One is decided, one is refused, and one waits for Marit."""
    said = ("Etterutdanningen i lesing når flere lærere.", "Vi trenger mer til samlinger.", "Mer til veiledning.")
    for amount, grounds, outcome in zip((50_000, 40_000, 20_000), said, ("yes", "no", ""), strict=True):
        made = prepare_reallocation(giver=giver, taker=taker, year=CURRENT, amount=amount, grounds=grounds, by=siri,
                                    at=at(date(CURRENT, 1, 20)))  # fmt: skip
        if outcome == "yes":
            decide_reallocation(
                reallocation=made, resolution="Formannskapet, sak 7/26", by=marit, at=at(date(CURRENT, 2, 3))
            )
        elif outcome == "no":
            refuse_reallocation(
                reallocation=made, why="Videreutdanningen går foran.", by=marit, at=at(date(CURRENT, 2, 10))
            )


K = Measure.Kind
# title, kind, target group, participants, provider, budget year, status, costs
Row = tuple[str, str, str, int, str, int, M, tuple[tuple[str, int], ...]]
MEASURES: tuple[Row, ...] = (
    ("Lesing i alle fag", K.IN_SERVICE, "Lærere på 1.–7. trinn", 45, "Høgskolen i Innhavet", CURRENT, M.STARTED,
     (("provider", 180_000), ("substitutes", 120_000))),
    ("Veiledning av nyutdannede lærere", K.MENTORING, "Nyutdannede og veilederne deres", 8, "", CURRENT, M.ADOPTED,
     (("substitutes", 60_000),)),
    ("Rektorutdanning", K.PRINCIPALS, "Nye rektorer", 1, "Universitetet i Storby", CURRENT, M.PROPOSED,
     (("travel", 18_000), ("stay", 22_000))),
    ("Erfaringskonferanse", K.CONFERENCE, "Alle skolene", 90, "", MIDDLE, M.COMPLETED,
     (("provider", 35_000), ("materials", 5_000))),
    ("Kurs for praksislærere", K.PRACTICE_TEACHERS, "Praksislærere", 6, "", CURRENT, M.CANCELLED, ()),
    ("Nettverk for kontaktlærere", K.OTHER, "Kontaktlærere", 30, "", CURRENT, M.ADOPTED, (("other", 95_000),)),
)  # fmt: skip


def _fjordviks_measures(world: World, owner: Organisation, by: User, training: BudgetSource) -> None:
    """One of each kind, and one in each status."""
    for title, kind, group, participants, provider, year, status, costs in MEASURES:
        terms = MeasureTerms(title, kind, group, year, participants=participants, provider=provider)
        if status == M.STARTED:
            terms = _at_two_schools(world, terms)
        made = propose_measure(owner=owner, terms=terms, by=by, at=DAY)
        _take_on(made, status, by)
        for cost, amount in costs:
            _cost_of(made, cost, amount, training, by)
        if status == M.STARTED:
            attach(measure=made, name="Plan for samlingene.pdf", content=PAPER, by=by, at=DAY)


def _at_two_schools(world: World, terms: MeasureTerms) -> MeasureTerms:
    schools = (world.organisations["fjordvik_school"], world.organisations["nes"])
    return replace(terms, schools=schools, about_it="Fem samlinger gjennom året, med oppgaver mellom dem.",
                   starts_on=date(CURRENT, 2, 2), ends_on=date(CURRENT, 11, 20))  # fmt: skip


WAY = {
    M.PROPOSED: (),
    M.ADOPTED: (M.ADOPTED,),
    M.STARTED: (M.ADOPTED, M.STARTED),
    M.COMPLETED: (M.ADOPTED, M.STARTED, M.COMPLETED),
    M.CANCELLED: (M.CANCELLED,),
}


def _take_on(measure: Measure, status: M, by: User) -> None:
    """Through the statuses before it."""
    for to in WAY[status]:
        why = "Studiestedet holder kurset selv i år." if to == M.CANCELLED else ""
        take_measure_on(measure=measure, to=to, why=why, by=by, at=at(date(CURRENT, 1, 12)))


def _cost_of(measure: Measure, cost: str, amount: int, source: BudgetSource, by: User) -> None:
    bound = measure.status in (M.STARTED, M.COMPLETED)
    terms = CostTerms(measure.title, "in_service", cost, amount, budget_year=measure.budget_year, is_bound=bound,
                      measure=measure, source=source if bound else None)  # fmt: skip
    enter_cost(owner=measure.owner, terms=terms, by=by, at=DAY)


def _storbys_book(world: World, owner: Organisation, by: User) -> None:
    fixed = _source(owner, by, "Kompetanse, fast ramme", "both",
                    {MIDDLE: 700_000, CURRENT + 1: 1_200_000, CURRENT + 2: 300_000})  # fmt: skip
    extra = _source(owner, by, f"Realfagsløft {CURRENT}", "further", {CURRENT: 900_000}, is_recurring=False)
    terms = CostTerms("Lærere på videreutdanning", "further", "substitutes", 1_800_000, school_year=CURRENT, heads=18,
                      source=extra, basis="Skoleeierens andel i vikarordningen")  # fmt: skip
    enter_cost(owner=owner, terms=terms, by=by, at=DAY)
    measure = MeasureTerms("Regning på ungdomstrinnet", Measure.Kind.IN_SERVICE, "Lærere på 8.–10. trinn", CURRENT,
                           participants=60, schools=(world.organisations["elvebakken"],))  # fmt: skip
    made = propose_measure(owner=owner, terms=measure, by=by, at=DAY)
    _cost_of(made, "provider", 400_000, fixed, by)
    prepare_reallocation(giver=fixed, taker=extra, year=CURRENT, amount=100_000, by=by, at=at(date(CURRENT, 3, 2)),
                         grounds="Flere søker realfag enn i fjor.")  # fmt: skip


def _fjordviks_findings(owner: Organisation, by: User) -> None:
    """A letter about the money with two things wrong in it: one is explained, the other waits."""
    facts = {
        "rate": {"what": "frikjøp", "written": "60 000 kr per lærer", "place": "Side 1", "quantity": 60_000,
                 "unit": "NOK", "per": ["teacher"]},
        "heads": {"what": "lærere", "written": "fem lærere", "place": "Side 1", "quantity": 5, "unit": "persons"},
        "total": {"what": "til sammen", "written": "310 000 kr", "place": "Side 2", "quantity": 310_000, "unit": "NOK"},
        "deadline": {"what": "fristen", "written": "31. april 2026", "place": "Side 2", "is_date": True},
    }  # fmt: skip
    checks = [
        {"kind": "product", "facts": ["rate", "heads"], "total": "total"},
        {"kind": "date", "facts": ["deadline"]},
    ]
    title = "Brev om midler til videreutdanning (eksempel)"
    letter = state_document(owner=owner, case=None, title=title, facts=facts, checks=checks, by=by, at=DAY)
    first = findings_in(letter)[0]
    words = "Brevet har rundet av reisepengene inn i summen. Vi regner med 300 000 kr til frikjøp."
    take_stance(owner=owner, case=None, finding=first.finding.key, kind="explained", words=words, by=by, at=DAY)
