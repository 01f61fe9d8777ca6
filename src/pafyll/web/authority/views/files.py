"""A run as files: Excel by the filter, the input that the command line reads, the protocol and the chains."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pafyll.apps.applications.models import AllocationResult, AllocationRun
from pafyll.apps.applications.permissions.authority import may_prepare_rounds
from pafyll.apps.applications.queries.authority import owners_in_run, results_of
from pafyll.apps.applications.queries.protocol_files import protocol_of_run
from pafyll.apps.documents.kinds import written_form
from pafyll.domain.answers import require
from pafyll.integrations.clock import now
from pafyll.protocols.html import as_html
from pafyll.protocols.language import speaking
from pafyll.protocols.pdf import as_pdf
from pafyll.web.authority.forms.results import ResultsForm
from pafyll.web.authority.views.runs import shown_run
from pafyll.web.components.http import DeskRequest
from pafyll.web.components.tags.formats import moment, scheme
from pafyll.web.components.tags.formats import subject as subject_text
from pafyll.web.components.workbook import Column, workbook_bytes, workbook_response

AT_A_TIME = 1000


def workbook(request: DeskRequest, pk: int) -> HttpResponse:
    """The rows that fit the filter, as an Excel workbook."""
    run, viewer = shown_run(request, pk), request.viewer
    form = ResultsForm(request.GET, owners=owners_in_run(viewer=viewer, run=run))
    rows = results_of(viewer=viewer, run=run, wanted=form.value())
    about = _("%(round)s, kjøring %(run)s. Hentet %(moment)s.") % {
        "round": run.round.name,
        "run": run.pk,
        "moment": moment(now()),
    }
    content = workbook_bytes(_("Resultat"), _columns(), (_row(row) for row in rows.iterator(AT_A_TIME)), about=about)
    return workbook_response(content, f"resultat-{run.round.school_year.slug}-kjoring-{run.pk}")


def _columns() -> list[Column]:
    return [
        Column(_("Søknad"), 14),
        Column(_("Navn"), 26),
        Column(_("Skole"), 26),
        Column(_("Skoleeier"), 26),
        Column(_("Fylke"), 8),
        Column(_("Fag"), 20),
        Column(_("Utfall"), 12),
        Column(_("Studium"), 40),
        Column(_("Ordning"), 18),
        Column(_("Ønske"), 8),
        Column(_("Staten betaler"), 16, is_kroner=True),
        Column(_("Skoleeier betaler"), 16, is_kroner=True),
        Column(_("Reserveliste"), 12),
    ]


def _row(result: AllocationResult) -> list[str | int | None]:
    application = result.application
    offer, first = result.offer, application.offer_1
    subject = first.programme.subject if first else application.other_study_subject
    study = f"{offer.programme.name}, {offer.programme.provider.name}" if offer else application.other_study_name
    return [
        application.number,
        str(application.person),
        application.school.name if application.school else "",
        application.owner.name if application.owner else "",
        application.owner.county_code if application.owner else "",
        subject_text(subject),
        _("Innvilget") if result.is_granted else _("Avslått"),
        study if result.is_granted else "",
        scheme(result.scheme),
        result.choice,
        result.state_amount if result.is_granted else None,
        result.owner_amount if result.is_granted else None,
        result.reserve_position,
    ]


def _whole_country(request: DeskRequest, pk: int) -> AllocationRun:
    """A run for the directorate: these files hold the whole country."""
    run = shown_run(request, pk)
    require(may_prepare_rounds(request.viewer))
    return run


def input_files(request: DeskRequest, pk: int) -> HttpResponse:
    """The tables, rates and rules that went in, and the command that gives the same outcome."""
    run = _whole_country(request, pk)
    response = HttpResponse(bytes(run.input_files), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="kjoring-{run.pk}.zip"'
    return response


def protocol(request: DeskRequest, pk: int) -> HttpResponse:
    """The protocol with the fingerprints, for machines."""
    run = _whole_country(request, pk)
    said = {
        "run": run.pk,
        "seed": run.seed,
        "input_hash": run.input_hash,
        "rules_hash": run.rules_hash,
        "outcome_hash": run.outcome_hash,
        **run.protocol,
    }
    response = JsonResponse(said, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="protokoll-{run.pk}.json"'
    return response


def protocol_page(request: DeskRequest, pk: int) -> HttpResponse:
    """The protocol as one HTML file that needs nothing else: what `pafyll allocate` writes from the same files."""
    run = _whole_country(request, pk)
    made = protocol_of_run(run, language=written_form(get_language()))
    with speaking(made.language):
        content = as_html(made)
    return _download(content.encode(), "text/html; charset=utf-8", f"protokoll-{run.pk}.html")


def protocol_pdf(request: DeskRequest, pk: int) -> HttpResponse:
    """The same protocol as tagged PDF, made to be kept."""
    run = _whole_country(request, pk)
    made = protocol_of_run(run, language=written_form(get_language()))
    with speaking(made.language):
        content = as_pdf(made)
    return _download(content, "application/pdf", f"protokoll-{run.pk}.pdf")


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def chains(request: DeskRequest, pk: int) -> StreamingHttpResponse:
    """Everyone's reason chain, one JSON object per line."""
    run = _whole_country(request, pk)
    rows = run.results.order_by("application__number").values_list("chain", flat=True)
    response = StreamingHttpResponse(_lines(rows.iterator(AT_A_TIME)), content_type="application/jsonl")
    response["Content-Disposition"] = f'attachment; filename="kjeder-{run.pk}.jsonl"'
    return response


def _lines(chains: Iterator[object]) -> Iterator[str]:
    for one in chains:
        yield json.dumps(one, ensure_ascii=False) + "\n"
