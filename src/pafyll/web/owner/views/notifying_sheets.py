"""The form of a need as a sheet: down to fill in, up again to look over, and kept when it is confirmed."""

from __future__ import annotations

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pafyll.apps.forums.models import NeedsNotification
from pafyll.apps.forums.services.needs import save_all_answers
from pafyll.apps.forums.services.needs_sheets import SheetPreview, preview_sheet
from pafyll.apps.forums.services.sending_needs import names_of
from pafyll.domain.rules.questions.wording import in_words
from pafyll.integrations.clock import now
from pafyll.web.components.form_sheet import form_workbook
from pafyll.web.components.http import DeskRequest, see_other
from pafyll.web.components.refusing import tried
from pafyll.web.components.workbook import workbook_response
from pafyll.web.owner.chosen import Chosen, at_owner_desk
from pafyll.web.owner.forms.notifying import SheetForm
from pafyll.web.owner.views.notifying import own_need

SALT = "pafyll.needs_sheet"
STANDS_SECONDS = 24 * 60 * 60  # how long a preview may wait for its confirmation


@at_owner_desk
def download(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """The same questions as on the pages, with what is answered so far."""
    need = own_need(request, chosen, pk)
    content = form_workbook(need.form.form, need.answers, title=f"{need.number} {need.scheme_year.title}")
    return workbook_response(content, f"behovsmelding-{need.number}")


@at_owner_desk
def upload(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """A filled-in sheet: first what it would change, and nothing is kept before that is confirmed."""
    need = own_need(request, chosen, pk, to_edit=True)
    if request.method == "POST" and "confirmed" in request.POST:
        return _confirm(request, need)
    posted = request.method == "POST"
    form = SheetForm(request.POST if posted else None, request.FILES if posted else None)
    preview = None
    if form.is_valid():
        preview = tried(form, lambda: preview_sheet(need, form.cleaned_data["file"].read()))
    context = {
        "chosen": chosen,
        "need": need,
        "form": form,
        "preview": preview,
        "changed": _changed(preview),
        "packed": _packed(need, preview),
    }
    failed = form.errors or (preview is not None and not preview.is_sound)
    return render(request, "owner/notification_upload.html", context, status=422 if failed else 200)


def _packed(need: NeedsNotification, preview: SheetPreview | None) -> str:
    """The answers on their way through the preview, sealed: what is confirmed is what was shown."""
    if preview is None or not preview.is_sound:
        return ""
    return signing.dumps([need.pk, need.edition, preview.given], salt=SALT, compress=True)


def _changed(preview: SheetPreview | None) -> list[dict[str, str]]:
    if preview is None:
        return []
    values = {f"{one.question.key}{i}": v for one in preview.changed for i, v in enumerate((one.before, one.after))}
    names = names_of(values)
    return [
        {
            "label": one.question.label,
            "before": in_words(one.question, one.before, names),
            "after": in_words(one.question, one.after, names),
        }
        for one in preview.changed
    ]


def _confirm(request: DeskRequest, need: NeedsNotification) -> HttpResponse:
    try:
        pk, edition, given = signing.loads(request.POST["confirmed"], salt=SALT, max_age=STANDS_SECONDS)
    except signing.BadSignature:
        pk = edition = given = None
    if pk != need.pk or edition != need.edition:
        messages.error(request, _("Svarene er endret siden du lastet opp arket. Last det opp på nytt."))
        return see_other("owner:upload_notification", need.pk)
    found = save_all_answers(need=need, given=given, by=request.user, at=now())
    text = ngettext("%(count)s svar er lagret fra arket.", "%(count)s svar er lagret fra arket.", len(found.answers))
    messages.success(request, text % {"count": len(found.answers)})
    return see_other("owner:notification", need.pk)
