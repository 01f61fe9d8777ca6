"""Units, their people and assignments."""

from __future__ import annotations

from datetime import date
from typing import Any

from factory import SelfAttribute, Sequence, SubFactory, Trait

from pafyll.apps.assignments.models import Assignment, AssignmentMember, Unit, UnitMembership
from pafyll.domain.lifecycles.assignment import AssignmentStatus as S
from tests.factories.assignment_prices import brought_to
from tests.factories.base import NOW, Factory
from tests.factories.people import OrganisationFactory, PersonFactory


class UnitFactory(Factory):
    """A department; section=True is a section of one."""

    class Meta:
        model = Unit

    provider = SubFactory(OrganisationFactory, provider=True)
    name = Sequence(lambda n: f"Institutt {n}")

    class Params:
        section = Trait(
            parent=SubFactory("tests.factories.assignments.UnitFactory", provider=SelfAttribute("..provider"))
        )


class UnitMembershipFactory(Factory):
    class Meta:
        model = UnitMembership

    unit = SubFactory(UnitFactory)
    person = SubFactory(PersonFactory)
    title = "førstelektor"
    starts_on = date(2022, 8, 1)

    class Params:
        leader = Trait(leads=True)


class AssignmentFactory(Factory):
    """An assignment that is planned, between a department and a municipality."""

    class Meta:
        model = Assignment

    provider = SelfAttribute("unit.provider")
    unit = SubFactory(UnitFactory)
    counterpart = SubFactory(OrganisationFactory, municipality=True)
    number = Sequence(lambda n: f"OPP-2026-{n + 100}")
    title = "Vurdering for læring"
    status = S.PLANNED
    starts_on = date(2026, 8, 17)
    ends_on = date(2027, 6, 18)
    created_at = NOW

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Assignment:
        """Planned first: what it is started on is signed before the status is another."""
        status = kwargs.pop("status", S.PLANNED)
        return brought_to(super()._create(model_class, *args, **kwargs), status)

    class Params:
        planned = Trait(status=S.PLANNED)
        started = Trait(status=S.STARTED)
        finished = Trait(status=S.FINISHED)
        evaluated = Trait(status=S.EVALUATED)
        cancelled = Trait(status=S.CANCELLED)
        stopped = Trait(status=S.STOPPED)


class AssignmentMemberFactory(Factory):
    class Meta:
        model = AssignmentMember

    assignment = SubFactory(AssignmentFactory)
    person = SubFactory(PersonFactory)
    part = AssignmentMember.Part.EXPERT
    starts_on = date(2026, 2, 2)
