"""The figures described for data catalogues."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pafyll.apps.organisations.models import Organisation
from pafyll.apps.statistics.models import Release
from pafyll.apps.statistics.open_data import FILE_TYPES, WRITERS, Catalogue, DataSet, statements_of
from pafyll.apps.statistics.queries.releases import addresses_in, published
from pafyll.domain.statistics.indicators import DIMENSIONS, TABLES
from pafyll.web.components.http import DeskRequest
from pafyll.web.public.views.statistics import title_of


def catalogue_file(request: DeskRequest, form: str) -> HttpResponse:
    """The newest release by DCAT-AP-NO, as JSON-LD or Turtle. 404 before the first release."""
    release = published(request.viewer).first()
    if release is None or form not in WRITERS:
        raise Http404
    write, kind = WRITERS[form]
    return HttpResponse(write(statements_of(_catalogue(request, release))), content_type=kind)


def _catalogue(request: DeskRequest, release: Release) -> Catalogue:
    publisher = Organisation.objects.filter(kind=Organisation.Kind.DIRECTORATE).first()
    return Catalogue(
        address=request.build_absolute_uri(reverse("public:figures")),
        title=_("Tall om videreutdanning"),
        description=_("Hvor mange som har søkt, blitt godkjent, fått plass, begynt og fullført."),
        publisher=publisher.name if publisher else "Påfyll",
        publisher_number=publisher.number if publisher else "",
        contact=request.build_absolute_uri(reverse("public:about")),
        language=get_language() or "nb",
        version=str(release.number),
        issued=release.published_at or release.as_of,
        sets=tuple(_set(request, release, by) for by in addresses_in(release)),
    )


def _set(request: DeskRequest, release: Release, by: str) -> DataSet:
    _topic, dimensions = TABLES[by]
    files = tuple((form, reverse("public:breakdown_file", args=[release.number, by, form])) for form in FILE_TYPES)
    return DataSet(
        address=request.build_absolute_uri(reverse("public:breakdown", args=[release.number, by])),
        title=title_of(by),
        description=f"{title_of(by)}. {release}. {release.note}".strip(),
        keywords=tuple(_(DIMENSIONS[name]).lower() for name in dimensions),
        files=tuple((form, request.build_absolute_uri(path)) for form, path in files),
    )
