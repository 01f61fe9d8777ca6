"""Study programmes and their offers."""

from __future__ import annotations

from factory import LazyAttribute, Sequence, SubFactory, Trait

from pafyll.apps.catalogue.models import StudyOffer, StudyProgramme
from tests.factories.base import Factory
from tests.factories.people import OrganisationFactory


class StudyProgrammeFactory(Factory):
    class Meta:
        model = StudyProgramme

    provider = SubFactory(OrganisationFactory, provider=True)
    code = Sequence("MAT{}".format)
    name = Sequence("Matematikk {}".format)
    subject = "mathematics"
    credits = 30
    stages = "1-7"
    admission_requirement = "Fullført lærerutdanning."


class StudyOfferFactory(Factory):
    """A published offer in 2026/27, unless a trait says another status."""

    class Meta:
        model = StudyOffer

    programme = SubFactory(StudyProgrammeFactory)
    code = LazyAttribute(lambda offer: f"{offer.programme.code}-{offer.study_year}")
    study_year = 2026
    mode = StudyOffer.Mode.GATHERINGS
    place = "Fjordvik"
    gatherings = 4
    capacity = 10
    status = StudyOffer.Status.PUBLISHED

    class Params:
        draft = Trait(status=StudyOffer.Status.DRAFT)
        published = Trait(status=StudyOffer.Status.PUBLISHED)
        cancelled = Trait(status=StudyOffer.Status.CANCELLED)
        one_semester = Trait(semesters=1)
