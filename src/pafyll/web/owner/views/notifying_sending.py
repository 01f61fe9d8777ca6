"""Looking over a need and sending it, and the receipt on the page and as a document."""

from __future__ import annotations

from collections import Counter

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from pafyll.apps.forums.models import NeedsNotification, NeedsReceipt
from pafyll.apps.forums.queries.needs import last_receipt
from pafyll.apps.forums.services.needs_letters import needs_receipt_document
from pafyll.apps.forums.services.sending_needs import has_unsent, is_untouched, send_need, unknown_bodies
from pafyll.apps.grants.queries.cases import letters_about
from pafyll.domain.answers import Refusal
from pafyll.domain.rules.questions import missing_in
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, see_other
from pafyll.web.components.need_files import receipt_pdf
from pafyll.web.components.question_answers import shown_answers
from pafyll.web.components.refusing import said
from pafyll.web.owner.chosen import Chosen, at_owner_desk
from pafyll.web.owner.views.notifying import own_need

LANGUAGES = ("nb", "nn")


@at_owner_desk
def check(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """What is missing, with links to where it is written; with nothing missing, the button that sends."""
    need = own_need(request, chosen, pk, to_edit=request.method != "POST")
    if request.method == "POST":
        return _send(request, need)
    counts = Counter(need.files.filter(removed_at=None).values_list("question", flat=True))
    last = last_receipt(need)
    files = need.files.filter(removed_at=None).defer("content")
    context = {
        "chosen": chosen,
        "need": need,
        "missing": missing_in(need.form.form, need.answers, counts),
        "unknown": unknown_bodies(need),
        "sections": shown_answers(need.form.form, need.answers, files, before=last.answers if last else None),
        "last": last,
        "unsent": has_unsent(need, last),
    }
    return render(request, "owner/notification_check.html", context)


def _send(request: DeskRequest, need: NeedsNotification) -> HttpResponse:
    try:
        receipt = send_need(need=need, by=request.user, at=now())
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
        return see_other("owner:check_notification", need.pk)
    return see_other("owner:notification_receipt", need.pk, receipt.number)


def _receipt(request: DeskRequest, chosen: Chosen, pk: int, number: int) -> NeedsReceipt:
    need = own_need(request, chosen, pk)
    found = need.receipts.filter(number=number).select_related("stored_by").first()
    if found is None:
        raise Http404
    found.notification = need
    return found


@at_owner_desk
def receipt(request: DeskRequest, chosen: Chosen, pk: int, number: int) -> HttpResponse:
    """What was stored, by whom and when, with number and fingerprint. Made to be printed."""
    found = _receipt(request, chosen, pk, number)
    letters = list(letters_about(found.about))
    context = {
        "chosen": chosen,
        "need": found.notification,
        "receipt": found,
        "is_untouched": is_untouched(found),
        "letters": letters,
        "unwritten": [code for code in LANGUAGES if code not in {letter.language for letter in letters}],
    }
    return render(request, "owner/notification_receipt.html", context)


@require_POST
@at_owner_desk
def write_receipt(request: DeskRequest, chosen: Chosen, pk: int, number: int) -> HttpResponse:
    """Sets the receipt as a PDF the first time somebody asks for it in that language, and opens it."""
    found, language = _receipt(request, chosen, pk, number), request.POST.get("language", "")
    if language not in LANGUAGES:
        raise Http404
    written = needs_receipt_document(receipt=found, by=request.user, at=now(), language=language)
    return see_other("owner:notification_receipt_file", pk, number, written.pk)


@at_owner_desk
def receipt_file(request: DeskRequest, chosen: Chosen, pk: int, number: int, document: int) -> HttpResponse:
    """The receipt as the PDF that was issued."""
    found = _receipt(request, chosen, pk, number)
    return receipt_pdf(letters_about(found.about).filter(pk=document).first(), f"kvittering-{found}")
