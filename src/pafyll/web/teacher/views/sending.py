"""Looking it over, sending it, and the receipt."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.applications.models import ApplicationVersion
from pafyll.apps.applications.queries.facts import offers_by_key
from pafyll.apps.applications.queries.teacher import doings, versions_of, way_of
from pafyll.apps.applications.services.applying import discard_changes, submit_application
from pafyll.apps.applications.services.contents import contents_as_sent
from pafyll.apps.applications.services.receipts import changes_between, described, is_untouched, readable_rows
from pafyll.apps.casework.services import AlreadyChanged
from pafyll.domain.answers import Refusal
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, see_other
from pafyll.web.teacher.forms.application import SendForm
from pafyll.web.teacher.writing import STEP_OF_FIELD, Page, being_written, mine_or_404, page_of, step_url, version_seen


def review(request: DeskRequest, pk: int) -> HttpResponse:
    """GET shows everything as it will be sent; POST sends it."""
    application = being_written(request, pk)
    form = SendForm(request.POST) if request.method == "POST" else SendForm()
    if not form.is_valid():
        return _shown(request, page_of(request, application, "review"), form)
    by, seen = request.user, version_seen(request, application)
    try:
        submit_application(
            application=application, version=seen, by=by, at=now(), confirmed=form.confirmed(), viewer=request.viewer
        )
    except AlreadyChanged as conflict:
        return _shown(request, page_of(request, being_written(request, pk), "review"), form, conflict)
    except Refusal:
        page = page_of(request, application, "review")
        if not page.judgement.obstacles:
            raise
        return _shown(request, page, form)
    return see_other("teacher:receipt", pk=application.pk)


@require_POST
def discard(request: DeskRequest, pk: int) -> HttpResponse:
    """Puts unsent changes away."""
    application = being_written(request, pk)
    discard_changes(application=application, version=version_seen(request, application), by=request.user, at=now())
    messages.success(request, _("Endringene er forkastet. Det du sendte inn, står som før."))
    return see_other("teacher:application", pk=pk)


def receipt(request: DeskRequest, pk: int, number: int | None = None) -> HttpResponse:
    """What was sent in a version, its fingerprint, and what changed since the one before. Made to be printed."""
    application = mine_or_404(request, pk)
    versions = versions_of(viewer=request.viewer, application=application)
    version = _version(versions, number)
    context = {
        "application": application,
        "version": version,
        "is_latest": version == versions[0],
        "versions": versions,
        "rows": readable_rows(version) or described(contents_as_sent(application)),
        "is_untouched": is_untouched(version),
        "way": way_of(application, at=now()),
        "doings": doings(viewer=request.viewer, application=application, at=now()),
    }
    return render(request, "teacher/receipt.html", context)


def _version(versions: list[ApplicationVersion], number: int | None) -> ApplicationVersion:
    found = next((one for one in versions if number in (None, one.number)), None)
    if found is None:
        raise Http404
    return found


def _shown(
    request: DeskRequest, page: Page, form: SendForm, conflict: AlreadyChanged | Refusal | None = None
) -> HttpResponse:
    application, contents = page.application, page.contents
    offers = offers_by_key(contents, (application.offer_1, application.offer_2))
    sent = contents_as_sent(application) if page.has_been_sent else None
    context = {
        "page": page,
        "form": form,
        "conflict": conflict,
        "now": now(),
        "first": offers.get(contents.offer_1),
        "second": offers.get(contents.offer_2),
        "obstacles": [
            (no, step_url(application, STEP_OF_FIELD[no.field]) if no.field in STEP_OF_FIELD else "")
            for no in page.judgement.obstacles
        ],
        "warnings": page.judgement.answer.warnings,
        "changes": changes_between(sent, contents) if sent else [],
        "nothing_new": sent == contents,
    }
    status = 409 if conflict else 422 if form.is_bound else 200
    return render(request, "teacher/review.html", context, status=status)
