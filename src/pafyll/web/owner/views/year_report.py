"""The owner's year report from the newest release of public figures."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from pafyll.apps.statistics.queries.year_report import OWNER, About, years_of
from pafyll.web.components.http import DeskRequest
from pafyll.web.components.year_report import language_in, newest_release, report_file, report_html, year_in
from pafyll.web.owner.chosen import Chosen, at_owner_desk


@at_owner_desk
def year_report(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """What the release says of the owner, as it will be in the files."""
    release, owner = newest_release(request), chosen.owner
    if release is None:
        return render(request, "owner/year_report.html", {"chosen": chosen, "release": None})
    about = About(OWNER, str(owner.pk))
    context = {
        "chosen": chosen,
        "release": release,
        "years": years_of(release),
        "year": year_in(request, release),
        "language": language_in(request),
        "body": report_html(request, release, about, sender=owner.name, county=owner.county_code),
        "query": request.GET.urlencode(),
    }
    return render(request, "owner/year_report.html", context)


@at_owner_desk
def year_report_file(request: DeskRequest, chosen: Chosen, form: str) -> HttpResponse:
    """The same as PDF or Word."""
    release, owner = newest_release(request), chosen.owner
    if release is None:
        raise Http404
    about = About(OWNER, str(owner.pk))
    return report_file(request, release, about, form, sender=owner.name, county=owner.county_code)
