"""An owner corrects an application in its own window: a new version with what changed, told to the teacher."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Application, ApplicationVersion
from pafyll.apps.applications.permissions.owner import may_edit_for
from pafyll.apps.applications.queries.facts import Applicant, Judgement, applicant_on, judge, local_day
from pafyll.apps.applications.services.adding import works_here
from pafyll.apps.applications.services.applying import save_over
from pafyll.apps.applications.services.approving import list_is_open
from pafyll.apps.applications.services.contents import Contents, contents_as_sent, fingerprint
from pafyll.apps.applications.services.receipts import changes_between, content_of
from pafyll.apps.applications.services.telling import tell
from pafyll.apps.casework.services import advance, record, require
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.application import APPLICATION
from pafyll.domain.lifecycles.application import ApplicationStatus as S
from pafyll.domain.rules.approval import is_among_schemes


@transaction.atomic
def edit_application_for(
    *, application: Application, contents: Contents, why: str, version: int, by: User, at: datetime
) -> Application:
    """What the application says from now on, as a new version with fingerprint; the teacher gets the changes by mail.

    The rules are the same as for the teacher, except the teacher's deadline. When the teacher sent it stands. One that
    the principal has stated an opinion about goes back to the principal, as when the teacher sends it anew.
    Raises Refusal with the first obstacle, and AlreadyChanged when something was saved after version was read.
    """
    viewer = viewer_of(by, day=local_day(at))
    require(first_no([may_edit_for(viewer, application, at), list_is_open(application), _has_reason(why)]))
    before = contents_as_sent(application)
    if contents == before:
        return application
    applicant = applicant_on(viewer=viewer, person=application.person, day=local_day(at))
    judgement = judge(applicant=applicant, contents=contents, round=application.round)
    assert application.owner is not None  # the viewer works for it
    require(first_no([works_here(applicant, contents, application.owner), *judgement.obstacles]))
    require(_keeps_the_approved_scheme(application, contents))
    save_over(application, version, _columns(contents, applicant, judgement, at))
    _tell_and_record(application, before, contents, why.strip(), by, at)
    return application


def _columns(contents: Contents, applicant: Applicant, judgement: Judgement, at: datetime) -> dict[str, Any]:
    known: dict[str, Any] = {"known_facts": applicant.known(), "lacks_credits": judgement.lacks_credits}
    return contents.as_columns() | known | {"changed_at": at}


def _tell_and_record(
    application: Application, before: Contents, contents: Contents, why: str, by: User, at: datetime
) -> None:
    version = _new_version(application, before, contents, why, by, at)
    facts: dict[str, Any] = {"version": version.number, "hash": version.content_hash, "changes": version.changes}
    record(about=application.about, verb="edited", by=by, at=at, why=why, **facts)
    if application.status == S.STATED:
        advance(application, lifecycle=APPLICATION, to=S.SUBMITTED, by=by, at=at, version=version.number)
    tell(application.person, "edited_by_owner", application=application, version=version, why=why)


def _new_version(
    application: Application, before: Contents, contents: Contents, why: str, by: User, at: datetime
) -> ApplicationVersion:
    last = application.versions.order_by("number").last()
    content = content_of(application, contents) | {"changed_by_owner": True, "why": why}
    return ApplicationVersion.objects.create(
        application=application,
        number=last.number + 1 if last else 1,
        content=content,
        content_hash=fingerprint(content),
        changes=changes_between(before, contents),
        submitted_by=by,
        submitted_at=at,
    )


def _keeps_the_approved_scheme(application: Application, contents: Contents) -> Answer:
    """An approval for one scheme does not become an approval for another by a correction."""
    approval = getattr(application, "approval", None)
    if application.status != S.APPROVED or approval is None:
        return yes()
    if is_among_schemes(approval.scheme, list(contents.schemes)):
        return yes()
    return no(
        "approved_for_a_scheme",
        "Søknaden er godkjent for en ordning som ikke står i den lenger.",
        remedy="Angre svaret først, og godkjenn på nytt etterpå.",
        field="scheme_1",
    )


def _has_reason(why: str) -> Answer:
    if why.strip():
        return yes()
    return no("reason_missing", "Skriv hvorfor søknaden rettes.", remedy="Læreren leser det.", field="why")
