"""The needs map of a county, for its Governor and the directorate, and of the country: figures only."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from pafyll.apps.planning.queries.places import Place, counties_seen_by, county_names, place_of_county
from pafyll.domain.answers import no, require
from pafyll.web.components.http import DeskRequest
from pafyll.web.components.needs import pages
from pafyll.web.components.needs.choices import Choice, chosen, kept
from pafyll.web.components.needs.pages import NeedsDesk

DESK = NeedsDesk("authority:needs", "authority:needs_file", "authority:needs_csv")
COUNTRY = "landet"


def needs(request: DeskRequest) -> HttpResponse:
    """The map of a county; the directorate chooses which, or all."""
    place, choices = _here(request)
    return pages.map_page(request, place, DESK, choices=choices, kept_choice=kept(request))


def needs_file(request: DeskRequest) -> HttpResponse:
    """The map in Excel."""
    return pages.workbook(request, _here(request)[0])


def needs_csv(request: DeskRequest) -> HttpResponse:
    """The map as CSV."""
    return pages.table(request, _here(request)[0])


def _here(request: DeskRequest) -> tuple[Place, list[Choice]]:
    codes, names = counties_seen_by(request.viewer), county_names()
    if not codes:
        require(no("no_county", "Behovskartet er for statsforvalterne og direktoratet."))
    known = [(code, names.get(code, code)) for code in codes]
    whole = [(COUNTRY, _("Hele landet"))] if request.viewer.works_for_directorate else []
    code, choices = chosen(request, [*known, *whole])
    if code == COUNTRY:
        return place_of_county(viewer=request.viewer, code="", name=_("hele landet")), choices
    return place_of_county(viewer=request.viewer, code=code, name=names.get(code, code)), choices
