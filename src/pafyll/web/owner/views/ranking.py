"""The ranking: by number, by buttons and by dragging, with money counted as one goes. Two editors meet on a page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pafyll.apps.applications.models import Ranking
from pafyll.apps.applications.permissions.owner import may_rank
from pafyll.apps.applications.queries.dispensations import owners_deadline
from pafyll.apps.applications.queries.ranking import list_of, names_of, order_at, ranking_for
from pafyll.apps.applications.services.ranking import ranking_of, save_ranking, saved_order
from pafyll.apps.casework.services import AlreadyChanged
from pafyll.domain.answers import Answer, Refusal
from pafyll.domain.rules.ranking import has_one_wish_per_number, moved_by, placed_by_number
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest, see_other
from pafyll.web.components.tags.formats import t
from pafyll.web.owner.chosen import Chosen, at_owner_desk, round_or_404
from pafyll.web.owner.merging import merge_of
from pafyll.web.owner.ranked import ranked_lines, unplaced_rows
from pafyll.web.owner.shown import days_left, missing_rates, used_of

STEPS = {"up": -1, "down": 1}


@at_owner_desk
def ranking(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """Shows the list, and saves it: whole, over the version that was read."""
    if request.method == "POST":
        return _save(request, chosen)
    return render(request, "owner/ranking.html", _context(request, chosen, now()))


def _context(request: DeskRequest, chosen: Chosen, at: datetime, *, fault: Answer | None = None) -> dict[str, object]:
    round = round_or_404(chosen)
    listed = list_of(viewer=request.viewer, owner=chosen.owner, round=round, at=at)
    people = frozenset(row.person_id for row in listed.rows)
    may = may_rank(request.viewer, listed.ranking, at, listed_people=people)
    day, within = round.school_year.starts_on, listed.within
    lines = ranked_lines(listed.lines, day, request.GET.get("fokus", ""))
    return {
        "chosen": chosen,
        "round": round,
        "listed": listed,
        "within": lines[:within],
        "beyond": lines[within:],
        "over": listed.over,
        "unplaced": unplaced_rows(listed.unplaced, day),
        "may_rank": may,
        "can_rank": bool(may),
        "used": used_of(listed, round),
        "missing": missing_rates(listed.missing),
        "left": days_left(owners_deadline(round, chosen.owner.pk), at),
        "fault": fault,
    }


def _save(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """Reads the numbers and the button, and saves. What cannot be read is told; nothing is half saved."""
    at, saved = now(), ranking_of(round=round_or_404(chosen), owner=chosen.owner)
    version, action = _number(request.POST.get("version")) or 0, request.POST.get("action", "save")
    base = order_at(saved, version)
    wanted = _wanted(request.POST)
    fault = has_one_wish_per_number(base, wanted)
    if not fault:
        return render(request, "owner/ranking.html", _context(request, chosen, at, fault=fault), status=422)
    order = _ordered(request, chosen, base, wanted, action, at)
    try:
        save_ranking(ranking=saved, order=order, read_version=version, by=request.user, at=at)
    except AlreadyChanged:
        return _merge(request, chosen, saved, base, order)
    except Refusal as refusal:
        messages.error(request, f"{t(refusal.answer)} {t(refusal.answer.remedy)}".strip())
        return see_other("owner:ranking")
    messages.success(request, _("Rekkefølgen er lagret."))
    return _back_to_row(action)


def _ordered(
    request: DeskRequest, chosen: Chosen, base: Sequence[int], wanted: dict[int, int | None], action: str, at: datetime
) -> list[int]:
    """The list that the form asks for: a chosen whole list, or the numbers followed by what the button says."""
    if "order" in request.POST:
        return _keys(request.POST["order"])
    order = placed_by_number(base, wanted)
    what, _colon, key = action.partition(":")
    pk = _number(key)
    if what in STEPS and pk is not None:
        return moved_by(order, pk, STEPS[what])
    if what == "append" and pk is not None and pk not in order:
        return [*order, pk]
    if what == "append_all":
        listed = list_of(viewer=request.viewer, owner=chosen.owner, round=round_or_404(chosen), at=at)
        return [*order, *(row.pk for row in listed.unplaced if row.pk not in order)]
    return order


def _wanted(posted: QueryDict) -> dict[int, int | None]:
    """Application key → number written beside it; an emptied or unreadable one is no place."""
    return {
        int(name.removeprefix("n-")): _number(str(value))
        for name, value in posted.items()
        if name.startswith("n-") and _number(name.removeprefix("n-")) is not None
    }


def _number(text: str | None) -> int | None:
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _keys(text: str) -> list[int]:
    return [key for part in text.split(",") if (key := _number(part)) is not None]


def _merge(
    request: DeskRequest, chosen: Chosen, saved: Ranking, base: Sequence[int], mine: Sequence[int]
) -> HttpResponse:
    """Someone has saved since: yours, theirs and a proposal, side by side. Nothing of either is lost."""
    at = now()
    fresh = ranking_for(viewer=request.viewer, owner=chosen.owner, round=round_or_404(chosen))
    theirs = saved_order(fresh)
    names = names_of(viewer=request.viewer, keys={*base, *mine, *theirs}, at=at)
    last = fresh.history.select_related("by").first()
    context = {
        "chosen": chosen,
        "ranking": fresh,
        "last": last,
        "merge": merge_of(base, mine, theirs, names),
    }
    return render(request, "owner/merge.html", context, status=409)


def _back_to_row(action: str) -> HttpResponse:
    """303 to the list; after a button, to the row that moved, so that the next press is where the last one was."""
    what, _colon, key = action.partition(":")
    url = reverse("owner:ranking")
    where = f"?fokus={what}-{key}" if what in STEPS and key.isdigit() else ""  # a #target would keep autofocus away
    return see_other(f"{url}{where}")
