"""Political cases as politicians and everyone else read them: issued papers, statements and resolutions."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from pafyll.apps.casework.models import Case, CasePaper, CommitteeStatement
from pafyll.apps.casework.queries.cases import PUBLIC, points_of_resolution, public_case, public_cases
from pafyll.domain.lifecycles.case import PaperStatus
from pafyll.web.components.case_files import attachment_file, paper_file, paper_html
from pafyll.web.components.http import DeskRequest
from pafyll.web.public.forms.cases import PublicCaseForm

ON_PAGE = 25


def cases(request: DeskRequest) -> HttpResponse:
    """Every case that is public, the newest first, found by words."""
    form = PublicCaseForm(request.GET)
    text = form.cleaned_data["sok"] if form.is_valid() else ""
    page = Paginator(public_cases(text=text), ON_PAGE).get_page(request.GET.get("side"))
    return render(request, "public/cases.html", {"form": form, "page_obj": page, "text": text})


def case(request: DeskRequest, number: str) -> HttpResponse:
    """One case: what is proposed, what has been said about it, what was resolved and what that opened."""
    shown = public_case(_case(number))
    current = next((one for one in shown.papers if one.status == PaperStatus.ISSUED), None)
    context = {
        "case": shown.case,
        "shown": shown,
        "paper": current,
        "html": paper_html(current) if current else "",
        "bodies": shown.case.bodies.all(),
        "follow_ups": shown.case.follow_ups.select_related("earlier__body", "earlier__case"),
        "committees": CommitteeStatement.objects.filter(body__case=shown.case).select_related("body"),
        "points": points_of_resolution(shown.case),
    }
    return render(request, "public/case.html", context)


def file(request: DeskRequest, number: str, paper: int, form: str) -> HttpResponse:
    """A paper that was issued to everyone, as PDF or Word."""
    papers = CasePaper.objects.filter(case=_case(number), audience=PUBLIC)
    return paper_file(papers.filter(pk=paper).select_related("document", "case").first(), form)


def attachment(request: DeskRequest, number: str, attachment: int) -> HttpResponse:
    """A file that everyone may read."""
    return attachment_file(_case(number).attachments.filter(pk=attachment, is_public=True).first())


def _case(number: str) -> Case:
    found = public_cases().filter(case_number=number.replace("-", "/", 1)).first()
    if found is None:
        raise Http404
    return found
