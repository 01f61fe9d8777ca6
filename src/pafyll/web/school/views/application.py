"""One application, with the facts, and the statement on it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pafyll.apps.applications.models import Application
from pafyll.apps.applications.permissions.stating import may_state
from pafyll.apps.applications.queries.school import StatementRow, applications_from_my_schools, statement_row
from pafyll.apps.applications.services.contents import contents_as_sent
from pafyll.apps.applications.services.receipts import described
from pafyll.apps.applications.services.stating import change_statement, give_statement
from pafyll.apps.casework.services import AlreadyChanged
from pafyll.domain.answers import Refusal, require
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.reading import What, looked_at
from pafyll.web.components.tags.formats import t
from pafyll.web.school.forms.statement import StatementForm, initial_of

SHOWN_ELSEWHERE = {"school", "motivation"}


def application(request: DeskRequest, pk: int) -> HttpResponse:
    """GET shows the application; POST gives or changes the statement."""
    shown = fetch(applications_from_my_schools(viewer=request.viewer), pk, viewer=request.viewer)
    row = statement_row(viewer=request.viewer, application=shown, at=now())
    looked_at(request, shown.person, What.STATEMENT, shown.about)
    if request.method != "POST":
        return _shown(request, row, StatementForm(initial=initial_of(row.statement)))
    require(may_state(request.viewer, shown, now()))
    form = StatementForm(request.POST)
    if not form.is_valid():
        return _shown(request, row, form, status=422)
    try:
        _state(request, shown, form)
    except AlreadyChanged:
        fresh = fetch(applications_from_my_schools(viewer=request.viewer), pk, viewer=request.viewer)
        row = statement_row(viewer=request.viewer, application=fresh, at=now())
        return _shown(request, row, _with_the_new_one_seen(form, row), status=409)
    except Refusal as refusal:
        answer = refusal.answer
        form.add_error(answer.field if answer.field in form.fields else None, f"{t(answer)} {t(answer.remedy)}".strip())
        return _shown(request, row, form, status=422)
    messages.success(
        request, _("Uttalelsen om %(person)s er lagret, og læreren er varslet.") % {"person": shown.person}
    )
    return see_other("school:home")


def _state(request: DeskRequest, application: Application, form: StatementForm) -> None:
    said = {"supports": form.cleaned_data["supports"], "reason": form.cleaned_data["reason"]}
    seen = form.seen_at()
    if seen is None:
        give_statement(application=application, by=request.user, at=now(), **said)
    else:
        change_statement(application=application, seen_at=seen, by=request.user, at=now(), **said)


def _with_the_new_one_seen(form: StatementForm, row: StatementRow) -> StatementForm:
    """What the principal wrote, as an answer to the statement that stands now."""
    data = dict(form.data.items())
    data["seen"] = row.statement.at.isoformat() if row.statement else ""
    return StatementForm(data)


def _shown(request: DeskRequest, row: StatementRow, form: StatementForm, *, status: int = 200) -> HttpResponse:
    context = {
        "row": row,
        "application": row.application,
        "form": form,
        "rows": [one for one in described(contents_as_sent(row.application)) if one["field"] not in SHOWN_ELSEWHERE],
        "conflict": status == 409,
    }
    return render(request, "school/application.html", context, status=status)
