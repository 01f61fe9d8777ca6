"""The receipt for a need as a document: set the first time somebody asks for it in that language, and kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import override

from pafyll.apps.accounts.models import User
from pafyll.apps.documents.blocks import Head
from pafyll.apps.documents.models import Document
from pafyll.apps.documents.services import issue
from pafyll.apps.documents.types.needs_receipt.type import AnsweredQuestion, AnsweredSection, SentFile
from pafyll.apps.documents.types.needs_receipt.type import NeedsReceipt as Receipt
from pafyll.apps.forums.models import NeedsReceipt
from pafyll.domain.rules.deadlines import norwegian_day

KIND = "needs_receipt"


@transaction.atomic
def needs_receipt_document(*, receipt: NeedsReceipt, by: User, at: datetime, language: str = "") -> Document:
    """The receipt in the language, or in the owner's own form of Norwegian. Afterwards the same bytes."""
    owner = receipt.notification.owner
    language = language or owner.letter_language
    kept = Document.objects.filter(about=receipt.about, kind=KIND, language=language).order_by("-version").first()
    if kept is not None:
        return kept
    governor = receipt.notification.scheme_year.governor
    head = Head(
        sender=governor.name,
        recipient=owner.name,
        dated_on=norwegian_day(receipt.stored_at),
        case_number=str(receipt),
        recipient_lines=(owner.email,) if owner.email else (),
    )
    with override(language):
        context = _context(receipt)
    return issue(kind=KIND, head=head, context=context, about=receipt.about, by=by, at=at, language=language)


def _context(receipt: NeedsReceipt) -> Receipt:
    stored = receipt.content
    return Receipt(
        number=str(receipt),
        owner=stored["owner"],
        scheme=stored["scheme"],
        governor=receipt.notification.scheme_year.governor.name,
        stored_at=receipt.stored_at,
        stored_by=str(receipt.stored_by),
        sections=tuple(
            AnsweredSection(
                section["title"], tuple(AnsweredQuestion(row["question"], row["answer"]) for row in section["rows"])
            )
            for section in stored["sections"]
        ),
        files=tuple(SentFile(one["name"], one["sha256"]) for one in stored["files"]),
        fingerprint=receipt.fingerprint,
    )
