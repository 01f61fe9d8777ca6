"""What a teacher does with her application: start, save, send, change. See withdrawing for taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.db.models.functions import Length

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Application, ApplicationVersion, Round
from pafyll.apps.applications.permissions.applying import may_apply, may_edit
from pafyll.apps.applications.queries.dispensations import waited_for
from pafyll.apps.applications.queries.facts import (
    Applicant,
    Judgement,
    applicant_on,
    judge,
    local_day,
    offers_by_key,
)
from pafyll.apps.applications.services.acknowledging import acknowledge
from pafyll.apps.applications.services.contents import Contents, contents_as_sent, contents_being_written, fingerprint
from pafyll.apps.applications.services.receipts import AtHand, changes_between, content_of
from pafyll.apps.casework.services import AlreadyChanged, record
from pafyll.apps.casework.services.jobs import is_at_once
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.organisations.models import Organisation, Person
from pafyll.apps.organisations.permissions import Viewer, viewer_of
from pafyll.domain.answers import Answer, first_no, no, require, yes
from pafyll.domain.lifecycles.application import APPLICATION
from pafyll.domain.lifecycles.application import ApplicationStatus as S
from pafyll.domain.lifecycles.round import ROUND, RoundStatus
from pafyll.integrations.prepared_writes import insert, update_where

WITHDRAWN_ENDING = "-T"  # 2026-00042-T1: the first withdrawn application of the one who has number 2026-00042


@transaction.atomic
def start_application(
    *, round: Round, person: Person, by: User, at: datetime, offer: StudyOffer | None = None
) -> Application:
    """The person's live application in the round: the one there is, or a new draft with the offer as first choice."""
    viewer = viewer_of(by, day=local_day(at))
    require(may_apply(viewer, round, at))
    live = live_application(round, person)
    if live is not None:
        return live
    job = applicant_on(viewer=viewer, person=person, day=local_day(at)).main_job
    return _open(round, person, job.workplace if job else None, offer, by, at)


@transaction.atomic
def save_draft(
    *,
    application: Application,
    contents: Contents,
    version: int,
    by: User,
    at: datetime,
    step: str = "",
    window: str = "",
    viewer: Viewer | None = None,
) -> Application:
    """Saves what is written so far. Raises AlreadyChanged when something was saved after version was read.

    Before the first submission the row itself is the draft. Later the changes wait beside it: what was sent stands.
    Saving what is already saved changes nothing, so an autosave that comes late disturbs nobody.
    window is the browser window that saves, viewer who by is, where the request has asked that already.
    """
    require(may_edit(viewer or viewer_of(by, day=local_day(at)), application, at))
    if contents == contents_being_written(application):
        return application
    is_draft = application.status == S.DRAFT
    values: dict[str, Any] = {"step": step or application.step, "window": window, "changed_at": at}
    values |= contents.as_columns() if is_draft else {"unsent_changes": _unsent(application, contents)}
    if is_draft and contents.school != application.school_id:
        values["owner_id"] = _owner_of(contents.school)
    save_over(application, version, values)
    return application


@transaction.atomic
def submit_application(
    *,
    application: Application,
    version: int,
    by: User,
    at: datetime,
    confirmed: Sequence[str] = (),
    viewer: Viewer | None = None,
) -> ApplicationVersion:
    """Sends what is written: a new version with fingerprint and list of changes, of which the crew writes a receipt.

    Sending the same once more gives the version that stands. confirmed is what the teacher has vouched for.
    viewer is who by is, where the request has asked that already.
    Raises Refusal with the first obstacle, and AlreadyChanged when something was saved after version was read.
    """
    viewer = viewer or viewer_of(by, day=local_day(at))
    require(may_edit(viewer, application, at))
    before, contents = contents_as_sent(application), contents_being_written(application)
    is_sent = application.status != S.DRAFT
    if is_sent and before == contents and (last := application.versions.order_by("number").last()) is not None:
        return last
    applicant = applicant_on(viewer=viewer, person=application.person, day=local_day(at))
    at_hand = _at_hand(application, applicant, contents)
    judgement = judge(applicant=applicant, contents=contents, round=application.round, at_hand=at_hand.offers)
    require(first_no([*judgement.obstacles, _is_own_school(applicant, contents)]))
    status = application.status
    _stand(application, contents, version, applicant, judgement, at)
    sent = _new_version(application, before, contents, at_hand, confirmed, by, at)
    _pass_on(application, sent, status, by, at)
    return sent


def _at_hand(application: Application, applicant: Applicant, contents: Contents) -> AtHand:
    """What the row and the contents name: read with the application and the applicant, else asked for once."""
    own = [one for one in (application.offer_1, application.offer_2) if one]
    offers = {one.pk: one for one in (*own, *offers_by_key(contents, own).values())}
    schools = [job.workplace for job in applicant.jobs]
    return AtHand(tuple(offers.values()), tuple(schools + ([application.school] if application.school else [])))


@transaction.atomic
def discard_changes(*, application: Application, version: int, by: User, at: datetime) -> Application:
    """Puts the unsent changes away: the form shows again what was sent."""
    require(may_edit(viewer_of(by, day=local_day(at)), application, at))
    save_over(application, version, {"unsent_changes": None, "changed_at": at})
    return application


def live_application(round: Round, person: Person) -> Application | None:
    """The person's application in the round that is not withdrawn. There is at most one."""
    return Application.objects.filter(round=round, person=person).exclude(status=S.WITHDRAWN).first()


def _open(
    round: Round, person: Person, school: Organisation | None, offer: StudyOffer | None, by: User, at: datetime
) -> Application:
    try:
        with transaction.atomic():
            application = Application.objects.create(
                round=round,
                number=number_for(round, person),
                person=person,
                school=school,
                owner=school.parent if school else None,
                offer_1=offer,
                changed_at=at,
            )
    except IntegrityError:  # started in another window at the same moment
        found = live_application(round, person)
        if found is None:
            raise
        return found
    record(about=application.about, verb="start", after=S.DRAFT, by=by, at=at)
    return application


def number_for(round: Round, person: Person) -> str:
    """The person's number in the round: the one she has had there, else the next.

    The draw goes by the number, so whoever withdraws and starts anew keeps it; the withdrawn one gets an ending.
    """
    number = next_number(round)  # first, for its lock
    earlier = Application.objects.filter(round=round, person=person, status=S.WITHDRAWN)
    had = earlier.exclude(number__contains=WITHDRAWN_ENDING).first()
    if had is None:
        return number
    earlier.filter(pk=had.pk).update(number=f"{had.number}{WITHDRAWN_ENDING}{earlier.count()}")
    return had.number


def next_number(round: Round) -> str:
    """The year and the next number in it. The rounds of the year are locked, so two never get the same.

    Raises AlreadyChanged when the round's announcement has been withdrawn since the round was read.
    """
    if locked_round(round).status != RoundStatus.OPEN:
        raise AlreadyChanged(ROUND.label)
    prefix = f"{round.study_year}-"
    taken = Application.objects.filter(number__startswith=prefix).exclude(number__contains=WITHDRAWN_ENDING)
    taken = taken.order_by(Length("number").desc(), "-number")
    last = taken.values_list("number", flat=True).first()
    return f"{prefix}{int(last.removeprefix(prefix)) + 1 if last else 1:05d}"


def locked_round(round: Round) -> Round:
    """The round as it stands, with all rounds of its year locked to the end of the transaction, in the same order."""
    rows = list(Round.objects.select_for_update().filter(study_year=round.study_year))
    return next(one for one in rows if one.pk == round.pk)


def save_over(application: Application, version: int, values: dict[str, Any]) -> None:
    """A conditional update: nobody has saved since the version was read, and the status is the one we saw."""
    values = {"window": "", **values}
    if version == application.version:  # it is as it was read: what says the same is left as it stands
        values = {name: value for name, value in values.items() if getattr(application, name) != value}
    values["version"] = version + 1
    unchanged = {"id": application.pk, "version": version, "status": application.status}
    if not update_where(Application, unchanged, values):
        raise AlreadyChanged("søknaden")
    for name, value in values.items():
        setattr(application, name, value)


def _unsent(application: Application, contents: Contents) -> dict[str, Any] | None:
    return None if contents == contents_as_sent(application) else contents.as_json()


def _owner_of(school: int | None) -> int | None:
    if school is None:
        return None
    return Organisation.objects.values_list("parent_id", flat=True).get(pk=school)


def _is_own_school(applicant: Applicant, contents: Contents) -> Answer:
    if any(job.workplace_id == contents.school and job.workplace.parent_id for job in applicant.jobs):
        return yes()
    return no(
        "school_unknown",
        "Skolen i søknaden er ikke en skole du er ansatt ved i dag, eller den mangler skoleeier i registeret.",
        remedy="Velg skole på nytt under Studium, eller be skolen rette registeret.",
        field="school",
    )


def _stand(
    application: Application,
    contents: Contents,
    version: int,
    applicant: Applicant,
    judgement: Judgement,
    at: datetime,
) -> None:
    """From now on the row says this: what the principal, the owner and the allocation read."""
    if application.status != S.SUBMITTED:
        require(APPLICATION.may_become(application.status, S.SUBMITTED))
    values = contents.as_columns() | {
        "status": S.SUBMITTED,
        "owner_id": next(job.workplace.parent_id for job in applicant.jobs if job.workplace_id == contents.school),
        "unsent_changes": None,
        "known_facts": applicant.known(),
        "lacks_credits": judgement.lacks_credits,
        "step": "receipt",
        "submitted_at": at,
        "changed_at": at,
    }
    save_over(application, version, values)


def _new_version(
    application: Application,
    before: Contents,
    contents: Contents,
    at_hand: AtHand,
    confirmed: Sequence[str],
    by: User,
    at: datetime,
) -> ApplicationVersion:
    content, last = content_of(application, contents, at_hand) | {"confirmed": sorted(confirmed)}, _last(application)
    made = ApplicationVersion(
        application=application,
        number=last + 1,
        content=content,
        content_hash=fingerprint(content),
        changes=changes_between(before, contents, at_hand) if last else [],
        submitted_by=by,
        submitted_at=at,
        is_told=is_at_once(),
    )
    insert(made)
    return made


def _last(application: Application) -> int:
    """The number of its last version, 0 where none is sent. Read with the application, and then believed once: who has
    sent one in the meantime has also changed the row.
    """
    if "last_number" in vars(application):
        return vars(application).pop("last_number") or 0
    return application.versions.aggregate(last=Max("number"))["last"] or 0


def _pass_on(application: Application, sent: ApplicationVersion, before: str, by: User, at: datetime) -> None:
    """The history; the receipt is written by the crew (ADR 43), where there is one."""
    facts: dict[str, Any] = {"version": sent.number, **_ticket_of(application, at)}
    if before == S.SUBMITTED:
        facts["hash"] = sent.content_hash
    record(about=application.about, verb="submitted", before=before, after=S.SUBMITTED, by=by, at=at, **facts)
    if sent.is_told:
        acknowledge(sent)


def _ticket_of(application: Application, at: datetime) -> dict[str, str]:
    """For the history, when the round's own deadline has passed: the ticket she had taken before it."""
    if at < application.round.teacher_closes_at:
        return {}
    ticket = waited_for(application.round, application.person_id)
    return {"ticket": str(ticket.pk), "ticket_taken_at": ticket.taken_at.isoformat()} if ticket else {}
