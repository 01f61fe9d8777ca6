"""Looking over and sending the list, the receipt, and opening it again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pafyll.apps.applications.permissions.owner import may_rank, may_reopen
from pafyll.apps.applications.queries.dispensations import owners_deadline
from pafyll.apps.applications.queries.owner import status_counts
from pafyll.apps.applications.queries.ranking import list_of, ranking_for
from pafyll.apps.applications.services.ranking import is_ready, ranking_of, reopen_ranking, submit_ranking
from pafyll.apps.casework.services import AlreadyChanged
from pafyll.domain.answers import Refusal, first_no
from pafyll.domain.lifecycles.application import ApplicationStatus as S
from pafyll.domain.lifecycles.ranking import RankingStatus
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, see_other
from pafyll.web.components.tags.formats import t
from pafyll.web.owner.chosen import Chosen, at_owner_desk, round_or_404
from pafyll.web.owner.forms.sending import ReopenForm
from pafyll.web.owner.ranked import ranked_lines
from pafyll.web.owner.shown import days_left, missing_rates, used_of


@at_owner_desk
def send(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """Before sending: what is sent, what it costs and what follows. After: the receipt."""
    round, at = round_or_404(chosen), now()
    if request.method == "POST":
        return _send(request, chosen)
    listed = list_of(viewer=request.viewer, owner=chosen.owner, round=round, at=at)
    people = frozenset(row.person_id for row in listed.rows)
    counts = status_counts(viewer=request.viewer, owner=chosen.owner, round=round, at=at)
    context = {
        "chosen": chosen,
        "round": round,
        "listed": listed,
        "lines": ranked_lines(listed.lines, round.school_year.starts_on),
        "refused": counts.get(S.REJECTED, 0),
        "ready": first_no(
            [may_rank(request.viewer, listed.ranking, at, listed_people=people), is_ready(listed.ranking)]
        ),
        "used": used_of(listed, round),
        "is_over": any(one.over for one in used_of(listed, round)),
        "missing": missing_rates(listed.missing),
        "left": days_left(owners_deadline(round, chosen.owner.pk), at),
    }
    return render(request, "owner/send.html", context)


def _send(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    written = request.POST.get("version", "")
    version = int(written) if written.isdecimal() and len(written) < 10 else -1
    saved = ranking_of(round=round_or_404(chosen), owner=chosen.owner)
    try:
        submit_ranking(ranking=saved, read_version=version, by=request.user, at=now())
    except AlreadyChanged:
        messages.error(request, _("Listen er endret siden du så på den. Se over den på nytt før du sender."))
        return see_other("owner:send")
    except Refusal as refusal:
        messages.error(request, f"{t(refusal.answer)} {t(refusal.answer.remedy)}".strip())
        return see_other("owner:send")
    messages.success(request, _("Prioriteringen er sendt til direktoratet."))
    return see_other("owner:receipt")


@at_owner_desk
def receipt(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """What was sent, when and by whom, and what happens now."""
    round, at = round_or_404(chosen), now()
    listed = list_of(viewer=request.viewer, owner=chosen.owner, round=round, at=at)
    if listed.ranking.status != RankingStatus.SUBMITTED:
        return see_other("owner:send")
    context = {
        "chosen": chosen,
        "round": round,
        "listed": listed,
        "lines": ranked_lines(listed.lines, round.school_year.starts_on),
        "used": used_of(listed, round),
        "may_reopen": may_reopen(request.viewer, listed.ranking, at),
    }
    return render(request, "owner/receipt.html", context)


@at_owner_desk
def reopen(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """Opens a sent list again, with a reason."""
    found = ranking_for(viewer=request.viewer, owner=chosen.owner, round=round_or_404(chosen))
    may = may_reopen(request.viewer, found, now())
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reopen_ranking(ranking=found, reason=form.cleaned_data["reason"], by=request.user, at=now())
        messages.success(request, _("Prioriteringen er åpnet igjen. Husk å sende den på nytt før fristen."))
        return see_other("owner:ranking")
    context = {"chosen": chosen, "form": form, "may": may, "round": found.round}
    return render(request, "owner/reopen.html", context, status=422 if form.errors else 200)
