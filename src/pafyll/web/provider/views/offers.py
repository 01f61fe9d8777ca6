"""A provider's own offers, and those who were granted a place."""

from __future__ import annotations

from itertools import groupby

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pafyll.apps.applications.models import AllocationResult
from pafyll.apps.applications.queries.provider import granted_at_offer, offer_rows, own_offers, providers_of
from pafyll.apps.applications.queries.waiting import freed_at_offer
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.tags.formats import moment, scheme
from pafyll.web.components.workbook import Column, workbook_bytes, workbook_response

PAGE_SIZE = 50


def home(request: DeskRequest) -> HttpResponse:
    """The provider's offers by study year, with places, wishes and those granted.

    Whoever works with assignments and not with the studies has her own first page.
    """
    if not providers_of(request.viewer):
        return see_other("provider:assignments")
    rows = offer_rows(viewer=request.viewer)
    years = [(year, list(found)) for year, found in groupby(rows, key=lambda row: row.offer.study_year)]
    return render(request, "provider/home.html", {"years": years})


def offer(request: DeskRequest, pk: int) -> HttpResponse:
    """One offer and the list of those granted a place; empty until the allocation is decided."""
    shown = fetch(own_offers(viewer=request.viewer), pk, viewer=request.viewer)
    granted = granted_at_offer(viewer=request.viewer, offer=shown)
    page = Paginator(granted, PAGE_SIZE).get_page(request.GET.get("side"))
    freed = freed_at_offer(viewer=request.viewer, offer=shown)
    context = {"offer": shown, "page": page, "count": page.paginator.count, "freed": freed}
    return render(request, "provider/offer.html", context)


def workbook(request: DeskRequest, pk: int) -> HttpResponse:
    """Those granted a place, as an Excel workbook."""
    shown = fetch(own_offers(viewer=request.viewer), pk, viewer=request.viewer)
    rows = granted_at_offer(viewer=request.viewer, offer=shown)
    about = _("%(offer)s, %(code)s. Hentet %(moment)s.") % {
        "offer": shown.programme.name,
        "code": shown.code,
        "moment": moment(now()),
    }
    columns = [
        Column(_("Søknad"), 14),
        Column(_("Etternavn"), 22),
        Column(_("Fornavn"), 22),
        Column(_("E-post"), 32),
        Column(_("Skole"), 28),
        Column(_("Skoleeier"), 28),
        Column(_("Ordning"), 18),
    ]
    content = workbook_bytes(_("Innvilgede søkere"), columns, map(_row, rows), about=about)
    return workbook_response(content, f"innvilget-{shown.code}")


def _row(result: AllocationResult) -> list[str]:
    application = result.application
    return [
        application.number,
        application.person.last_name,
        application.person.first_name,
        application.person.email,
        application.school.name if application.school else "",
        application.owner.name if application.owner else "",
        scheme(result.scheme),
    ]
