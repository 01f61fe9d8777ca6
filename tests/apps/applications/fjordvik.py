"""A small Fjordvik for tests of applying and stating: one school, Kari who teaches, Per who leads, one open round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pafyll.apps.applications.models import Application, Round
from pafyll.apps.applications.services.applying import save_draft, start_application, submit_application
from pafyll.apps.applications.services.contents import Contents, contents_being_written
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.organisations.models import Organisation, Person
from pafyll.integrations.clock import OSLO
from tests.factories import (
    CreditsHeldFactory,
    EmploymentFactory,
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
    RoundFactory,
    StudyOfferFactory,
    SubjectTaughtFactory,
)

IN_WINDOW = datetime(2026, 2, 20, 12, tzinfo=OSLO)
LAST_MINUTE = datetime(2026, 3, 1, 23, 59, 59, tzinfo=OSLO)
TOO_LATE = datetime(2026, 3, 2, 0, 0, tzinfo=OSLO)


@dataclass
class Fjordvik:
    """Who and what the tests speak of."""

    school: Organisation
    kari: Person
    per: Person
    round: Round
    maths: StudyOffer
    english: StudyOffer

    def draft(self, at: datetime = IN_WINDOW) -> Application:
        """Kari has started, with mathematics as first choice."""
        return start_application(round=self.round, person=self.kari, by=user(self.kari), at=at, offer=self.maths)

    def sent(self, at: datetime = IN_WINDOW) -> Application:
        """Kari has sent a complete application."""
        application = self.draft(at)
        write(application, at=at, scheme_1="substitute", motivation="Jeg underviser i matematikk uten studiepoeng.")
        submit_application(application=application, version=application.version, by=user(self.kari), at=at)
        return application


def fjordvik() -> Fjordvik:
    """Everything made anew."""
    school = OrganisationFactory(name="Fjordvik skole")
    kari, per = PersonFactory(first_name="Kari"), PersonFactory(first_name="Per")
    EmploymentFactory(person=kari, workplace=school)
    RoleGrantFactory(person=kari, teacher=True, organisation=school)
    RoleGrantFactory(person=per, principal=True, organisation=school)
    SubjectTaughtFactory(person=kari, school=school, subject="mathematics", stage="1-7")
    CreditsHeldFactory(person=kari, subject="norwegian", credits=60)
    return Fjordvik(
        school=school,
        kari=kari,
        per=per,
        round=RoundFactory(),
        maths=StudyOfferFactory(programme__subject="mathematics", programme__name="Matematikk 1", published=True),
        english=StudyOfferFactory(programme__subject="english", programme__name="Engelsk 1", published=True),
    )


def user(person: Person) -> Any:
    """The log-in of someone who has one."""
    assert person.user is not None
    return person.user


def write(application: Application, *, at: datetime = IN_WINDOW, **changes: Any) -> Application:
    """Saves changes to what is being written, as its teacher."""
    contents = Contents(**{**vars(contents_being_written(application)), **changes})
    return save_draft(
        application=application, contents=contents, version=application.version, by=user(application.person), at=at
    )
