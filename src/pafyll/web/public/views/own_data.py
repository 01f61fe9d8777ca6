"""One's own data: what there is, as a page and as files, and the request for deletion."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from pafyll.apps.organisations.models import Person
from pafyll.apps.privacy.models import DeletionRequest
from pafyll.apps.privacy.queries.own_data import as_json, counted, own_data
from pafyll.apps.privacy.queries.own_rows import me_as
from pafyll.apps.privacy.queries.periods import all_rules
from pafyll.apps.privacy.services.asking import ask_for_deletion, deletion_plan
from pafyll.apps.privacy.services.own_document import own_pdf
from pafyll.domain.privacy import Retention
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, fetch, see_other

FILE = "mine-opplysninger"


@login_required
def my_data(request: DeskRequest) -> HttpResponse:
    """Which tables say something about me, for what, and how many rows."""
    tables = [(table, next(iter(table.marks)), count) for table, count in counted(me_as(request.user))]
    person = request.viewer.person
    answers = list(DeletionRequest.objects.filter(person=person)) if person else []
    return render(request, "public/my_data.html", {"tables": tables, "answers": answers})


@login_required
def my_data_json(request: DeskRequest) -> HttpResponse:
    """Everything as JSON."""
    content = {"name": str(request.user), "made_at": now().isoformat(), **as_json(own_data(me_as(request.user)))}
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})
    return _given(response, f"{FILE}.json")


@login_required
def my_data_pdf(request: DeskRequest) -> HttpResponse:
    """Everything as a tagged PDF, in the language of the page."""
    language = "nn" if get_language() == "nn" else "nb"
    made = own_pdf(own_data(me_as(request.user)), name=str(request.user), language=language, at=now())
    return _given(HttpResponse(made, content_type="application/pdf"), f"{FILE}.pdf")


def _given(response: HttpResponse, name: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store, private"
    return response


@login_required
@never_cache
def delete_me(request: DeskRequest) -> HttpResponse:
    """GET says what would go and what must stay; POST answers at once."""
    person = _person(request)
    if request.method == "POST":
        answer = ask_for_deletion(person=person, at=now())
        return see_other("public:deletion_answer", answer.pk)
    plan = deletion_plan(person)
    stays = _by_rule((one.rule.code, one.table.label, one.count) for one in plan.stays)
    return render(request, "public/delete_me.html", {"goes": plan.goes, "stays": stays})


@login_required
@never_cache
def deletion_answer(request: DeskRequest, pk: int) -> HttpResponse:
    """What was answered: as it was said then."""
    answer = fetch(DeletionRequest.objects.filter(person=_person(request)), pk, viewer=request.viewer)
    stays = _by_rule((one["rule"], one["label"], one["count"]) for one in answer.kept)
    return render(request, "public/deletion_answer.html", {"answer": answer, "stays": stays})


def _person(request: DeskRequest) -> Person:
    if request.viewer.person is None:
        raise Http404
    return request.viewer.person


def _by_rule(rows: Iterable[tuple[str, str, int]]) -> list[tuple[Retention, list[tuple[str, int]]]]:
    """What stays, under the rule that says why."""
    known, found = all_rules(), dict[str, list[tuple[str, int]]]()
    for code, label, count in rows:
        found.setdefault(code, []).append((label, count))
    return [(known[code], labels) for code, labels in found.items() if code in known]
