"""What people say that they can, when they have time, and what of it is public."""

from __future__ import annotations

from factory import SubFactory, Trait

from pafyll.apps.assignments.models import Availability, CompetenceField, CompetenceProfile, PublicConsent
from tests.factories.base import NOW, Factory
from tests.factories.people import OrganisationFactory, PersonFactory, UserFactory


class CompetenceProfileFactory(Factory):
    class Meta:
        model = CompetenceProfile

    provider = SubFactory(OrganisationFactory, provider=True)
    person = SubFactory(PersonFactory)
    languages = ["nb", "en"]
    stages = ["8-10"]
    changed_at = NOW


class CompetenceFieldFactory(Factory):
    class Meta:
        model = CompetenceField

    profile = SubFactory(CompetenceProfileFactory)
    field = "classroom_assessment"
    level = CompetenceField.Level.LEADS

    class Params:
        leads = Trait(level=CompetenceField.Level.LEADS)
        contributes = Trait(level=CompetenceField.Level.CONTRIBUTES)
        learns = Trait(level=CompetenceField.Level.LEARNS)


class AvailabilityFactory(Factory):
    class Meta:
        model = Availability

    profile = SubFactory(CompetenceProfileFactory)
    semester = "2026H"
    percent = 20


class PublicConsentFactory(Factory):
    class Meta:
        model = PublicConsent

    profile = SubFactory(CompetenceProfileFactory)
    shows = ["fields"]
    given_at = NOW
    given_by = SubFactory(UserFactory, username="geir")

    class Params:
        withdrawn = Trait(withdrawn_at=NOW)
