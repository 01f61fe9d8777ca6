"""The figures of a plan that an owner's case papers can refer to: "plan:7:owner:2027" and its like."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from pafyll.apps.casework import figures
from pafyll.apps.casework.figures import Figure, Offered, UnknownFigure
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.planning.models import CompetencePlan, PlanLine, PlanRun
from pafyll.domain.lifecycles.competence_plan import PlanStatus as S
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.values import Kroner, SchoolYear

PREFIX = "plan"
KRONER, PERSONS, GAPS = "NOK", "persons", "gaps"


@dataclass(frozen=True)
class Value:
    """A number with its unit and what it is."""

    number: int
    unit: str
    label: str


def resolve(reference: str, *, owner: Organisation) -> Figure:
    """The figure by the newest run that found a plan. Raises UnknownFigure."""
    _prefix, key, what, year = [*reference.split(":"), "", "", ""][:4]
    run = _run(key, owner)
    value = _value(run, what, int(year) if year.isdigit() else 0) if run else None
    if run is None or value is None:
        raise UnknownFigure(reference)
    text = str(Kroner(value.number)) if value.unit == KRONER else str(value.number)
    source = _("{plan}, utregning {number}").format(plan=run.plan.title, number=run.number)
    as_of = norwegian_day(run.computed_at)
    return Figure(value.number, value.unit, text, value.label, source, _address(run.plan), as_of)


def _run(key: str, owner: Organisation) -> PlanRun | None:
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        return None
    runs = PlanRun.objects.filter(plan=int(key), plan__owner=owner, is_feasible=True)
    newest = runs.select_related("plan").order_by("number")
    return figures.remembered(("plan run", key, owner.pk), newest.last)


def _value(run: PlanRun, what: str, year: int) -> Value | None:
    result = run.result
    sums = {(of_year, payer): amount for of_year, payer, amount in result["by_budget_year"]}
    match what:
        case "total":
            return Value(result["total"], KRONER, _("Hva planen koster til sammen"))
        case "owner" | "state":
            payer = _("Skoleeiers del") if what == "owner" else _("Statens del")
            return Value(sums.get((year, what), 0), KRONER, _("{payer} i {year}").format(payer=payer, year=year))
        case "people":
            label = _("Lærere som begynner å studere i {year}").format(year=SchoolYear(year))
            return Value(starting(run, year), PERSONS, label) if year else None
        case "closed":
            return Value(result["closed"], GAPS, _("Hull som planen lukker"))
        case "left":
            return Value(result["left"], GAPS, _("Hull som står igjen etter planen"))
    return None


def starting(run: PlanRun, year: int) -> int:
    """How many are to study in the school year without having begun already."""
    lines = run.lines.filter(school_year=year).exclude(kind=PlanLine.Kind.UNDER_WAY)
    return lines.order_by().values("person").distinct().count()


def offer(*, owner: Organisation, about: str) -> list[Offered]:
    """What a paper about the plan begins with; without a plan that it is about, the figures of the one in force."""
    prefix, _separator, key = about.partition(":")
    if prefix != PREFIX:
        plan = CompetencePlan.objects.filter(owner=owner, status=S.ADOPTED).first()
        key = str(plan.pk) if plan else ""
    run = _run(key, owner)
    if run is None:
        return []
    budget_years = sorted({year for year, _payer, _amount in run.result["by_budget_year"]})
    frames = [f"{what}:{year}" for year in budget_years for what in ("owner", "state")]
    found = [_offered(run, what, section) for section, parts in _sections(frames).items() for what in parts]
    return [*found, _proposal(run)] if prefix == PREFIX else found


def _sections(frames: list[str]) -> dict[str, list[str]]:
    return {"background": ["closed", "left"], "frames": [*frames, "total"]}


def _offered(run: PlanRun, what: str, section: str) -> Offered:
    name, _separator, year = what.partition(":")
    value = _value(run, name, int(year or 0))
    assert value is not None  # only what resolve knows is offered
    return Offered(f"{PREFIX}:{run.plan_id}:{what}", value.label, section, f"{PREFIX}:{run.plan_id}")


def _proposal(run: PlanRun) -> Offered:
    """The point that adopts the plan and opens the applications of its first year."""
    plan, year = run.plan, run.plan.first_year
    reference = f"{PREFIX}:{plan.pk}:people:{year}"
    sentence = _("Kompetanseplanen «{title}» vedtas. Antall lærere som begynner i {year}: {{{reference}}}.").format(
        title=plan.title, year=SchoolYear(year), reference=reference
    )
    key = f"{PREFIX}:{plan.pk}"
    return Offered(reference, plan.title, "proposal", key, sentence, "quota", key, starting(run, year))


def _address(plan: CompetencePlan) -> str:
    """The owner's page about the plan; "" where the desk is not installed."""
    try:
        return reverse("owner:plan", args=[plan.pk])
    except NoReverseMatch:
        return ""
