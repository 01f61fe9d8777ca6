"""Rows that are past their time whoever they are about: drafts never sent, sign-ups, invitations, logs and sessions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django_tasks_db.models import DBTaskResult

from pafyll.apps.applications.models import Application
from pafyll.apps.assignments.models import PublicConsent
from pafyll.apps.planning.models import StudyWish
from pafyll.apps.privacy.models import Reading
from pafyll.apps.surveys.models import AnswerDraft, SignUp, SurveyInvitation
from pafyll.domain.lifecycles.application import ApplicationStatus
from pafyll.domain.lifecycles.round import RoundStatus
from pafyll.domain.lifecycles.survey import SurveyStatus

OVER = (SurveyStatus.CLOSED, SurveyStatus.CANCELLED)
GONE = "removed:"


def drafts(before: date) -> QuerySet[Any]:
    """Applications that were never sent, in rounds that are over."""
    rows = Application.objects.filter(status=ApplicationStatus.DRAFT, versions__isnull=True)
    return rows.filter(round__status=RoundStatus.CLOSED, round__teacher_closes_at__date__lt=before)


def unsent_changes(before: date) -> QuerySet[Any]:
    """Changes that were never sent to applications that were."""
    rows = Application.objects.filter(unsent_changes__isnull=False, round__status=RoundStatus.CLOSED)
    return rows.filter(round__teacher_closes_at__date__lt=before)


def forget_changes(rows: QuerySet[Any]) -> None:
    rows.update(unsent_changes=None)


def taken_back(before: date) -> QuerySet[Any]:
    """Wishes that were withdrawn."""
    return StudyWish.objects.filter(withdrawn_at__date__lt=before)


def consents_taken_back(before: date) -> QuerySet[Any]:
    return PublicConsent.objects.filter(withdrawn_at__date__lt=before)


def sign_ups(before: date) -> QuerySet[Any]:
    return SignUp.objects.filter(event__ends_at__date__lt=before)


def invitations(before: date) -> QuerySet[Any]:
    """Who was asked, in surveys that are over. That somebody was asked and answered stays, for the share."""
    rows = SurveyInvitation.objects.filter(survey__status__in=OVER, survey__closes_on__lt=before)
    return rows.exclude(key__startswith=GONE)


def forget_who(rows: QuerySet[Any]) -> None:
    gone = Concat(Value(GONE), Cast(F("pk"), CharField()))
    rows.update(key=gone, token_hash=gone, person=None, name="", email="", nonce="", language="nb")


def answer_drafts(before: date) -> QuerySet[Any]:
    return AnswerDraft.objects.filter(survey__status__in=OVER, survey__closes_on__lt=before)


def readings(before: date) -> QuerySet[Any]:
    return Reading.objects.filter(day__lt=before)


def finished_jobs(before: date) -> QuerySet[Any]:
    return DBTaskResult.objects.filter(finished_at__date__lt=before)


def sessions(before: date) -> QuerySet[Any]:
    return Session.objects.filter(expire_date__date__lt=before)
