"""The letters about promised money, in the form of Norwegian that the reader asks for."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from pafyll.apps.applications.models import Round
from pafyll.apps.casework.models import Decision
from pafyll.apps.documents.kinds import LANGUAGES
from pafyll.apps.grants.queries.letters import grant_decisions, letters_of
from pafyll.apps.grants.services.grant_letters import grant_letter_of
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, see_other
from pafyll.web.owner.chosen import Chosen, at_owner_desk


@at_owner_desk
def letters(request: DeskRequest, chosen: Chosen, round: int) -> HttpResponse:
    """The owner's grant letter in a round, and its supplements, with what each promises."""
    shown = _round(chosen, round)
    decisions = list(grant_decisions(viewer=request.viewer, owner=chosen.owner, round=shown))
    rows = [(one, sum(line["amount"] for line in one.lines)) for one in decisions]
    context = {"chosen": chosen, "round": shown, "rows": rows, "total": sum(amount for _one, amount in rows)}
    return render(request, "owner/grant_letters.html", context)


@require_POST
@at_owner_desk
def write(request: DeskRequest, chosen: Chosen, round: int, pk: int) -> HttpResponse:
    """Sets the letter the first time that somebody asks for it in the language, and opens it."""
    decision = _decision(request, chosen, round, pk)
    language = request.POST.get("language", "")
    if language not in LANGUAGES:
        raise Http404
    grant_letter_of(decision=decision, by=request.user, at=now(), language=language)
    return see_other("owner:grant_letter", round, pk, language)


@at_owner_desk
def letter(request: DeskRequest, chosen: Chosen, round: int, pk: int, language: str) -> HttpResponse:
    """The letter as the PDF that was issued."""
    found = letters_of(_decision(request, chosen, round, pk)).filter(language=language).first()
    if found is None:
        raise Http404
    response = HttpResponse(bytes(found.pdf), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="tilskuddsbrev-{found.pk}-{language}.pdf"'
    return response


def _round(chosen: Chosen, pk: int) -> Round:
    found = next((one for one in chosen.rounds if one.pk == pk), None)
    if found is None:
        raise Http404
    return found


def _decision(request: DeskRequest, chosen: Chosen, round: int, pk: int) -> Decision:
    decisions = grant_decisions(viewer=request.viewer, owner=chosen.owner, round=_round(chosen, round))
    found = decisions.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
