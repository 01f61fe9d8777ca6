"""Findings of the budget or of a case: the list, the documents that are stated, and a stance on each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pafyll.apps.casework.models import Case
from pafyll.apps.casework.permissions.cases import may_see
from pafyll.apps.planning.models import FindingStance, StatedDocument
from pafyll.apps.planning.permissions.findings import may_judge_findings
from pafyll.apps.planning.queries.findings import (
    documents_visible_to,
    findings_in,
    findings_of,
    found,
    read,
)
from pafyll.apps.planning.services import findings as services
from pafyll.domain.answers import Answer
from pafyll.integrations.clock import now, today
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import is_done, tried
from pafyll.web.owner.chosen import Chosen, at_owner_desk
from pafyll.web.owner.forms.findings import CheckForm, DocumentForm, FactForm, StanceForm
from pafyll.web.owner.views.cases import own_case


@at_owner_desk
def findings(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """Everything that does not agree: in the case that is asked for, else in the budget."""
    case = _asked_case(request, chosen)
    rows = findings_of(owner=chosen.owner, case=case)
    documents = documents_visible_to(request.viewer, today()).filter(owner=chosen.owner, case=case)
    context = {
        "chosen": chosen,
        "case": case,
        "waiting": [one for one in rows if one.is_open],
        "settled": [one for one in rows if not one.is_open],
        "documents": [one for one in documents if one.removed_at is None],
        "taken_out": [one for one in documents if one.removed_at is not None],
        "may": _may(request, chosen, case),
        "query": _query(case),
    }
    return render(request, "owner/findings.html", context)


@at_owner_desk
def state(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """A new document to find contradictions in."""
    case = _asked_case(request, chosen)
    form, by = DocumentForm(request.POST or None), request.user
    if form.is_valid():
        title = form.cleaned_data["title"]
        made = tried(form, lambda: services.state_document(owner=chosen.owner, case=case, title=title, by=by, at=now()))
        if made is not None:
            messages.success(request, _("Skriv inn det dokumentet sier, og hva som skal stemme."))
            return see_other("owner:stated", made.pk)
    context = {"chosen": chosen, "case": case, "form": form, "query": _query(case), "may": _may(request, chosen, case)}
    return render(request, "owner/finding_document.html", context, status=422 if form.errors else 200)


@at_owner_desk
def stated(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """One document: what it says, what should hang together, and what does not. Its buttons come here too."""
    rows = documents_visible_to(request.viewer, today()).filter(owner=chosen.owner)
    document = fetch(rows, pk, viewer=request.viewer)
    asked, _space, key = request.POST.get("do", "").partition(" ")
    fact = FactForm(request.POST if asked == "fact" else None, prefix="fact")
    check = CheckForm(request.POST if asked == "check" else None, prefix="check", facts=document.facts)
    buttons = _buttons(request, document, key, fact, check)
    if request.method == "POST" and asked in buttons and buttons[asked]():
        return see_other("owner:stated", document.pk)
    context = {
        "chosen": chosen,
        "document": document,
        "facts": read(document).facts,
        "checks": _checks(document),
        "rows": findings_in(document),
        "fact": fact,
        "check": check,
        "may": _may(request, chosen, document.case),
        "query": _query(document.case),
    }
    return render(request, "owner/stated.html", context, status=422 if fact.errors or check.errors else 200)


def _buttons(
    request: DeskRequest, document: StatedDocument, key: str, fact: FactForm, check: CheckForm
) -> dict[str, Callable[[], bool]]:
    """What each button does; True when it is done and the page is shown anew."""
    who: dict[str, Any] = {"document": document, "by": request.user, "at": now()}

    def done(act: Callable[..., object], **told: Any) -> bool:
        act(**who, **told)
        return True

    return {
        "fact": lambda: is_done(fact, lambda: services.add_fact(**who, fact=fact.value())),
        "check": lambda: (
            check.is_valid() and tried(check, lambda: done(services.add_check, check=check.value())) is not None
        ),
        "unfact": lambda: done(services.remove_fact, key=key),
        "uncheck": lambda: done(services.remove_check, place=int(key) if key.isdigit() and len(key) < 9 else -1),
        "remove": lambda: done(services.remove_document),
        "restore": lambda: done(services.restore_document),
    }


def _checks(document: StatedDocument) -> list[tuple[int, str, list[str], str]]:
    """(place, kind, what is compared, what it should agree with) of each check, in words."""
    said = {key: fact["written"] for key, fact in document.facts.items()}
    return [
        (place, one["kind"], [said[key] for key in one["facts"]], said.get(one.get("total", ""), ""))
        for place, one in enumerate(document.checks)
    ]


@at_owner_desk
def finding(request: DeskRequest, chosen: Chosen, finding: str) -> HttpResponse:
    """One finding with every reading of it, and the form to take a stance."""
    case = _asked_case(request, chosen)
    one = found(owner=chosen.owner, case=case, key=finding)
    if one is None:
        raise Http404
    form = StanceForm(request.POST or None)
    told: dict[str, Any] = {"owner": chosen.owner, "case": case, "finding": finding, "by": request.user, "at": now()}
    if is_done(form, lambda: services.take_stance(**told, **form.cleaned_data)):
        messages.success(request, _("Det dere mener om funnet, er lagret. Dokumentet er ikke endret."))
        return see_other(reverse("owner:findings") + _query(case))
    context = {
        "chosen": chosen,
        "case": case,
        "one": one,
        "form": form,
        "said": FindingStance.objects.filter(owner=chosen.owner, case=case, finding=finding).select_related("taken_by"),
        "may": _may(request, chosen, case),
        "query": _query(case),
    }
    return render(request, "owner/finding.html", context, status=422 if form.errors else 200)


def _asked_case(request: DeskRequest, chosen: Chosen) -> Case | None:
    """The case that "?sak=" names, for the one who may see it; None is the budget."""
    asked = request.GET.get("sak", "")
    if not asked:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        raise Http404
    return own_case(request, chosen, int(asked), may_see)


def _query(case: Case | None) -> str:
    return f"?sak={case.pk}" if case else ""


def _may(request: DeskRequest, chosen: Chosen, case: Case | None) -> Answer:
    return may_judge_findings(request.viewer, chosen.owner, case, day=today())
