"""Year reports of the country, a county or an owner, from the newest release."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pafyll.apps.organisations.models import Organisation
from pafyll.apps.statistics.models import Release
from pafyll.apps.statistics.permissions import REPORTERS, may_make_reports
from pafyll.apps.statistics.queries.year_report import COUNTY, NATION, OWNER, About, subjects_of, years_of
from pafyll.domain.answers import require
from pafyll.web.components.http import DeskRequest
from pafyll.web.components.year_report import language_in, newest_release, report_file, report_html, year_in


def year_report(request: DeskRequest) -> HttpResponse:
    """The report that the address asks for, as it will be in the files."""
    require(may_make_reports(request.viewer))
    release = newest_release(request)
    if release is None:
        return render(request, "authority/year_report.html", {"release": None})
    about, county = _about(request)
    context = {
        "release": release,
        "years": years_of(release),
        "year": year_in(request, release),
        "groups": _groups(release),
        "about": f"{about.level}-{about.code}" if about.code else about.level,
        "language": language_in(request),
        "body": report_html(request, release, about, sender=_sender(request), county=county),
        "query": request.GET.urlencode(),
    }
    return render(request, "authority/year_report.html", context)


def year_report_file(request: DeskRequest, form: str) -> HttpResponse:
    """The same as PDF or Word."""
    require(may_make_reports(request.viewer))
    release = newest_release(request)
    if release is None:
        raise Http404
    about, county = _about(request)
    return report_file(request, release, about, form, sender=_sender(request), county=county)


def _groups(release: Release) -> list[tuple[str, list[tuple[str, str]]]]:
    """Whom a report may be about: everything in it is public, so nobody is offered less."""
    return [
        (_("Fylker"), [(f"{COUNTY}-{code}", name) for code, name in subjects_of(release, COUNTY)]),
        (_("Skoleeiere"), [(f"{OWNER}-{code}", name) for code, name in subjects_of(release, OWNER)]),
    ]


def _about(request: DeskRequest) -> tuple[About, str]:
    """Whom the address asks for, and an owner's county."""
    level, _dash, code = request.GET.get("om", "").partition("-")
    if level == COUNTY and code:
        return About(COUNTY, code), ""
    if level == OWNER and code.isascii() and code.isdigit() and len(code) < 19:
        found = Organisation.objects.filter(pk=code).values_list("county_code", flat=True).first()
        return About(OWNER, code), found or ""
    return About(NATION), ""


def _sender(request: DeskRequest) -> str:
    return next(one.organisation.name for one in request.viewer.grants if one.role in REPORTERS)
