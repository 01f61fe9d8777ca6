"""Plans for the country in every status, with an owner's part and a step of the computation."""

from __future__ import annotations

from decimal import Decimal

from factory import LazyAttribute, SubFactory, Trait

from pafyll.apps.planning.models import NationOwner, NationPart, NationPlan
from pafyll.domain.lifecycles.nation_plan import NationPlanStatus as S
from tests.factories.base import NOW, Factory
from tests.factories.people import UserFactory
from tests.factories.plans import CompetencePlanFactory


class NationPlanFactory(Factory):
    """One that is computed; a trait says otherwise."""

    class Meta:
        model = NationPlan

    first_year = 2026
    years = 8
    places = LazyAttribute(lambda nation: {"mathematics": 40})
    status = S.COMPUTED
    told = LazyAttribute(lambda nation: [["prices", 1, 9000.0, 8000.0], ["bound", 1, 0.0, 8950.0]])
    rounds = 1
    hours = Decimal(9000)
    bound = Decimal(8950)
    started_by = SubFactory(UserFactory, username="ada")
    started_at = NOW
    ended_at = NOW

    class Params:
        computing = Trait(
            status=S.COMPUTING, hours=None, bound=None, rounds=0, ended_at=None, told=LazyAttribute(lambda nation: [])
        )
        computed = Trait(status=S.COMPUTED)
        cancelled = Trait(status=S.CANCELLED, hours=None, bound=None, rounds=0)


class NationOwnerFactory(Factory):
    """An owner who got places in the first year, or with left_out_without_gaps=True was not part of it."""

    class Meta:
        model = NationOwner

    nation = SubFactory(NationPlanFactory)
    number = LazyAttribute(lambda owner: owner.nation.owners.count())
    plan = SubFactory(CompetencePlanFactory, computed=True)
    gaps = 12
    people = 11
    closed = 10
    hours_without = Decimal(9000)
    hours = Decimal(4000)
    taken = LazyAttribute(lambda owner: {"mathematics": [3, *[0] * (owner.nation.years - 1)]})

    class Params:
        left_out_without_gaps = Trait(
            left_out="Ingen av de ansatte mangler studiepoeng.",
            gaps=0,
            people=0,
            closed=None,
            hours_without=None,
            hours=None,
            taken=LazyAttribute(lambda owner: {}),
        )


class NationPartFactory(Factory):
    """A question that waits for its answer."""

    class Meta:
        model = NationPart

    nation = SubFactory(NationPlanFactory, computing=True)
    step = 1
    number = LazyAttribute(lambda part: part.nation.parts.count())
    kind = "nothing"
    owners = LazyAttribute(lambda part: [0])

    class Params:
        answered_in_full = Trait(is_answered=True, answered=LazyAttribute(lambda part: {"0": 9000}))
