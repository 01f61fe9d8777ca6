"""A year report as a page and as files: the same text in the browser, as tagged PDF and as Word."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import get_language

from pafyll.apps.documents import typesetting, word
from pafyll.apps.documents.blocks import Head
from pafyll.apps.documents.composing import body_html, compose
from pafyll.apps.documents.kinds import LANGUAGES, written_form
from pafyll.apps.documents.registry import document_type_of
from pafyll.apps.statistics.models import Release
from pafyll.apps.statistics.queries.releases import published
from pafyll.apps.statistics.queries.year_report import COUNTY, NATION, OWNER, About, year_report, years_of
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.web.components.http import DeskRequest

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def newest_release(request: DeskRequest) -> Release | None:
    """What reports are made from."""
    return published(request.viewer).first()


def year_in(request: DeskRequest, release: Release) -> str:
    """The year in the address if the release counts it; the newest else."""
    codes = [code for code, _words in years_of(release)]
    asked = request.GET.get("aar", "")
    return asked if asked in codes else codes[0] if codes else ""


def language_in(request: DeskRequest) -> str:
    """The written form of the report: what the address says, or the page's own."""
    asked = request.GET.get("malform", "")
    return asked if asked in LANGUAGES else written_form(get_language())


def report_html(
    request: DeskRequest, release: Release, about: About, *, sender: str, county: str = ""
) -> SafeString | None:
    """The report for a page that has a heading of its own; None where nothing is counted."""
    made = _made(request, release, about, sender, county)
    if made is None:
        return None
    return SafeString(body_html(document_type_of("year_report"), **made))  # the tags of documents.markup, escaped


def report_file(
    request: DeskRequest, release: Release, about: About, form: str, *, sender: str, county: str = ""
) -> HttpResponse:
    """The report as PDF or Word. 404 where nothing is counted, or for another form."""
    made = _made(request, release, about, sender, county)
    if made is None or form not in ("pdf", "docx"):
        raise Http404
    composed = compose(document_type_of("year_report"), **made)
    content, kind = (typesetting.pdf(composed), "application/pdf") if form == "pdf" else (word.docx(composed), WORD)
    context = made["context"]
    response = HttpResponse(content, content_type=kind)
    name = slugify(f"arsrapport-{context.who}-{context.year.replace('/', '-')}")
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def _made(request: DeskRequest, release: Release, about: About, sender: str, county: str) -> dict[str, Any] | None:
    language = language_in(request)
    by = {NATION: "year", COUNTY: "county", OWNER: "owner"}[about.level]
    address = request.build_absolute_uri(reverse("public:breakdown", args=[release.number, by]))
    try:
        context = year_report(
            release, about, year=year_in(request, release), language=language, address=address, county=county
        )
    except LookupError:
        return None
    dated = norwegian_day(release.published_at or release.as_of)
    return {"head": Head(sender, context.who, dated, ""), "context": context, "language": language}
