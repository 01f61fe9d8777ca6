"""A paid statement as a document: set the first time that somebody asks, and kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import require
from pafyll.apps.documents.blocks import Head
from pafyll.apps.documents.models import Document
from pafyll.apps.documents.services import issue
from pafyll.apps.documents.types.payment_statement.type import PaymentStatement as Context
from pafyll.apps.documents.types.payment_statement.type import StatementRow
from pafyll.apps.documents.words import semester_in_words
from pafyll.apps.grants.models import PaymentStatement
from pafyll.apps.grants.queries.statements import Explanation, ShownLine, ShownStatement, shown_statement
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.lifecycles.payment_statement import PaymentStatementStatus
from pafyll.integrations.clock import OSLO

KIND = "payment_statement"
SHOWN_DIGITS = 4


@transaction.atomic
def statement_document(*, statement: PaymentStatement, by: User | None, at: datetime, language: str = "") -> Document:
    """The paid statement in the language, or in the owner's own form of Norwegian; afterwards the same bytes.

    Refused before it is paid: it may still change.
    """
    language = language or statement.owner.letter_language
    require(_is_paid(statement))
    kept = documents_of(statement).filter(language=language).first()
    if kept is not None:
        return kept
    with override(language):
        shown = shown_statement(statement)
        head, context = _head(shown), _context(shown)
    return issue(kind=KIND, head=head, context=context, about=statement.about, by=by, at=at, language=language)


def documents_of(statement: PaymentStatement) -> QuerySet[Document]:
    """The statement's documents, one for each language in which somebody has asked for it."""
    return Document.objects.filter(about=statement.about, kind=KIND)


def in_words(one: Explanation) -> str:
    """The explanation in the reader's language."""
    return _(one.template).format_map(one.facts) if one.template else ""


def _is_paid(statement: PaymentStatement) -> Answer:
    if statement.status == PaymentStatementStatus.PAID:
        return yes()
    return no(
        "not_paid_yet",
        "Oppgjøret er ikke utbetalt ennå, og kan fortsatt bli endret.",
        remedy="Dokumentet kan hentes når banken har betalt. Linjene vises på siden så lenge.",
    )


def _head(shown: ShownStatement) -> Head:
    statement = shown.statement
    sender = Organisation.objects.filter(kind=Organisation.Kind.DIRECTORATE).order_by("pk").first()
    run = statement.run
    return Head(
        sender=sender.name if sender else _("Direktoratet"),
        recipient=statement.owner.name,
        dated_on=statement.paid_on or statement.cut_off_at.astimezone(OSLO).date(),  # type: ignore[union-attr]
        case_number=_reference(shown),
        recipient_lines=(statement.owner.email,) if statement.owner.email else (),
        contact=str(run.prepared_by) if run else "",
    )


def _context(shown: ShownStatement) -> Context:
    statement = shown.statement
    assert statement.cut_off_at is not None
    return Context(
        season=semester_in_words(statement.when),
        round=statement.round.name,
        reference=_reference(shown),
        account=shown.payment.account_number[-SHOWN_DIGITS:] if shown.payment else "",
        cut_off_on=statement.cut_off_at.astimezone(OSLO).date(),
        paid_on=statement.paid_on,
        lines=tuple(_row(line) for line in shown.lines),
        held_back=tuple(_row(line) for line in shown.held_back),
    )


def _reference(shown: ShownStatement) -> str:
    return shown.payment.reference if shown.payment else shown.statement.reference(0)


def _row(line: ShownLine) -> StatementRow:
    what = str(line.participation.person) if line.participation else _(line.label)
    said = ". ".join(part.rstrip(".") for part in (in_words(line.why), *map(in_words, line.inputs)))
    return StatementRow(what, f"{said}.", line.kroner)
