"""The answer: what was decided, why, what would have been enough, and the letters."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from pafyll.apps.applications.models import Application
from pafyll.apps.applications.queries.places import place_of
from pafyll.apps.applications.queries.teacher import decision_to_me, letters_to_me, my_applications, outcome_of
from pafyll.apps.applications.queries.waiting import decided_run
from pafyll.apps.applications.services.letters import letter_of
from pafyll.apps.casework.models import Decision
from pafyll.apps.casework.permissions.appeals import may_appeal, may_demand_grounds
from pafyll.apps.casework.queries.deadlines import deadline_of
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.why import Why
from pafyll.web.components.why.queues import why_of_reserve
from pafyll.web.teacher.views.appeal import appeals_of

LETTER_LANGUAGES = {"nb": "bokmål", "nn": "nynorsk"}


def decision(request: DeskRequest, pk: int) -> HttpResponse:
    """The answer to one of my applications. Before there is one, the page says when it comes."""
    application = fetch(my_applications(viewer=request.viewer), pk, viewer=request.viewer)
    letters = list(letters_to_me(viewer=request.viewer, application=application))
    decided = decision_to_me(viewer=request.viewer, application=application)
    written = {letter.language for letter in letters}
    context = {
        "application": application,
        "outcome": outcome_of(application),
        "letters": letters,
        "unwritten": [code for code in LETTER_LANGUAGES if _has_own_letter(decided) and code not in written],
        "now": now(),
        "why_reserve": _why_reserve(application),
        **_appealing(request, decided),
        "place": place_of(application) if decided is not None and decided.supersedes_id else None,
    }
    return render(request, "teacher/decision.html", context)


def _why_reserve(application: Application) -> Why | None:
    """Why I have my number on the reserve list, where I have one."""
    result = outcome_of(application).result
    run = decided_run(application.round) if result and result.reserve_position else None
    return why_of_reserve(run, result) if run else None


def _has_own_letter(decided: Decision | None) -> bool:
    """A decision made anew after an appeal has the appeal's letter, which is with the appeal."""
    return decided is not None and decided.supersedes_id is None


def _appealing(request: DeskRequest, decided: Decision | None) -> dict[str, Any]:
    """The deadline, what was demanded and appealed, and what may be done about it now."""
    if decided is None:
        return {"appeals": [], "decided": None, "may_appeal": None, "may_demand": None, "deadline": None, "demands": []}
    deadline, at = deadline_of(decided), now()
    return {
        "decided": decided,
        "deadline": deadline,
        "is_late": deadline is not None and not deadline.is_open(at),
        "demands": decided.demands.all(),
        "appeals": appeals_of(decided),
        "may_appeal": may_appeal(request.viewer, decided),
        "may_demand": may_demand_grounds(request.viewer, decided, at),
    }


@require_POST
def write_letter(request: DeskRequest, pk: int) -> HttpResponse:
    """Sets the letter with the decision the first time somebody asks for it in that language, and opens it."""
    application = fetch(my_applications(viewer=request.viewer), pk, viewer=request.viewer)
    decided = decision_to_me(viewer=request.viewer, application=application)
    language = request.POST.get("language", "")
    if decided is None or language not in LETTER_LANGUAGES:
        raise Http404
    written = letter_of(decision=decided, by=request.user, at=now(), language=language)
    return see_other("teacher:letter", application.pk, written.pk)


def letter(request: DeskRequest, pk: int, document: int) -> HttpResponse:
    """A letter about my application, as the PDF that was issued."""
    application = fetch(my_applications(viewer=request.viewer), pk, viewer=request.viewer)
    found = letters_to_me(viewer=request.viewer, application=application).filter(pk=document).first()
    if found is None:
        raise Http404
    response = HttpResponse(bytes(found.pdf), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{application.number}-{found.language}.pdf"'
    return response
