"""An owner adds an application on a teacher's behalf: marked as such, with receipt and mail to the teacher."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Application, ApplicationVersion, Round
from pafyll.apps.applications.permissions.owner import may_add
from pafyll.apps.applications.queries.facts import Applicant, applicant_on, judge, local_day
from pafyll.apps.applications.services.applying import live_application, number_for
from pafyll.apps.applications.services.contents import Contents, fingerprint
from pafyll.apps.applications.services.receipts import content_of, readable_rows
from pafyll.apps.applications.services.telling import tell
from pafyll.apps.casework.services import record, require
from pafyll.apps.organisations.models import Organisation, Person
from pafyll.apps.organisations.permissions import Viewer, viewer_of
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.application import ApplicationStatus as S


@transaction.atomic
def add_application_for(
    *, person: Person, contents: Contents, owner: Organisation, round: Round, by: User, at: datetime
) -> Application:
    """A submitted application for a teacher at one of the owner's schools, who has none in the round.

    The rules are the same as for the teacher, except the teacher's deadline: owners may add until their own. A draft
    that the teacher never sent is completed. Raises Refusal with the first obstacle.
    """
    viewer = viewer_of(by, day=local_day(at))
    require(
        first_no([may_add(viewer, owner, round, at), _is_another(viewer, person), _has_sent_nothing(round, person)])
    )
    applicant = applicant_on(viewer=viewer, person=person, day=local_day(at))
    judgement = judge(applicant=applicant, contents=contents, round=round)
    require(first_no([works_here(applicant, contents, owner), *judgement.obstacles]))
    application = live_application(round, person) or Application(
        round=round, person=person, number=number_for(round, person)
    )
    for name, value in contents.as_columns().items():
        setattr(application, name, value)
    application.owner, application.status, application.step = owner, S.SUBMITTED, "receipt"
    application.added_by_owner, application.lacks_credits = True, judgement.lacks_credits
    application.known_facts, application.unsent_changes = applicant.known(), None
    application.submitted_at = application.changed_at = at
    application.version += 1
    application.save()
    _tell_and_record(application, contents, by, at)
    return application


def _tell_and_record(application: Application, contents: Contents, by: User, at: datetime) -> None:
    content = content_of(application, contents) | {"added_by_owner": True}
    version = ApplicationVersion.objects.create(
        application=application,
        number=1,
        content=content,
        content_hash=fingerprint(content),
        submitted_by=by,
        submitted_at=at,
    )
    record(about=application.about, verb="added", after=S.SUBMITTED, by=by, at=at, hash=version.content_hash)
    tell(application.person, "added_by_owner", application=application, version=version, rows=readable_rows(version))


def _is_another(viewer: Viewer, person: Person) -> Answer:
    if not viewer.is_self(person.pk):
        return yes()
    return no("disqualified", "Du kan ikke legge inn din egen søknad som skoleeier.", law="fvl. § 6", field="person")


def _has_sent_nothing(round: Round, person: Person) -> Answer:
    live = live_application(round, person)
    if live is None or live.status == S.DRAFT:
        return yes()
    return no(
        "has_application",
        "{name} har allerede søknad {number} i denne runden.",
        remedy="Finn den i listen over søknader.",
        field="person",
        name=str(person),
        number=live.number,
    )


def works_here(applicant: Applicant, contents: Contents, owner: Organisation) -> Answer:
    if any(job.workplace_id == contents.school and job.workplace.parent_id == owner.pk for job in applicant.jobs):
        return yes()
    return no(
        "not_employed_here",
        "Læreren er ikke ansatt ved en av skolene deres i dag.",
        remedy="Sjekk ansettelsen i lønns- og personalsystemet.",
        field="person",
    )
