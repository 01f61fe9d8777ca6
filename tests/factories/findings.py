"""Stated documents with what does not agree in them, stances, and groups that would like to study together."""

from __future__ import annotations

from factory import SubFactory, Trait, post_generation

from pafyll.apps.planning.models import CompanionGroup, FindingStance, StatedDocument
from tests.factories.base import NOW, Factory
from tests.factories.people import OrganisationFactory, PersonFactory, UserFactory


class StatedDocumentFactory(Factory):
    class Meta:
        model = StatedDocument

    owner = SubFactory(OrganisationFactory, municipality=True)
    title = "Saksframlegg 7/26"
    facts = {"deadline": {"what": "fristen", "written": "31. april 2026", "place": "Side 2", "is_date": True}}
    checks = [{"kind": "date", "facts": ["deadline"]}]
    entered_by = SubFactory(UserFactory, username="siri")
    entered_at = NOW


class FindingStanceFactory(Factory):
    class Meta:
        model = FindingStance

    owner = SubFactory(OrganisationFactory, municipality=True)
    finding = "0" * 64
    said = "«31. april 2026» er ingen dato."
    kind = FindingStance.Kind.EXPLAINED
    words = "Det menes 30. april."
    taken_by = SubFactory(UserFactory, username="siri")
    taken_at = NOW

    class Params:
        accepted = Trait(kind=FindingStance.Kind.ACCEPTED)
        explained = Trait(kind=FindingStance.Kind.EXPLAINED)


class CompanionGroupFactory(Factory):
    class Meta:
        model = CompanionGroup
        skip_postgeneration_save = True

    school = SubFactory(OrganisationFactory, school=True)
    subject = "mathematics"
    why = "De underviser på samme trinn."
    named_by = SubFactory(UserFactory, username="per")
    named_at = NOW

    class Params:
        ended = Trait(ended_at=NOW)

    @post_generation
    def people(self, create, given, **kwargs):
        self.people.set(given if given is not None else [PersonFactory(), PersonFactory()])
