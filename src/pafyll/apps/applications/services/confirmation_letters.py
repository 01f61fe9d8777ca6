"""The receipt for what an owner confirmed, as a document: set the first time somebody asks, and kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import ConfirmationReceipt
from pafyll.apps.documents.blocks import Head
from pafyll.apps.documents.models import Document
from pafyll.apps.documents.services import issue
from pafyll.apps.documents.types.confirmation_receipt.type import ConfirmationReceipt as Receipt
from pafyll.apps.documents.types.confirmation_receipt.type import ConfirmedRow
from pafyll.apps.documents.words import semester_in_words
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.values import Credits, Kroner
from pafyll.integrations.clock import OSLO

KIND = "confirmation_receipt"


@transaction.atomic
def receipt_document(*, receipt: ConfirmationReceipt, by: User, at: datetime, language: str = "") -> Document:
    """The receipt in the language, or in the owner's own form of Norwegian. Afterwards the same bytes."""
    language = language or receipt.owner.letter_language
    kept = Document.objects.filter(about=receipt.about, kind=KIND, language=language).order_by("-version").first()
    if kept is not None:
        return kept
    with override(language):
        context = _context(receipt)
        head = _head(receipt)
    return issue(kind=KIND, head=head, context=context, about=receipt.about, by=by, at=at, language=language)


def directorate_name() -> str:
    """Who sends the letters."""
    sender = Organisation.objects.filter(kind=Organisation.Kind.DIRECTORATE).order_by("pk").first()
    return sender.name if sender else _("Direktoratet")


def _head(receipt: ConfirmationReceipt) -> Head:
    return Head(
        sender=directorate_name(),
        recipient=receipt.owner.name,
        dated_on=receipt.confirmed_at.astimezone(OSLO).date(),
        case_number=receipt.number,
        recipient_lines=(receipt.owner.email,) if receipt.owner.email else (),
    )


def _context(receipt: ConfirmationReceipt) -> Receipt:
    return Receipt(
        number=receipt.number,
        owner=receipt.owner.name,
        round_name=receipt.content["round"],
        semester=semester_in_words(receipt.semester),
        confirmed_at=receipt.confirmed_at,
        confirmed_by=str(receipt.confirmed_by),
        rows=tuple(
            ConfirmedRow(
                person=row["person"],
                study=row["study"],
                credits=str(Credits(row["credits"])),
                state=Kroner(row["state"]),
                owner=Kroner(row["owner"]),
            )
            for row in receipt.content["rows"]
        ),
        content_hash=receipt.content_hash,
    )
