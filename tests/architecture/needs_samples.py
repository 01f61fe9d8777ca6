"""One sample of everything that the addresses of needs notifications can name: Fjordvik's where it matters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pafyll.apps.documents.models import Document
from pafyll.apps.forums.models import CalendarFeed, FormVersion, NeedsAttachment, NeedsNotification, SchemeYear
from pafyll.apps.forums.services.openings import token_of
from tests.architecture.api_samples import API
from tests.architecture.distribution_samples import KEYS

Sample = Callable[[], Any]


def need() -> int:
    """Fjordvik's that was sent, sent again, and has a file and a receipt as a document."""
    return NeedsAttachment.objects.get().notification_id


def network_need() -> int:
    """Fjordvik's, on behalf of a network that Storby is in."""
    return NeedsNotification.objects.get(status="sent", on_behalf_of__name="Storby kommune").pk


def draft() -> int:
    return NeedsNotification.objects.get(owner__name="Fjordvik kommune", status="draft").pk


def open_year() -> int:
    return SchemeYear.objects.get(scheme="collective_2026", year=2026).pk


def form(status: str) -> Sample:
    return lambda: FormVersion.objects.get(status=status, scheme_year__year=2026).pk


def file() -> int:
    return NeedsAttachment.objects.get().pk


def receipt_document() -> int:
    return Document.objects.get(kind="needs_receipt").pk


NEEDS: dict[str, Sample] = {
    **KEYS,
    **API,
    "owner:begin_notification.pk": open_year,
    **{
        f"owner:{name}.pk": need
        for name in (
            *("notification", "notification_section", "attach_to_notification", "notification_file"),
            *("remove_notification_file", "check_notification", "notification_receipt", "write_notification_receipt"),
            *("notification_receipt_file", "notification_sheet", "upload_notification", "change_notification"),
        )
    },
    "owner:network_need.pk": network_need,
    "owner:network_need_file.pk": network_need,
    "owner:network_need_file.attachment": file,
    "owner:withdraw_notification.pk": draft,
    "owner:change_notification.year": open_year,
    "owner:notification_section.key": lambda: "money",
    "owner:attach_to_notification.key": lambda: "budget",
    "owner:notification_file.attachment": file,
    "owner:remove_notification_file.attachment": file,
    "owner:notification_receipt.number": lambda: 2,
    "owner:write_notification_receipt.number": lambda: 2,
    "owner:notification_receipt_file.number": lambda: 2,
    "owner:notification_receipt_file.document": receipt_document,
    "authority:needs_notifications.pk": open_year,
    "authority:needs_notifications_file.pk": open_year,
    "authority:needs_notifications_csv.pk": open_year,
    "authority:form_versions.pk": open_year,
    "authority:begin_form.pk": open_year,
    **{
        f"authority:{name}.pk": need
        for name in ("needs_notification", "ask_for_supplement", "treat_notification", "needs_notification_file")
    },
    "authority:needs_notification_file.attachment": file,
    **{
        f"authority:{name}.pk": form("preview")
        for name in (
            *("form_version", "change_form", "try_form"),
            *("new_question", "edit_question", "new_section", "edit_section"),
        )
    },
    "authority:edit_question.key": lambda: "goals",
    "authority:edit_section.key": lambda: "measure",
    "public:calendar.token": lambda: token_of(CalendarFeed.objects.earliest("pk")),
}
