"""Agreements for both parties: the list, one agreement, a version to read and sign, and what came in the way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.agreements import permissions as may
from pafyll.apps.agreements.difference import changed_terms
from pafyll.apps.agreements.models import Agreement, AgreementVersion
from pafyll.apps.agreements.queries import pages
from pafyll.apps.agreements.services import incidents, signing, writing
from pafyll.apps.agreements.services.documents import kind_of_document, version_before, version_text
from pafyll.apps.assignments.models import Assignment, AssignmentBudget
from pafyll.apps.assignments.permissions import visible_assignments
from pafyll.apps.assignments.permissions.prices import may_see_price
from pafyll.apps.assignments.queries.pricing import signed_budget
from pafyll.apps.casework.queries import history_of
from pafyll.apps.documents.composing import body_html, compose
from pafyll.apps.documents.kinds import written_form
from pafyll.apps.documents.registry import document_type_of
from pafyll.apps.documents.typesetting import pdf
from pafyll.domain.answers import require
from pafyll.domain.lifecycles.agreement import AgreementVersionStatus
from pafyll.integrations.clock import now, today
from pafyll.web.components.agreements.desk import AgreementDesk
from pafyll.web.components.agreements.forms import IncidentForm, OverForm, ReasonForm
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import is_done
from pafyll.web.components.tags.agreements import AGREEMENT_EVENTS

OPEN = (AgreementVersionStatus.DRAFT, AgreementVersionStatus.PROPOSED)


def agreements(request: DeskRequest, desk: AgreementDesk) -> HttpResponse:
    """The agreements of the desk: to sign first, then the newest."""
    rows = pages.agreement_rows(_mine(request, desk), viewer=request.viewer, day=today())
    rows.sort(key=lambda row: not row.missing)
    context = {"rows": rows, "may_write": desk.is_provider and may.writes_anywhere(request.viewer)}
    return _page(request, desk, "agreements", context)


def agreement(request: DeskRequest, desk: AgreementDesk, pk: int) -> HttpResponse:
    """One agreement: parties, money and plan, versions, supplements, what came in the way, and the history."""
    found = agreement_here(request, desk, pk)
    page = pages.agreement_page(found, viewer=request.viewer, day=today())
    context = {
        "agreement": found,
        "page": page,
        "writes": desk.is_provider and bool(may.may_write(request.viewer, found.provider_id)),
        "may_amend": desk.is_provider and may.may_amend(request.viewer, found),
        "may_register": may.may_register_incident(request.viewer, found),
        "may_end": may.may_end_hindrance(request.viewer, found),
        "assignment": assignment_of(request, desk, found),
        "history": history_of(found.key, words=AGREEMENT_EVENTS) if desk.is_provider else [],
    }
    return _page(request, desk, "agreement", context)


def version(request: DeskRequest, desk: AgreementDesk, pk: int, number: int) -> HttpResponse:
    """A version as it reads, with what it changes and what that does to the money; signed or sent back from here."""
    found = version_here(request, desk, pk, number)
    return _version_page(request, desk, found)


@require_POST
def sign(request: DeskRequest, desk: AgreementDesk, pk: int, number: int) -> HttpResponse:
    """Signs what was on the page."""
    found = version_here(request, desk, pk, number)
    require(may.may_sign(request.viewer, found))
    signing.sign(version=found, seen=request.POST.get("seen", ""), by=request.user, at=now())
    messages.success(request, _("Signert. Når begge parter har signert, gjelder avtalen."))
    return see_other(desk.to["agreement"], pk)


def send_back(request: DeskRequest, desk: AgreementDesk, pk: int, number: int) -> HttpResponse:
    """Sends it back, or takes it back, with what must be changed."""
    found = version_here(request, desk, pk, number)
    require(may.may_send_back(request.viewer, found))
    form = ReasonForm(request.POST or None)
    if is_done(form, lambda: writing.send_back(version=found, **form.cleaned_data, **_who(request))):
        messages.success(request, _("Avtalen er sendt tilbake. Ingen signatur gjelder før den er sendt på nytt."))
        return see_other(desk.to["agreement"], pk) if desk.is_provider else see_other(desk.to["agreements"])
    title = _("Ta tilbake avtalen") if desk.is_provider else _("Send avtalen tilbake")
    return form_page(request, desk, found.agreement, form, title, _("Send tilbake"))


def file(request: DeskRequest, desk: AgreementDesk, pk: int, number: int) -> HttpResponse:
    """The signed version as it was kept; before that, the text as it stands."""
    found = version_here(request, desk, pk, number)
    if found.document is not None:
        content = bytes(found.document.pdf)
    else:
        head, context = version_text(found, language=_language())
        composed = compose(document_type_of(kind_of_document(found)), head=head, context=context, language=_language())
        content = pdf(composed)
    return pdf_response(content, f"{found.agreement.number}-{found.number}.pdf")


def incident(request: DeskRequest, desk: AgreementDesk, pk: int) -> HttpResponse:
    """Registers force majeure or a termination."""
    found = agreement_here(request, desk, pk)
    require(may.may_register_incident(request.viewer, found))
    form = IncidentForm(request.POST or None, initial={"starts_on": today()})
    if is_done(
        form,
        lambda: incidents.register_incident(agreement=found, incident=form.value(), **_who(request)),
    ):
        messages.success(request, _("Ført. Begge parter har fått beskjed."))
        return see_other(desk.to["agreement"], pk)
    return form_page(request, desk, found, form, _("Noe har kommet i veien"), pgettext("knapp", "Før"))


def end_incident(request: DeskRequest, desk: AgreementDesk, pk: int, incident: int) -> HttpResponse:
    """Says that a hindrance is over."""
    found = agreement_here(request, desk, pk)
    require(may.may_end_hindrance(request.viewer, found))
    row = fetch(found.incidents.select_related("agreement"), incident, viewer=request.viewer)
    form = OverForm(request.POST or None, initial={"ends_on": today()})
    if is_done(form, lambda: incidents.end_force_majeure(incident=row, **form.cleaned_data, **_who(request))):
        messages.success(request, _("Ført som over. Fakturaene i planen kan lages igjen."))
        return see_other(desk.to["agreement"], pk)
    return form_page(request, desk, found, form, _("Hindringen er over"), _("Før som over"))


def agreement_here(request: DeskRequest, desk: AgreementDesk, pk: int) -> Agreement:
    """An agreement that the viewer may see at this desk; 404 otherwise."""
    return fetch(_mine(request, desk), pk, viewer=request.viewer)


def version_here(request: DeskRequest, desk: AgreementDesk, pk: int, number: int) -> AgreementVersion:
    """A version of such an agreement that the viewer may see; 404 otherwise."""
    found = agreement_here(request, desk, pk)
    row = may.visible_versions(request.viewer, found).select_related("document").filter(number=number).first()
    if row is None:
        raise Http404
    row.agreement = found
    return row


def form_page(
    request: DeskRequest,
    desk: AgreementDesk,
    found: Agreement,
    form: Any,
    title: str,
    button: str,
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """A form about an agreement. more is for what stands beside it: the invoice plan."""
    context = {"agreement": found, "form": form, "title": title, "button": button, **(more or {})}
    return _page(request, desk, "form", context, form)


def pdf_response(content: bytes, name: str) -> HttpResponse:
    """A PDF to be read in the browser."""
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _version_page(request: DeskRequest, desk: AgreementDesk, found: AgreementVersion) -> HttpResponse:
    head, context = version_text(found, language=_language())
    kind = document_type_of(kind_of_document(found))
    html = body_html(kind, head=head, context=context, language=_language())
    about = assignment_of(request, desk, found.agreement)
    shown = {
        "agreement": found.agreement,
        "assignment": about,
        "budget": _budget_of(request, about) if found.is_amendment and found.status in OPEN else None,
        "version": found,
        "html": SafeString(html),  # the tags of documents.markup only; what people wrote is escaped
        "effect": pages.effect_of_version(found),
        "differences": changed_terms(version_before(found), found) if found.is_amendment else [],
        "missing": pages.missing_parties(found),
        "may_sign": may.may_sign(request.viewer, found),
        "may_send_back": may.may_send_back(request.viewer, found),
        "may_edit": desk.is_provider and may.may_edit(request.viewer, found),
    }
    return _page(request, desk, "version", shown)


def assignment_of(request: DeskRequest, desk: AgreementDesk, found: Agreement) -> Assignment | None:
    """The assignment that the agreement is about, for the provider's people who may see it."""
    kind, _colon, key = found.about.partition(":")
    if not desk.is_provider or kind != "assignment":
        return None
    return visible_assignments(request.viewer, day=today()).filter(pk=key).first()


def _budget_of(request: DeskRequest, about: Assignment | None) -> AssignmentBudget | None:
    """The signed budget that an amendment is held up against while it can still be altered."""
    if about is None or not may_see_price(request.viewer, about, day=today()):
        return None
    return signed_budget(about)


def _mine(request: DeskRequest, desk: AgreementDesk) -> Any:
    rows = may.visible_agreements(request.viewer, day=today())
    mine = may.acts_at(request.viewer) if desk.is_provider else may.acts_against(request.viewer)
    return rows.filter(desk.mine(mine, "counterpart"))


def _language() -> str:
    return written_form(get_language())


def _who(request: DeskRequest) -> dict[str, Any]:
    return {"by": request.user, "at": now()}


def _page(
    request: DeskRequest, desk: AgreementDesk, name: str, context: dict[str, Any], form: Any = None
) -> HttpResponse:
    is_wrong = form is not None and (form.errors or ("plan" in context and context["plan"].has_errors))
    status = 422 if is_wrong else 200
    shown = {**context, "to": desk.to, "is_provider": desk.is_provider}
    return render(request, f"components/agreements/{name}.html", shown, status=status)
