"""What the owner is paid: a statement for each semester with everything it was made from, and where it is paid."""

from __future__ import annotations

import csv
import io

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.documents.kinds import LANGUAGES
from pafyll.apps.grants.models import PaymentStatement
from pafyll.apps.grants.permissions.payments import may_enter_account
from pafyll.apps.grants.queries.payments import accounts_on_desk
from pafyll.apps.grants.queries.statements import (
    ShownLine,
    ShownStatement,
    shown_statement,
    statements_of_owner,
    statements_visible_to,
)
from pafyll.apps.grants.services.accounting import enter_account
from pafyll.apps.grants.services.statement_documents import documents_of, statement_document
from pafyll.domain.answers import Refusal
from pafyll.domain.rules.paying import usually_paid_in
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.tags.formats import moment, semester, t
from pafyll.web.components.workbook import Column, workbook_bytes, workbook_response
from pafyll.web.owner.chosen import Chosen, at_owner_desk
from pafyll.web.owner.forms.accounts import AccountForm

FORMULA = ("=", "+", "-", "@")


@at_owner_desk
def statements(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """Every semester's statement: what is paid, what is on its way, and what is held back."""
    rows = statements_of_owner(viewer=request.viewer, owner=chosen.owner.pk)
    accounts = accounts_on_desk(viewer=request.viewer).filter(organisation=chosen.owner).order_by("-pk")
    context = {
        "chosen": chosen,
        "rows": [(row, _expected(row)) for row in rows],
        "in_use": accounts.filter(status="approved").first(),
        "waiting": accounts.filter(status="entered").first(),
    }
    return render(request, "owner/statements.html", context)


def _expected(shown: ShownStatement) -> str:
    """When the owner can expect the money, in words; "" when it is paid or nobody can say."""
    if shown.statement.paid_on or shown.statement.status == "on_hold":
        return ""
    month = usually_paid_in(shown.statement.when)
    return _("Betales vanligvis i %(month)s.") % {"month": _(month)} if month else ""


def _own(request: DeskRequest, chosen: Chosen, pk: int) -> PaymentStatement:
    return fetch(statements_visible_to(request.viewer).filter(owner=chosen.owner), pk, viewer=request.viewer)


@at_owner_desk
def statement(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """One semester: lines, amounts and inputs, what is held back and why, and when it is paid."""
    shown = shown_statement(_own(request, chosen, pk))
    context = {"chosen": chosen, "shown": shown, "statement": shown.statement, "expected": _expected(shown)}
    return render(request, "owner/statement.html", context)


@at_owner_desk
def statement_workbook(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """The statement as an Excel file."""
    shown = shown_statement(_own(request, chosen, pk))
    facts = {"owner": chosen.owner.name, "semester": semester(shown.statement.when), "moment": moment(now())}
    about = _("Oppgjør for %(owner)s, %(semester)s. Hentet %(moment)s.") % facts
    columns = [Column(heading, width, is_kroner=heading == _("Beløp")) for heading, width in _headings()]
    content = workbook_bytes(_("Oppgjør"), columns, _cells(shown), about=about)
    return workbook_response(content, f"oppgjor-{shown.statement.semester}")


@at_owner_desk
def statement_table(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """The statement as CSV: semicolons and a byte-order mark, as a Norwegian Excel opens it."""
    shown = shown_statement(_own(request, chosen, pk))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([heading for heading, _width in _headings()])
    writer.writerows([_harmless(cell) for cell in row] for row in _cells(shown))
    response = HttpResponse(b"\xef\xbb\xbf" + out.getvalue().encode(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="oppgjor-{shown.statement.semester}.csv"'
    return response


def _headings() -> list[tuple[str, int]]:
    return [
        (_("Del"), 16),
        (_("Deltaker"), 28),
        (_("Skole"), 26),
        (_("Studium"), 36),
        (_("Hvorfor"), 60),
        (_("Beløp"), 14),
    ]


def _cells(shown: ShownStatement) -> list[list[str | int]]:
    paid = [_row(_("Utbetales") if not shown.statement.paid_on else _("Utbetalt"), line) for line in shown.lines]
    return [*paid, *(_row(_("Holdt tilbake"), line) for line in shown.held_back)]


def _row(part: str, line: ShownLine) -> list[str | int]:
    one = line.participation
    why = ". ".join(t(each).rstrip(".") for each in (line.why, *line.inputs))
    who = [str(one.person), one.school.name if one.school else "", one.study_name] if one else [t(line.label), "", ""]
    return [part, *who, why, int(line.kroner)]


def _harmless(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


@require_POST
@at_owner_desk
def write_statement(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """Sets the paid statement as a document, the first time that somebody asks for it in the language, and opens it."""
    language = request.POST.get("language", "")
    if language not in LANGUAGES:
        raise Http404
    statement_document(statement=_own(request, chosen, pk), by=request.user, at=now(), language=language)
    return see_other("owner:statement_pdf", pk, language)


@at_owner_desk
def statement_pdf(request: DeskRequest, chosen: Chosen, pk: int, language: str) -> HttpResponse:
    """The statement as the PDF that was issued."""
    row = _own(request, chosen, pk)
    found = documents_of(row).filter(language=language).first()
    if found is None:
        raise Http404
    response = HttpResponse(bytes(found.pdf), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="oppgjor-{row.semester}-{language}.pdf"'
    return response


@at_owner_desk
def account(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """Where the owner is paid. A new number is used when the directorate has approved it."""
    form = AccountForm(request.POST or None)
    if form.is_valid() and _entered(request, chosen, form):
        messages.success(request, _("Kontonummeret er ført. Direktoratet godkjenner det før det tas i bruk."))
        return see_other("owner:account")
    rows = accounts_on_desk(viewer=request.viewer).filter(organisation=chosen.owner).order_by("-pk")
    may = may_enter_account(request.viewer, chosen.owner)
    return render(request, "owner/account.html", {"chosen": chosen, "form": form, "rows": rows, "may": may})


def _entered(request: DeskRequest, chosen: Chosen, form: AccountForm) -> bool:
    number = form.cleaned_data["number"]
    try:
        enter_account(organisation=chosen.owner, number=number, by=request.user, at=now())
    except Refusal as refusal:
        answer = refusal.answer
        said = " ".join(part for part in (t(answer), t(answer.remedy)) if part)
        form.add_error(answer.field if answer.field in form.fields else None, said)
        return False
    return True
