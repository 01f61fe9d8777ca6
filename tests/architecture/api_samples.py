"""One sample of everything that an address of the API can name: the scheme year that is open, and Fjordvik's need."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pafyll.apps.applications.models import AdmissionCondition
from pafyll.apps.forums.models import NeedsNotification
from pafyll.apps.organisations.models import RoleGrant
from tests.architecture.forum_samples import scheme_year


def need() -> str:
    """What Fjordvik has begun on."""
    return NeedsNotification.objects.filter(status="draft").earliest("pk").number


def condition() -> AdmissionCondition:
    """One that Nina has set to an applicant at her provider."""
    provider = RoleGrant.objects.get(person__user__username="nina", role="provider_officer").organisation
    return AdmissionCondition.objects.filter(admission__offer__programme__provider=provider).earliest("pk")


API: dict[str, Callable[[], Any]] = {
    "api:needs_form.pk": scheme_year("announced"),
    **{f"api:{name}.number": need for name in ("need", "need_submission")},
    **{f"api:{name}.pk": lambda: condition().admission_id for name in ("admission", "admission_condition")},
    "api:admission_condition.condition": lambda: condition().pk,
}
