"""What a distribution shares by: files of figures, and the register's figures."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pafyll.apps.forums.models import KeyFile, SchemeYear
from pafyll.apps.forums.permissions.distribution import may_distribute, may_see_distribution
from pafyll.apps.forums.queries.distribution import REGISTER, recipients_of
from pafyll.apps.forums.queries.key_files import coverage_of, key_files_of, visible_key_files
from pafyll.apps.forums.services import distribution as services
from pafyll.apps.forums.services.key_files import Fault, FaultyKeyFile, add_key_file
from pafyll.domain.answers import require
from pafyll.domain.grants.distribution.texts import hundredths
from pafyll.integrations.clock import now, today
from pafyll.web.authority.forms.distribution_keys import KeyFileForm, RegisterForm
from pafyll.web.authority.views.distribution import did, draft_at, form_page, year_at
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import is_done, tried

MOST_FAULTS = 200
MOST_NAMED = 50


def keys(request: DeskRequest, pk: int) -> HttpResponse:
    """The files of figures in the scheme year, and a form for one more."""
    year = year_at(request, pk)
    posted = request.method == "POST"
    form = KeyFileForm(request.POST if posted else None, request.FILES if posted else None)
    faults: list[Fault] = []
    if form.is_valid() and (made := tried(form, lambda: _added(request, year, form, faults))):
        messages.success(request, _("Tallene er lagret med fingeravtrykk. Nå kan stegene fordele etter dem."))
        return see_other("authority:key_file", made.pk)
    context = {
        "year": year,
        "files": key_files_of(year),
        "form": form,
        "faults": [{"fault": one, "text": one.text(_), "remedy": one.remedy(_)} for one in faults[:MOST_FAULTS]],
        "more_faults": max(0, len(faults) - MOST_FAULTS),
        "may": may_distribute(request.viewer, year, day=today()),
    }
    return render(request, "authority/key_files.html", context, status=422 if form.errors else 200)


def _added(request: DeskRequest, year: SchemeYear, form: KeyFileForm, faults: list[Fault]) -> KeyFile:
    """The kept file; what is wrong with it goes to faults, for the table on the page."""
    file = form.sent("file")
    assert file is not None
    try:
        return add_key_file(
            year=year, terms=form.terms(), file=file, mergers=form.sent("mergers"), by=request.user, at=now()
        )
    except FaultyKeyFile as faulty:
        faults += faulty.faults
        raise


def key_file(request: DeskRequest, pk: int) -> HttpResponse:
    """One file: what it says, who it does not speak of, and what was added together."""
    one = _file(request, pk)
    fits = coverage_of(one, recipients_of(one.scheme_year))
    context = {
        "file": one,
        "year": one.scheme_year,
        "total": hundredths(one.total),
        "rows": [(number, name, "–" if figure is None else hundredths(figure)) for number, name, figure in one.figures],
        "without": fits.without[:MOST_NAMED],
        "without_count": len(fits.without),
        "strangers": fits.strangers[:MOST_NAMED],
        "strangers_count": len(fits.strangers),
    }
    return render(request, "authority/key_file.html", context)


def key_file_content(request: DeskRequest, pk: int) -> HttpResponse:
    """The file as it came, always as a download."""
    one = _file(request, pk)
    name = one.file_name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "")
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(bytes(one.content), content_type="application/octet-stream", headers=headers)


def register(request: DeskRequest, pk: int) -> HttpResponse:
    """Which revision the register's figures are, and when they were counted."""
    one = draft_at(request, pk)
    kept = one.pipeline.get("keys", {}).get(REGISTER, {})
    form = RegisterForm(request.POST or None, initial={name: kept.get(name) for name in ("revision", "counted_on")})
    if is_done(form, lambda: did(services.describe_register, request, one, **form.cleaned_data)):
        return see_other("authority:distribution_draft", pk)
    return form_page(request, form, _("Årsverkene i registeret"), one)


def _file(request: DeskRequest, pk: int) -> KeyFile:
    one = fetch(visible_key_files(request.viewer), pk, viewer=request.viewer)
    require(may_see_distribution(request.viewer, one.scheme_year, day=today()))
    return one
