"""Reference data: every code that the API gives and takes, with what it is called. Open to all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from ninja import Router, Schema

from pafyll.api.v1.callers import Caller
from pafyll.api.v1.operations import open_to_all
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.lifecycles.admission import AdmissionStatus
from pafyll.domain.lifecycles.agreement import AgreementStatus, AgreementVersionStatus
from pafyll.domain.lifecycles.application import ApplicationStatus
from pafyll.domain.lifecycles.award import AwardStatus
from pafyll.domain.lifecycles.change import ChangeStatus
from pafyll.domain.lifecycles.needs_notification import NeedsNotificationStatus
from pafyll.domain.lifecycles.participation import ParticipationStatus, TermStatus
from pafyll.domain.lifecycles.payment_statement import PaymentStatementStatus
from pafyll.domain.lifecycles.ranking import RankingStatus
from pafyll.domain.lifecycles.webhook import HookDeliveryStatus, WebhookStatus
from pafyll.domain.rules.admission import ACTS, reasons
from pafyll.domain.rules.changes import CHANGES, REASONS
from pafyll.domain.rules.subjects import SUBJECTS
from pafyll.domain.rules.tokens import SCOPES
from pafyll.domain.rules.webhooks import THINGS, WHY
from pafyll.domain.schemes import schemes

router = Router(tags=["reference data"])
STATUSES = {
    "admission": AdmissionStatus,
    "agreement": AgreementStatus,
    "agreement_version": AgreementVersionStatus,
    "application": ApplicationStatus,
    "award": AwardStatus,
    "change": ChangeStatus,
    "need": NeedsNotificationStatus,
    "participation": ParticipationStatus,
    "payment_statement": PaymentStatementStatus,
    "ranking": RankingStatus,
    "term": TermStatus,
    "webhook": WebhookStatus,
    "webhook_delivery": HookDeliveryStatus,
}


class Named(Schema):
    """A stable code, and what it is called in the language that is asked for."""

    code: str
    text: str


class CodeList(Schema):
    """The codes of one field or thing, in their own order."""

    name: str
    codes: list[Named]


@open_to_all(router, "/reference-data", name="reference_data", gives=list[CodeList])
def reference_data(request: Caller) -> Any:
    """Every list of codes. They grow: a code that is unknown to a client is no error."""
    lists = {name: [(one.value, one.label) for one in kind] for name, kind in _named_statuses()} | _other_lists()
    return [{"name": name, "codes": _codes(rows)} for name, rows in sorted(lists.items())]


def _named_statuses() -> Iterable[tuple[str, Any]]:
    return ((f"{name}_status", kind) for name, kind in STATUSES.items())


def _other_lists() -> dict[str, list[tuple[str, Any]]]:
    return {
        "admission_act": [(act.value, rule.label) for act, rule in ACTS.items()],
        "admission_reason": [(one.code, one.text) for one in reasons().values()],
        "change_kind": [(kind.value, one.label) for kind, one in CHANGES.items()],
        "change_reason": [(code, one.text) for code, one in REASONS.items()],
        "mode": list(StudyOffer.Mode.choices),
        "organisation_kind": list(Organisation.Kind.choices),
        "scheme": [(code, one.label) for code, one in schemes().items()],
        "scope": [(code, one.label) for code, one in SCOPES.items()],
        "webhook_event": [
            (event, thing.lifecycle.statuses(event.partition(".")[2]).label)
            for thing in THINGS.values()
            for event in thing.events
        ],
        "webhook_error": list(WHY.items()),
        "webhook_kind": [(code, one.label) for code, one in THINGS.items()],
        "subject": [(code, one.name) for code, one in SUBJECTS.items()],
    }


def _codes(rows: Iterable[tuple[str, Any]]) -> list[dict[str, str]]:
    return [{"code": code, "text": _(str(text))} for code, text in rows]
