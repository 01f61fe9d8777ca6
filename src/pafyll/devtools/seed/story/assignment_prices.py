"""What the college's assignments cost, who has signed what, and how earlier ones went. Every amount is invented.

The agreements of the earlier assignments lie in the college's paper archive: only their numbers are known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pafyll.apps.accounts.models import User
from pafyll.apps.assignments.models import (
    Assignment,
    AssignmentBudget,
    AssignmentMember,
    AssignmentStart,
    Unit,
    UnitMembership,
)
from pafyll.apps.assignments.services.budgeting import (
    BudgetTerms,
    PurchaseTerms,
    WorkTerms,
    save_budget,
    start_budget,
)
from pafyll.apps.assignments.services.checking import (
    countersign,
    in_force,
    reopen_list,
    save_list,
    sign_project_list,
    sign_unit_list,
)
from pafyll.apps.assignments.services.classifying import classify
from pafyll.apps.assignments.services.entering_figures import NewRate, enter_duty, enter_rate
from pafyll.apps.assignments.services.evaluating import NewTalk, record_talk
from pafyll.apps.assignments.services.signing_budgets import sign_budget
from pafyll.apps.assignments.services.starting import (
    cancel_assignment,
    evaluate_assignment,
    finish_assignment,
    stop_assignment,
)
from pafyll.apps.casework.services import advance
from pafyll.devtools.seed.story.days import at
from pafyll.devtools.seed.story.world import World
from pafyll.domain.assignments.checklists import PROJECT, UNIT
from pafyll.domain.assignments.pricing import stated_of
from pafyll.domain.lifecycles.assignment import ASSIGNMENT, AssignmentStatus

ENTERED = date(2024, 1, 3)
INVENTED = "Oppdiktet til demonstrasjonen"
PUBLISHED = ("factor_lecture", "factor_seminar", "factor_group", "factor_school_day")
OWN = {
    "factor_guidance": "2",
    "hours_per_year": "1650",
    "salary_professor": "1180000",
    "salary_lecturer": "1010000",
    "salary_adviser": "840000",
    "tdi_evu_per_hour": "420",
    "tdi_commissioned_workplace": "158000",
    "tdi_commissioned_research": "231000",
    "margin_percent": "8",
    "standard_base": "145000",
    "fixed_per_year": "260000",
}
PROJECT_ANSWERS = {
    "aim": "Skolene skal utvikle vurderingspraksisen sin, og vi lærer mer om vurdering i praksis.",
    "resources": "Én fagperson i to semestre, og rom på skolene.",
    "external_financing": "Kommunen betaler hele prisen.",
    "own_financing": "ingenting",
    "holds_office": "no",
    "buys_from_staff": "no",
    "other_ties": "no",
}
UNIT_ANSWERS = {
    **dict.fromkeys(("fits_strategy", "has_quality", "has_capacity", "classification_judged"), "yes"),
    "impartiality_judged": "yes",
    "applies_to_rek": "not_relevant",
    "privacy_notified": "not_relevant",
}


@dataclass(frozen=True)
class Earlier:
    """An assignment that was signed and started in another year."""

    number: str
    title: str
    owner: str
    starts_on: date
    ends_on: date
    status: str
    learned: str = ""


EARLIER = (
    Earlier("OPP-2025-3", "Lesing i alle fag", "fjordvik", date(2025, 8, 18), date(2026, 6, 19), "started"),
    Earlier("OPP-2025-1", "Tidlig innsats i Storby", "storby", date(2025, 1, 13), date(2025, 12, 12), "finished"),
    Earlier(
        "OPP-2025-2", "Profesjonsfaglig digital kompetanse", "county", date(2025, 8, 18), date(2026, 6, 19), "stopped"
    ),
    Earlier(
        "OPP-2025-4",
        "Skriving på mellomtrinnet",
        "nordlys",
        date(2025, 1, 13),
        date(2025, 6, 20),
        "evaluated",
        "Lærerne skrev mer selv når de fikk prøve oppgavene på hverandre først.",
    ),
)


def plant_prices(world: World, department: Unit) -> None:
    """The figures and the duties first; then what is planned, and what was done before."""
    _enter_figures(world, department)
    _with_fjordvik(world, Assignment.objects.get(number="OPP-2026-1"))
    _with_storby(world, department)
    for one in EARLIER:
        carry_out(world, department, one)
    cancelled = _planned(world, department, "OPP-2025-5", "Kurs i klasseledelse", "storby", date(2025, 8, 18))
    why = "Kommunen fant ikke tid til det dette skoleåret."
    cancel_assignment(assignment=cancelled, why=why, by=world.user("liv"), at=at(date(2025, 6, 2)))


def _enter_figures(world: World, department: Unit) -> None:
    """Mona takes the published factors, and enters the rest. Two are left out: nobody has needed them yet."""
    taken = [
        NewRate(name, Decimal(stated_of(name)[0].value), ENTERED, stated_of(name)[0].source, "Vi bruker samme faktor")
        for name in PUBLISHED
    ]
    own = [NewRate(name, Decimal(value), ENTERED, INVENTED, "Vedtatt i ledermøtet") for name, value in OWN.items()]
    for rate in (*taken, *own):
        enter_rate(unit=department, rate=rate, by=world.user("mona"), at=at(date(2025, 1, 7)))
    for member in UnitMembership.objects.filter(person=world.people["geir"]):
        for hours, day in ((Decimal(636), date(2025, 1, 1)), (Decimal(318), date(2026, 8, 1))):
            enter_duty(
                membership=member,
                hours=hours,
                source=f"Arbeidsplanen. {INVENTED}",
                starts_on=day,
                by=world.user("arvid"),
                at=at(date(2025, 1, 7)),
            )


def _with_fjordvik(world: World, assignment: Assignment) -> None:
    """Priced, opened again for one more day, and signed anew; the unit head has begun on the list and not signed."""
    mona = world.user("mona")
    because = "Kommunen bestiller opplegget og velger deltakerne, og får et opplegg laget for seg."
    classify(assignment=assignment, funding="commissioned", because=because, by=mona, at=at(date(2026, 2, 9)))
    first = _budget(world, assignment, _terms(world, assignment), date(2026, 2, 11))
    sign_budget(budget=first, edition=first.edition, by=mona, at=at(date(2026, 2, 12)))
    _project_list(world, assignment, date(2026, 2, 16))
    more = _terms(world, assignment, short_packages=1, travel=30_000)
    second = _budget(world, assignment, more, date(2026, 2, 24), why="Fjordvik vil ha én dag til om våren.")
    sign_budget(budget=second, edition=second.edition, by=mona, at=at(date(2026, 2, 25)))
    standing = in_force(assignment, PROJECT)
    assert standing is not None
    reopen_list(checklist=standing, why="Én dag til.", by=world.user("geir"), at=at(date(2026, 2, 26)))
    _project_list(world, assignment, date(2026, 2, 27))
    begun = {**UNIT_ANSWERS, "has_capacity": ""}
    save_list(
        assignment=assignment, kind=UNIT, answers=begun, edition=0, by=world.user("arvid"), at=at(date(2026, 3, 5))
    )


def _with_storby(world: World, department: Unit) -> None:
    """A draft with the rates of another family, and a checklist that waits for the economist."""
    assignment = _planned(world, department, "OPP-2026-2", "Begynneropplæring i Storby", "storby", date(2026, 8, 17))
    because = "Kommunen bestiller og betaler alt."
    classify(
        assignment=assignment, funding="commissioned", because=because, by=world.user("arvid"), at=at(date(2026, 3, 2))
    )
    _budget(world, assignment, _terms(world, assignment, family="commissioned"), date(2026, 3, 3))
    geir = world.user("geir")
    kept = save_list(
        assignment=assignment, kind=PROJECT, answers=PROJECT_ANSWERS, edition=0, by=geir, at=at(date(2026, 3, 4))
    )
    sign_project_list(checklist=kept, edition=kept.edition, by=geir, at=at(date(2026, 3, 4)))


def carry_out(world: World, department: Unit, earlier: Earlier) -> Assignment:
    """Everything is signed before it starts, as it is now."""
    day = date(earlier.starts_on.year, 1, 8)
    assignment = _planned(world, department, earlier.number, earlier.title, earlier.owner, earlier.starts_on)
    Assignment.objects.filter(pk=assignment.pk).update(ends_on=earlier.ends_on)
    assignment.refresh_from_db()
    mona, arvid = world.user("mona"), world.user("arvid")
    because = "Eieren bestiller opplegget og velger deltakerne."
    classify(assignment=assignment, funding="commissioned", because=because, by=mona, at=at(day))
    budget = _budget(world, assignment, _terms(world, assignment), day)
    budget = sign_budget(budget=budget, edition=budget.edition, by=mona, at=at(day))
    _project_list(world, assignment, day)
    kept = save_list(assignment=assignment, kind=UNIT, answers=UNIT_ANSWERS, edition=0, by=arvid, at=at(day))
    sign_unit_list(checklist=kept, edition=kept.edition, by=arvid, at=at(day))
    _start(assignment, budget, world.user("liv"), earlier.starts_on)
    _end(world, assignment, earlier)
    return assignment


def _start(assignment: Assignment, budget: AssignmentBudget, by: User, day: date) -> None:
    """On an agreement that is kept on paper."""
    project, unit = in_force(assignment, PROJECT), in_force(assignment, UNIT)
    assert project is not None
    assert unit is not None
    AssignmentStart.objects.create(
        assignment=assignment,
        budget=budget,
        project_list=project,
        unit_list=unit,
        agreement=assignment.number.replace("OPP", "PAPIR"),
        agreement_version=1,
        agreed=budget.price or 0,
        started_by=by,
        started_at=at(day),
    )
    advance(assignment, lifecycle=ASSIGNMENT, to=AssignmentStatus.STARTED, by=by, at=at(day))


def _end(world: World, assignment: Assignment, earlier: Earlier) -> None:
    liv = world.user("liv")
    if earlier.status in ("finished", "evaluated"):
        finish_assignment(assignment=assignment, why="Alle dagene er holdt.", by=liv, at=at(earlier.ends_on))
    if earlier.status == "evaluated":
        assignment.refresh_from_db()
        talk = NewTalk(date(earlier.ends_on.year, 8, 28), "rektor", "Skolen går videre på egen hånd.")
        autumn = at(date(earlier.ends_on.year, 9, 1))
        record_talk(assignment=assignment, talk=talk, by=liv, at=autumn)
        evaluate_assignment(assignment=assignment, why=earlier.learned, by=liv, at=autumn)
    if earlier.status == "stopped":
        why = "Skolen ble slått sammen med en annen."
        stop_assignment(assignment=assignment, why=why, by=liv, at=at(date(2025, 11, 3)))


def _planned(world: World, department: Unit, number: str, title: str, owner: str, starts_on: date) -> Assignment:
    assignment = Assignment.objects.create(
        provider=department.provider,
        unit=department,
        counterpart=world.organisations[owner],
        number=number,
        title=title,
        area="dekom",
        starts_on=starts_on,
        ends_on=date(starts_on.year + (starts_on.month > 7), 6, 19),
        created_at=at(date(starts_on.year, 1, 6)),
    )
    AssignmentMember.objects.create(
        assignment=assignment,
        person=world.people["geir"],
        part=AssignmentMember.Part.MANAGER,
        percent=5,
        starts_on=date(starts_on.year, 1, 6),
    )
    return assignment


def _terms(world: World, assignment: Assignment, **others: object) -> BudgetTerms:
    """A base package: lectures and planning first, seminars and guidance after."""
    first, last = _semesters(assignment)
    geir = world.people["geir"].pk
    work = (
        WorkTerms("planning", "lecturer", Decimal(12), first, geir),
        WorkTerms("lecture", "lecturer", Decimal(6), first, geir),
        WorkTerms("seminar", "lecturer", Decimal(10), last, geir),
        WorkTerms("guidance", "lecturer", Decimal(8), last),
    )
    terms: dict[str, object] = {
        "base_packages": 1,
        "travel": 24_000,
        "work": work,
        "purchases": (PurchaseTerms("Materiell til skolene", 3_500, INVENTED),),
        **others,
    }
    return BudgetTerms(**terms)  # type: ignore[arg-type]


def _semesters(assignment: Assignment) -> tuple[str, str]:
    start, end = assignment.starts_on, assignment.ends_on
    return f"{start.year}{'H' if start.month >= 8 else 'V'}", f"{end.year}{'H' if end.month >= 8 else 'V'}"


def _budget(world: World, assignment: Assignment, terms: BudgetTerms, day: date, *, why: str = "") -> AssignmentBudget:
    """A draft, written by the project manager."""
    geir = world.user("geir")
    draft = start_budget(assignment=assignment, by=geir, at=at(day), why=why)
    return save_budget(budget=draft, terms=terms, edition=draft.edition, by=geir, at=at(day))


def _project_list(world: World, assignment: Assignment, day: date) -> None:
    """Answered and signed by the project manager, and signed by the economist."""
    geir, standing = world.user("geir"), in_force(assignment, PROJECT)
    kept = save_list(
        assignment=assignment,
        kind=PROJECT,
        answers=PROJECT_ANSWERS,
        edition=standing.edition if standing else 0,
        by=geir,
        at=at(day),
    )
    sign_project_list(checklist=kept, edition=kept.edition, by=geir, at=at(day))
    countersign(checklist=kept, by=world.user("mona"), at=at(day))
