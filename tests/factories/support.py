"""Changes of organisations: planned, proposed, approved, carried out and called off."""

from __future__ import annotations

from datetime import date

from factory import SelfAttribute, Sequence, SubFactory, Trait

from pafyll.apps.support.models import (
    Reorganisation,
    ReorganisationChoice,
    ReorganisationSource,
    ReorganisationTarget,
)
from pafyll.domain.lifecycles.reorganisation import ReorganisationStatus as S
from tests.factories.base import NOW, Factory
from tests.factories.people import OrganisationFactory, PersonFactory, UserFactory


class ReorganisationFactory(Factory):
    """Municipalities that become one on New Year's Day."""

    class Meta:
        model = Reorganisation

    kind = "merge"
    day = date(2027, 1, 1)
    source = "Oppdiktet forskrift om sammenslåing"
    planned_by = SubFactory(UserFactory, username="selma")
    planned_at = NOW
    status = S.PLANNED

    class Params:
        planned = Trait(status=S.PLANNED)
        proposed = Trait(status=S.PROPOSED, proposed_by=SubFactory(UserFactory, username="selma"), proposed_at=NOW)
        approved = Trait(
            status=S.APPROVED,
            proposed_by=SubFactory(UserFactory, username="selma"),
            decided_by=SubFactory(UserFactory, username="ada"),
            decided_at=NOW,
        )
        carried_out = Trait(
            status=S.CARRIED_OUT,
            proposed_by=SubFactory(UserFactory, username="selma"),
            decided_by=SubFactory(UserFactory, username="ada"),
            carried_out_at=NOW,
        )
        cancelled = Trait(status=S.CANCELLED)
        merge = Trait(kind="merge")
        split = Trait(kind="split")
        close = Trait(kind="close")
        move = Trait(kind="move")


class ReorganisationSourceFactory(Factory):
    class Meta:
        model = ReorganisationSource

    reorganisation = SubFactory(ReorganisationFactory)
    organisation = SubFactory(OrganisationFactory, municipality=True)


class ReorganisationTargetFactory(Factory):
    class Meta:
        model = ReorganisationTarget

    reorganisation = SubFactory(ReorganisationFactory)
    organisation = SubFactory(OrganisationFactory, municipality=True)
    name = SelfAttribute("organisation.name")
    number = Sequence(lambda n: f"{970_000_000 + n}")


class ReorganisationChoiceFactory(Factory):
    class Meta:
        model = ReorganisationChoice

    reorganisation = SubFactory(ReorganisationFactory)
    person = SubFactory(PersonFactory)
    target = SubFactory(ReorganisationTargetFactory, reorganisation=SelfAttribute("..reorganisation"))
