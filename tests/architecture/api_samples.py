"""One sample of everything that an address of the API can name: the scheme year that is open, and Fjordvik's need."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pafyll.apps.agreements.models import Agreement
from pafyll.apps.applications.models import (
    AdmissionCondition,
    AllocationRun,
    Application,
    ConfirmationReceipt,
    ConfirmationWindow,
    Participation,
)
from pafyll.apps.casework.models import Job
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.connections.models import HookDelivery
from pafyll.apps.forums.models import NeedsNotification
from pafyll.apps.grants.models import Award, Change, PaymentStatement
from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.devtools.seed.story.days import CURRENT
from tests.architecture.forum_samples import scheme_year
from tests.architecture.token_samples import live_hooks


def need() -> str:
    """What Fjordvik has begun on."""
    return NeedsNotification.objects.filter(status="draft").earliest("pk").number


def condition() -> AdmissionCondition:
    """One that Nina has set to an applicant at her provider."""
    provider = RoleGrant.objects.get(person__user__username="nina", role="provider_officer").organisation
    return AdmissionCondition.objects.filter(admission__offer__programme__provider=provider).earliest("pk")


def fjordvik() -> Organisation:
    return Organisation.objects.get(name="Fjordvik kommune")


def window() -> int:
    return ConfirmationWindow.objects.filter(round__participations__owner=fjordvik()).latest("pk").pk


def hook() -> int:
    """Of the key that the tests call with, where they make one: see live_hooks."""
    return live_hooks("marit").earliest("pk").pk


API: dict[str, Callable[[], Any]] = {
    "api:needs_form.pk": scheme_year("announced"),
    **{f"api:{name}.number": need for name in ("need", "need_submission")},
    **{f"api:{name}.pk": lambda: condition().admission_id for name in ("admission", "admission_condition")},
    "api:admission_condition.condition": lambda: condition().pk,
    "api:offer.code": lambda: StudyOffer.objects.filter(status="published").earliest("pk").code,
    "api:application.number": lambda: (
        Application.objects.filter(owner=fjordvik(), round__study_year=CURRENT, status__in=["approved", "ranked"])
        .earliest("pk")
        .number
    ),
    "api:ranking.study_year": lambda: CURRENT,
    "api:ranking.owner": lambda: fjordvik().number,
    **{f"api:{name}.pk": window for name in ("confirmation_window", "confirm")},
    "api:confirmation_receipt.number": lambda: ConfirmationReceipt.objects.filter(owner=fjordvik()).latest("pk").number,
    "api:statement.pk": lambda: PaymentStatement.objects.filter(owner=fjordvik()).latest("pk").pk,
    "api:grant.pk": lambda: Participation.objects.filter(owner=fjordvik()).latest("pk").pk,
    "api:award.pk": lambda: Award.objects.filter(recipient=fjordvik(), decided_at__isnull=False).latest("pk").pk,
    "api:agreement.pk": lambda: Agreement.objects.filter(status="in_force").earliest("pk").pk,
    **{
        f"api:{name}.pk": lambda: AllocationRun.objects.filter(status="decided").earliest("pk").pk
        for name in ("allocation", "allocation_protocol")
    },
    "api:simulation.pk": lambda: Job.objects.filter(kind="allocation_simulation").earliest("pk").pk,
    "api:change.pk": lambda: Change.objects.filter(owner=fjordvik()).latest("pk").pk,
    **{
        f"api:{name}.pk": hook
        for name in (
            "webhook",
            "webhook_status",
            "webhook_secret",
            "webhook_trial",
            "webhook_deliveries",
            "webhook_replay",
            "webhook_replays",
        )
    },
    "api:webhook_replay.message": lambda: str(HookDelivery.objects.filter(webhook=hook()).earliest("pk").key),
    "api:history.kind": lambda: "participation",
    "api:history.pk": lambda: Participation.objects.filter(owner=fjordvik()).latest("pk").pk,
}
