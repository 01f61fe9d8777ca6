"""Competence plans in every status, with a run where the status presupposes one, and what a run holds."""

from __future__ import annotations

from typing import Any

from factory import LazyAttribute, SelfAttribute, SubFactory, Trait

from pafyll.apps.applications.models import PlannedApplication
from pafyll.apps.planning.models import (
    CompetencePlan,
    ExpectedPlaces,
    PlanGap,
    PlanLine,
    PlanLock,
    PlanMoney,
    PlanMove,
    PlanRate,
    PlanRun,
    StudyWish,
)
from pafyll.domain.lifecycles.competence_plan import PlanStatus as S
from tests.factories.applications import ApplicationFactory
from tests.factories.base import NOW, Factory
from tests.factories.people import OrganisationFactory, PersonFactory, UserFactory

WHY = [
    {
        "code": "example",
        "template": "Du underviser {hours} timer i uka i faget.",
        "facts": {"hours": "8"},
        "text": "Du underviser 8 timer i uka i faget.",
    }
]
COSTS = [
    {
        "payer": payer,
        "semester": semester,
        "label": "Skoleeier",
        "because": "Eksempel",
        "source": "Eksempeltall for tester",
        "facts": {},
        "amount": amount,
    }
    for payer, amount in (("owner", 25_000), ("state", 75_000))
    for semester in ("2026H", "2027V")
]
RESULT: dict[str, Any] = {
    "total": 200_000,
    "by_budget_year": [
        [2026, "owner", 25_000],
        [2026, "state", 75_000],
        [2027, "owner", 25_000],
        [2027, "state", 75_000],
    ],
    "by_school_year": [[2026, "owner", 50_000], [2026, "state", 150_000]],
    "reached": [
        {"objective": "gaps", "value": "300", "bound": "297", "unit": "pupil_hours", "gap_percent": "1.00"},
    ],
    "last_gap_closes": "2027H",
    "funding": [],
    "remaining": [[2026, 300], [2027, 0]],
    "closed": 1,
    "left": 0,
    "stopped_early": False,
}
INPUTS: dict[str, Any] = {
    "people": 1,
    "gaps": 1,
    "years": [2026, 2027],
    "budgets": [],
    "places": {},
    "staff": {},
    "absence_percent": "10",
    "schemes": ["substitute"],
    "missing_rates": [],
}


class CompetencePlanFactory(Factory):
    """A draft; a trait takes it on. Computed ones and later have a run, adopted ones have it in force."""

    class Meta:
        model = CompetencePlan

    owner = SubFactory(OrganisationFactory, municipality=True)
    title = "Kompetanseplan 2026–2034"
    first_year = 2026
    years = 8
    schemes = LazyAttribute(lambda plan: ["substitute", "scholarship"])
    status = S.DRAFT
    created_by = SubFactory(UserFactory, username="siri")
    created_at = NOW

    class Params:
        draft = Trait(status=S.DRAFT)
        computed = Trait(status=S.COMPUTED)
        proposed = Trait(status=S.PROPOSED, case_number="2026/1")
        adopted = Trait(status=S.ADOPTED, case_number="2026/2")
        replaced = Trait(status=S.REPLACED, case_number="2026/3")
        withdrawn = Trait(status=S.WITHDRAWN)

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        """A plan in force names its run, and the run names its plan: the run is made between the two."""
        status = kwargs.pop("status")
        plan = super()._create(model_class, *args, status=S.DRAFT, **kwargs)
        if status not in (S.DRAFT, S.WITHDRAWN):
            run = PlanRunFactory(plan=plan)
            if status in (S.ADOPTED, S.REPLACED):
                plan.run_in_force, plan.adopted_by, plan.adopted_at = run, UserFactory(username="marit"), NOW
        plan.status = status
        plan.save()
        return plan


class PlanRunFactory(Factory):
    """A run that found a plan, or with infeasible=True did not."""

    class Meta:
        model = PlanRun

    plan = SubFactory(CompetencePlanFactory)
    number = LazyAttribute(lambda run: run.plan.runs.count() + 1)
    input_hash = "a" * 64
    inputs = LazyAttribute(lambda run: dict(INPUTS))
    is_feasible = True
    result = LazyAttribute(lambda run: dict(RESULT))
    computed_by = SubFactory(UserFactory, username="siri")
    computed_at = NOW

    class Params:
        infeasible = Trait(
            is_feasible=False,
            result=LazyAttribute(
                lambda run: {
                    "reasons": [
                        {
                            "kind": "budget",
                            "amount": "1200000",
                            "unit": "kroner",
                            "year": "2027",
                            "subjects": [["norwegian", "8-10"]],
                            "who": "owner",
                            "code": "example",
                            "template": "{year} mangler {amount} kroner.",
                            "facts": {"year": "2027", "amount": "1 200 000"},
                            "text": "2027 mangler 1 200 000 kroner.",
                        }
                    ]
                }
            ),
        )


class PlanLineFactory(Factory):
    """A planned study of 30 credits in 2026/27."""

    class Meta:
        model = PlanLine

    run = SubFactory(PlanRunFactory)
    person = SubFactory(PersonFactory)
    school = LazyAttribute(lambda line: OrganisationFactory(parent=line.run.plan.owner))
    subject = "mathematics"
    stages = LazyAttribute(lambda line: ["1-7"])
    option = "mathematics:30:HV:1-7:substitute"
    credits = 30
    school_year = 2026
    semesters = "HV"
    scheme = "substitute"
    release_percent = "37.5"
    position = 1
    queue = 3
    costs = LazyAttribute(lambda line: list(COSTS))
    why = LazyAttribute(lambda line: list(WHY))

    class Params:
        locked = Trait(kind=PlanLine.Kind.LOCKED)
        under_way = Trait(kind=PlanLine.Kind.UNDER_WAY, option="")


class PlanGapFactory(Factory):
    class Meta:
        model = PlanGap

    run = SubFactory(PlanRunFactory)
    person = SubFactory(PersonFactory)
    school = LazyAttribute(lambda gap: OrganisationFactory(parent=gap.run.plan.owner))
    subject = "english"
    stage = "8-10"
    position = 2
    queue = 3
    why = LazyAttribute(lambda gap: list(WHY))


class PlanMoveFactory(Factory):
    class Meta:
        model = PlanMove

    run = SubFactory(PlanRunFactory)
    person = SubFactory(PersonFactory)
    school = LazyAttribute(lambda move: OrganisationFactory(parent=move.run.plan.owner))
    subject = "mathematics"
    from_year = 2026
    to_year = 2027
    why = LazyAttribute(lambda move: list(WHY))

    class Params:
        came_in = Trait(from_year=None)
        fell_out = Trait(to_year=None)


class PlanLockFactory(Factory):
    class Meta:
        model = PlanLock

    plan = SubFactory(CompetencePlanFactory)
    person = SubFactory(PersonFactory)
    subject = "mathematics"
    option = "mathematics:30:HV:1-7:substitute"
    school_year = 2027
    why = "Avtalt med rektor."
    by = SubFactory(UserFactory, username="siri")
    at = NOW


class ExpectedPlacesFactory(Factory):
    class Meta:
        model = ExpectedPlaces

    plan = SubFactory(CompetencePlanFactory)
    subject = "mathematics"
    places = 3
    source = "Så mange fikk plass i fjor"


class PlanMoneyFactory(Factory):
    class Meta:
        model = PlanMoney

    plan = SubFactory(CompetencePlanFactory)
    budget_year = 2027
    amount = 500_000
    source = "Forslag til økonomiplan"

    class Params:
        taken_away = Trait(amount=-1_000_000)


class PlanRateFactory(Factory):
    class Meta:
        model = PlanRate

    plan = SubFactory(CompetencePlanFactory)
    scheme = "substitute"
    payer = "owner"
    per_30_credits = 100_000
    source = "Eget regnskap"


class StudyWishFactory(Factory):
    class Meta:
        model = StudyWish

    person = SubFactory(PersonFactory)
    subject = "mathematics"
    earliest_year = 2027
    note = "Jeg vil gjerne ta det sammen med en kollega."
    wished_at = NOW

    class Params:
        taken_back = Trait(withdrawn_at=NOW)


class PlannedApplicationFactory(Factory):
    class Meta:
        model = PlannedApplication

    line = SubFactory(PlanLineFactory)
    application = LazyAttribute(
        lambda one: ApplicationFactory(draft=True, person=one.line.person, school=one.line.school)
    )
    case_number = SelfAttribute("line.run.plan.case_number")
    opened_by = SubFactory(UserFactory, username="siri")
    opened_at = NOW
