"""The owner's yes or no to an application, taking it back, and adding one on a teacher's behalf."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Application, OwnerApproval, Ranking
from pafyll.apps.applications.permissions.owner import may_decide
from pafyll.apps.applications.services.ranking import take_out_of_ranking
from pafyll.apps.applications.services.telling import tell
from pafyll.apps.casework.services import advance, record, require
from pafyll.apps.organisations.permissions import Viewer, viewer_of
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.application import APPLICATION, ApplicationStatus
from pafyll.domain.lifecycles.ranking import RankingStatus
from pafyll.domain.rules.approval import REFUSAL_REASONS, is_among_schemes, is_full_refusal
from pafyll.integrations.clock import OSLO

S = ApplicationStatus


@transaction.atomic
def approve_application(*, application: Application, scheme: str = "", by: User, at: datetime) -> Application:
    """Says yes. scheme is one of the teacher's, or "" to let both stand in the teacher's order."""
    wished = [code for code in (application.scheme_1, application.scheme_2) if code]
    require(first_no([_may_decide_now(application, by, at), is_among_schemes(scheme, wished)]))
    if application.status == S.APPROVED:
        return _change_scheme(application, scheme, by=by, at=at)
    advance(application, lifecycle=APPLICATION, to=S.APPROVED, by=by, at=at, scheme=scheme)
    _remember(application, approved=True, scheme=scheme, by=by, at=at)
    tell(application.person, "approved", application=application)
    return application


@transaction.atomic
def refuse_application(
    *, application: Application, reason_code: str, reason: str = "", by: User, at: datetime
) -> Application:
    """Says no, for a reason from the list and, where it asks for them, words of one's own. The teacher is told both."""
    require(first_no([_may_decide_now(application, by, at), is_full_refusal(reason_code, reason)]))
    advance(application, lifecycle=APPLICATION, to=S.REJECTED, by=by, at=at, why=reason, code=reason_code)
    _remember(application, approved=False, reason_code=reason_code, reason=reason.strip(), by=by, at=at)
    take_out_of_ranking(application=application, by=by, at=at)
    grounds = REFUSAL_REASONS[reason_code].text
    tell(application.person, "rejected", application=application, grounds=grounds, reason=reason.strip())
    return application


@transaction.atomic
def undo_approval(*, application: Application, by: User, at: datetime) -> Application:
    """Takes back a yes or a no: the application is undecided again, and the teacher is told."""
    require(first_no([_may_decide_now(application, by, at), _is_decided(application)]))
    stated = hasattr(application, "statement")
    advance(application, lifecycle=APPLICATION, to=S.STATED if stated else S.SUBMITTED, by=by, at=at, undone=True)
    OwnerApproval.objects.filter(application=application).delete()
    take_out_of_ranking(application=application, by=by, at=at)
    tell(application.person, "approval_undone", application=application)
    return application


def _change_scheme(application: Application, scheme: str, *, by: User, at: datetime) -> Application:
    _remember(application, approved=True, scheme=scheme, by=by, at=at)
    record(about=application.about, verb="scheme_chosen", by=by, at=at, scheme=scheme)
    return application


def _remember(application: Application, *, by: User, at: datetime, **answer: object) -> None:
    defaults = {"scheme": "", "reason_code": "", "reason": "", **answer, "by": by, "at": at}
    OwnerApproval.objects.update_or_create(application=application, defaults=defaults)


def _may_decide_now(application: Application, by: User, at: datetime) -> Answer:
    return first_no([may_decide(_viewer(by, at), application, at), list_is_open(application)])


def list_is_open(application: Application) -> Answer:
    """The list is locked while we look, so that it cannot be sent between the look and the change."""
    lists = Ranking.objects.select_for_update().filter(round=application.round_id, owner=application.owner_id)
    if not any(one.status == RankingStatus.SUBMITTED for one in lists):
        return yes()
    return no(
        "ranking_submitted",
        "Prioriteringen er sendt, og søknadene er låst.",
        remedy="Må noe rettes, kan en beslutter hos skoleeier åpne prioriteringen igjen før fristen.",
    )


def _is_decided(application: Application) -> Answer:
    if application.status in (S.APPROVED, S.REJECTED):
        return yes()
    return no("not_decided", "Søknaden er ikke behandlet, så det er ingenting å angre.")


def _viewer(by: User, at: datetime) -> Viewer:
    return viewer_of(by, day=at.astimezone(OSLO).date())
