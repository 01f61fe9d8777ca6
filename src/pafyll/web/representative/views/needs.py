"""The needs map as employees' representatives see it: figures without people, and without small counts."""

from __future__ import annotations

from django.http import HttpResponse

from pafyll.apps.planning.queries.places import Place, owners_represented_by, place_of_owner
from pafyll.domain.answers import no, require
from pafyll.web.components.http import DeskRequest
from pafyll.web.components.needs import pages
from pafyll.web.components.needs.choices import Choice, chosen, kept
from pafyll.web.components.needs.pages import NeedsDesk

DESK = NeedsDesk("representative:needs", "representative:needs_file", "representative:needs_csv")


def needs(request: DeskRequest) -> HttpResponse:
    """The map of the owner whose employees the viewer represents."""
    place, choices = _here(request)
    return pages.map_page(request, place, DESK, choices=choices, kept_choice=kept(request))


def needs_file(request: DeskRequest) -> HttpResponse:
    """The map in Excel."""
    return pages.workbook(request, _here(request)[0])


def needs_csv(request: DeskRequest) -> HttpResponse:
    """The map as CSV."""
    return pages.table(request, _here(request)[0])


def _here(request: DeskRequest) -> tuple[Place, list[Choice]]:
    owners = {str(owner.pk): owner for owner in owners_represented_by(request.viewer)}
    if not owners:
        require(no("represents_no_owner", "Behovskartet er for tillitsvalgte hos en skoleeier."))
    code, choices = chosen(request, [(code, owner.name) for code, owner in owners.items()])
    return place_of_owner(viewer=request.viewer, owner=owners[code]), choices
