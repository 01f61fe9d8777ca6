"""The list of appeals, one appeal with its effect, and its numbers."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from pafyll.apps.casework.models import Appeal
from pafyll.apps.casework.outcomes import effects_of, kind_of
from pafyll.apps.casework.permissions.appeals import (
    may_assign,
    may_decide_forwarded,
    may_decide_proposal,
    may_open_the_list,
    may_prepare,
    may_read_words,
)
from pafyll.apps.casework.queries import history_of
from pafyll.apps.casework.queries.appeals import (
    appeals_on_desk,
    attachments_of,
    row_of,
    unanswered_demands,
    wanted_appeals,
)
from pafyll.apps.casework.queries.deadlines import deadline_of
from pafyll.apps.casework.queries.statistics import ENDS, appeal_numbers
from pafyll.apps.casework.services.handling import is_admissible
from pafyll.apps.documents.queries import documents_about
from pafyll.domain.answers import require
from pafyll.domain.lifecycles.appeal import OPEN, AppealStatus
from pafyll.integrations.clock import now
from pafyll.web.authority.forms.appeals import FilterForm
from pafyll.web.components.attachments import file_response
from pafyll.web.components.http import DeskRequest, fetch
from pafyll.web.components.reading import What, looked_at
from pafyll.web.components.tags.formats import moment
from pafyll.web.components.workbook import Column, workbook_bytes, workbook_response

S = AppealStatus


def appeals(request: DeskRequest) -> HttpResponse:
    """Appeals by the filter, the longest waiting first, with the demands for grounds that wait."""
    viewer, at = request.viewer, now()
    require(may_open_the_list(viewer))
    form = FilterForm(request.GET or None)
    context = {
        "form": form,
        "rows": wanted_appeals(viewer=viewer, wanted=form.value() if form.is_bound else _open(), at=at),
        "demands": unanswered_demands(viewer=viewer),
        "works_here": viewer.works_for_directorate,
    }
    return render(request, "authority/appeals.html", context)


def _open() -> Any:
    return FilterForm({}).value()


def shown_appeal(request: DeskRequest, pk: int) -> Appeal:
    """The appeal among those on the viewer's desk; 404 for others."""
    return fetch(appeals_on_desk(viewer=request.viewer), pk, viewer=request.viewer)


def appeal(request: DeskRequest, pk: int) -> HttpResponse:
    """What is appealed and why, the party's words for those who need them, the effect, and what may be done now."""
    shown, viewer = shown_appeal(request, pk), request.viewer
    words, row = may_read_words(viewer, shown), row_of(shown, now())
    if words and row.subject.party_person:
        looked_at(request, row.subject.party_person, What.APPEAL, shown.about)
    is_open = shown.status in OPEN
    context = {
        "appeal": shown,
        "row": row,
        "kind": kind_of(shown.decision.kind),
        "deadline": deadline_of(shown.decision),
        "admissible": is_admissible(shown, reason=shown.taken_late_why),
        "words": words,
        "effects": effects_of(shown.decision) if is_open else [],
        "steps": shown.decision.grounds.get("steps", []) if isinstance(shown.decision.grounds, dict) else [],
        "demands": shown.decision.demands.select_related("answered_by"),
        "letters": documents_about([shown.about]) if words else [],
        "attachments": attachments_of(shown) if words else [],
        "doings": _doings(shown, request) if is_open else {},
        "is_open": is_open,
        "history": history_of(shown.about),
    }
    return render(request, "authority/appeal.html", context)


def _doings(shown: Appeal, request: DeskRequest) -> dict[str, Any]:
    """The one question that the status asks, with the answer."""
    viewer = request.viewer
    asked = {
        S.SUBMITTED: ("assign", may_assign),
        S.ASSIGNED: ("prepare", may_prepare),
        S.PROPOSED: ("decide", may_decide_proposal),
        S.FORWARDED: ("conclude", may_decide_forwarded),
    }
    name, may = asked[S(shown.status)]  # type: ignore[call-arg]
    return {"name": name, "answer": may(viewer, shown)}


def letter(request: DeskRequest, pk: int, document: int) -> HttpResponse:
    """A letter of the appeal, as the PDF that was issued, for those who may read what the party wrote."""
    shown = shown_appeal(request, pk)
    require(may_read_words(request.viewer, shown))
    found = documents_about([shown.about]).filter(pk=document).first()
    if found is None:
        raise Http404
    response = HttpResponse(bytes(found.pdf), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="klage-{shown.pk}-brev-{found.pk}.pdf"'
    return response


def attachment(request: DeskRequest, pk: int, attachment: int) -> HttpResponse:
    """A file that the party sent, for those who may read what she wrote."""
    shown = shown_appeal(request, pk)
    require(may_read_words(request.viewer, shown))
    return file_response(get_object_or_404(shown.attachments, pk=attachment))


def numbers(request: DeskRequest) -> HttpResponse:
    """Appeals in numbers, by year and kind of decision."""
    require(may_open_the_list(request.viewer))
    context = {"rows": appeal_numbers(viewer=request.viewer), "ends": ENDS}
    return render(request, "authority/appeal_numbers.html", context)


def numbers_file(request: DeskRequest) -> HttpResponse:
    """The same table as an Excel workbook."""
    require(may_open_the_list(request.viewer))
    heads = [_("År"), _("Vedtak"), _("Mottatt"), _("Kom for sent"), _("Åpne"), *(_(one.label) for one in ENDS)]
    columns = [Column(one, 14) for one in [*heads, _("Dager, median"), _("Dager, lengst")]]
    rows = (
        [row.year, _(row.kind), row.received, row.late, row.open, *row.ends, row.median_days, row.longest_days]
        for row in appeal_numbers(viewer=request.viewer)
    )
    about = _("Klager på vedtak. Hentet %(moment)s.") % {"moment": moment(now())}
    return workbook_response(workbook_bytes(_("Klager"), columns, rows, about=about), "klager")
