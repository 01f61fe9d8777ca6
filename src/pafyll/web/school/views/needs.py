"""The needs map of the principal's school."""

from __future__ import annotations

from django.http import HttpResponse

from pafyll.apps.organisations.models import Organisation
from pafyll.apps.planning.queries.places import Place, place_of_school
from pafyll.web.components.http import DeskRequest
from pafyll.web.components.needs import pages
from pafyll.web.components.needs.choices import Choice, chosen, kept
from pafyll.web.components.needs.pages import NeedsDesk

DESK = NeedsDesk("school:needs", "school:needs_file", "school:needs_csv", people="school:needs_people")


def needs(request: DeskRequest) -> HttpResponse:
    """The map of one school; a principal of several chooses."""
    place, choices = here(request)
    return pages.map_page(request, place, DESK, choices=choices, kept_choice=kept(request))


def needs_people(request: DeskRequest) -> HttpResponse:
    """Who stands behind a figure."""
    place, _choices = here(request)
    return pages.people_page(request, place, DESK, kept_choice=kept(request))


def needs_file(request: DeskRequest) -> HttpResponse:
    """The map in Excel."""
    return pages.workbook(request, here(request)[0])


def needs_csv(request: DeskRequest) -> HttpResponse:
    """The map as CSV."""
    return pages.table(request, here(request)[0])


def here(request: DeskRequest) -> tuple[Place, list[Choice]]:
    """The school that is looked at, among those that the viewer leads."""
    schools = Organisation.objects.filter(pk__in=request.viewer.leads_schools).select_related("parent")
    by_code = {str(school.pk): school for school in schools.order_by("name")}
    code, choices = chosen(request, [(code, school.name) for code, school in by_code.items()])
    return place_of_school(viewer=request.viewer, school=by_code[code]), choices
