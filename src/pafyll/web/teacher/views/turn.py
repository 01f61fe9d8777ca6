"""My turn: when the owner's adopted plan has me studying, what it hangs on, why it was moved, and my own wishes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.planning.queries.plans import my_turns, my_wishes
from pafyll.apps.planning.services import wishing
from pafyll.domain.values import SchoolYear
from pafyll.integrations.clock import now, today
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import tried
from pafyll.web.teacher.forms.wish import WishForm


def my_turn(request: DeskRequest) -> HttpResponse:
    """My subjects in the plan in force, and my wishes; POST adds a wish."""
    form = WishForm(request.POST or None, current=SchoolYear.of(today()))
    if form.is_valid():
        wish = form.value()
        if tried(form, lambda: wishing.add_wish(wish=wish, by=request.user, at=now())) is not None:
            messages.success(request, _("Ønsket er lagret. Skoleeieren ser det når planen regnes ut neste gang."))
            return see_other("teacher:my_turn")
    context = {"turns": my_turns(viewer=request.viewer), "wishes": my_wishes(viewer=request.viewer), "form": form}
    return render(request, "teacher/my_turn.html", context, status=422 if form.errors else 200)


@require_POST
def withdraw_wish(request: DeskRequest, pk: int) -> HttpResponse:
    """Takes my wish back."""
    wish = fetch(my_wishes(viewer=request.viewer), pk, viewer=request.viewer)
    wishing.withdraw_wish(wish=wish, by=request.user, at=now())
    messages.success(request, _("Ønsket er trukket."))
    return see_other("teacher:my_turn")
