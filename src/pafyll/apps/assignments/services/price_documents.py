"""The price as a document to whoever pays: set when the budget is signed, and kept as it was."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from pafyll.apps.accounts.models import User
from pafyll.apps.assignments.models import AssignmentBudget
from pafyll.apps.assignments.queries.pricing import priced
from pafyll.apps.documents.blocks import Head
from pafyll.apps.documents.models import Document
from pafyll.apps.documents.services import issue
from pafyll.apps.documents.types.assignment_price.type import AssignmentPrice, PricedPackage, PriceRow
from pafyll.domain.assignments.pricing import Line
from pafyll.domain.assignments.pricing.order import PACKAGES
from pafyll.domain.assignments.pricing.words import number_text
from pafyll.domain.rules.deadlines import norwegian_day

KIND = "assignment_price"


def issue_price(*, budget: AssignmentBudget, by: User, at: datetime) -> Document:
    """The price in the payer's form of Norwegian. Call it in the transaction that signs the budget."""
    assignment = budget.assignment
    language = assignment.counterpart.letter_language
    head = Head(
        sender=assignment.provider.name,
        recipient=assignment.counterpart.name,
        dated_on=norwegian_day(at),
        case_number=f"{assignment.number}, {budget.version}",
        recipient_lines=(assignment.counterpart.email,) if assignment.counterpart.email else (),
        contact=str(by),
    )
    with override(language):
        context = _context(budget)
    return issue(kind=KIND, head=head, context=context, about=budget.about, by=by, at=at, language=language)


def price_document(budget: AssignmentBudget) -> Document | None:
    """The document that was set when the budget was signed."""
    return Document.objects.filter(about=budget.about, kind=KIND).order_by("-version").first()


def _context(budget: AssignmentBudget) -> AssignmentPrice:
    assignment, found = budget.assignment, priced(budget)
    assert found.price is not None
    packages = [(code, number) for code, number in found.order.packages if number]
    return AssignmentPrice(
        title=assignment.title,
        unit=str(assignment.unit),
        number=assignment.number,
        version=budget.version,
        starts_on=assignment.starts_on,
        ends_on=assignment.ends_on,
        packages=tuple(PricedPackage(_(PACKAGES[code]), number) for code, number in packages),
        days=number_text(found.price.days),
        per_day=found.price.per_day,
        lines=tuple(_row(line) for line in found.price.lines),
    )


def _row(line: Line) -> PriceRow:
    label = f"{_(line.label)}, {_(line.detail)}" if line.detail else _(line.label)
    return PriceRow(label, _(line.because).format_map(line.facts), _(line.source), line.amount)
