"""The principal's statement: given, changed until the owner has acted, and told to the teacher."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Application, Statement
from pafyll.apps.applications.permissions.stating import is_full_statement, may_state
from pafyll.apps.applications.queries.facts import local_day
from pafyll.apps.applications.services.telling import tell
from pafyll.apps.casework.services import AlreadyChanged, advance, record
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.answers import require
from pafyll.domain.lifecycles.application import APPLICATION
from pafyll.domain.lifecycles.application import ApplicationStatus as S


@transaction.atomic
def give_statement(*, application: Application, supports: bool, reason: str, by: User, at: datetime) -> Statement:
    """The principal's first opinion. A no must say why. Raises AlreadyChanged when another has just given one."""
    require(may_state(viewer_of(by, day=local_day(at)), application, at))
    require(is_full_statement(supports, reason))
    try:
        with transaction.atomic():
            statement = Statement.objects.create(
                application=application, supports=supports, reason=reason.strip(), by=by, at=at
            )
    except IntegrityError:
        raise AlreadyChanged("uttalelsen") from None
    _pass_on(application, statement, by, at)
    return statement


@transaction.atomic
def change_statement(
    *, application: Application, supports: bool, reason: str, seen_at: datetime, by: User, at: datetime
) -> Statement:
    """A new opinion in place of the old, until the owner has acted. seen_at is the time of the one that was read.

    Also how a statement is confirmed after the teacher has sent a new version.
    """
    require(may_state(viewer_of(by, day=local_day(at)), application, at))
    require(is_full_statement(supports, reason))
    seen = Statement.objects.filter(application=application, at=seen_at)
    if not seen.update(supports=supports, reason=reason.strip(), by=by, at=at):
        raise AlreadyChanged("uttalelsen")
    statement = Statement.objects.get(application=application)
    _pass_on(application, statement, by, at)
    return statement


def support_all(*, applications: Sequence[Application], by: User, at: datetime) -> list[Statement]:
    """Supports each of the applications that still lacks a statement: all of them or none."""
    with transaction.atomic():
        return [give_statement(application=one, supports=True, reason="", by=by, at=at) for one in applications]


def _pass_on(application: Application, statement: Statement, by: User, at: datetime) -> None:
    """The status or, when it stands, the history; and a letter to the teacher."""
    said: dict[str, Any] = {"supports": statement.supports, "reason": statement.reason}
    if application.status == S.SUBMITTED:
        advance(application, lifecycle=APPLICATION, to=S.STATED, by=by, at=at, **said)
    else:
        record(about=application.about, verb="stated", before=S.STATED, after=S.STATED, by=by, at=at, **said)
    tell(application.person, "statement_given", application=application, statement=statement)
