"""A need that a network has sent, as the owners in the network read it: what was sent, and nothing that is not."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from pafyll.apps.forums.models import NeedsAttachment, NeedsNotification, NeedsReceipt
from pafyll.apps.forums.queries.needs import last_receipt, needs_of_networks
from pafyll.integrations.clock import today
from pafyll.web.components.http import DeskRequest, fetch
from pafyll.web.components.need_files import need_file
from pafyll.web.components.question_answers import shown_answers
from pafyll.web.owner.chosen import Chosen, at_owner_desk


@at_owner_desk
def need(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """One need with every answer as it was last sent, and who is in the network."""
    found = _need(request, chosen, pk)
    last = last_receipt(found)
    context = {
        "chosen": chosen,
        "need": found,
        "last": last,
        "sections": shown_answers(found.form.form, last.answers if last else {}, _sent_files(found, last)),
        "together": found.on_behalf_of.order_by("name"),
    }
    return render(request, "owner/network_need.html", context)


@at_owner_desk
def file(request: DeskRequest, chosen: Chosen, pk: int, attachment: int) -> HttpResponse:
    """A file that was sent with the need."""
    found = _need(request, chosen, pk)
    return need_file(_sent_files(found, last_receipt(found)).filter(pk=attachment).first())


def _need(request: DeskRequest, chosen: Chosen, pk: int) -> NeedsNotification:
    rows = needs_of_networks(viewer=request.viewer, owner=chosen.owner, day=today())
    return fetch(rows, pk, viewer=request.viewer)


def _sent_files(need: NeedsNotification, last: NeedsReceipt | None) -> QuerySet[NeedsAttachment]:
    named = {one["sha256"] for one in last.content["files"]} if last else set()
    return need.files.filter(sha256__in=named)
