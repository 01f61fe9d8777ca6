"""Every version of the list: who saved it, when, and what was done."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render

from pafyll.apps.applications.models import RankingVersion
from pafyll.apps.applications.queries.ranking import events_of_ranking, history_of, names_of, ranking_for
from pafyll.domain.rules.ranking import moves
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest
from pafyll.web.owner.chosen import Chosen, at_owner_desk, round_or_404
from pafyll.web.owner.merging import Step
from pafyll.web.owner.shown import in_words

SHOWN_STEPS = 10


@dataclass(frozen=True)
class Saved:
    """A version and what was done since the one before."""

    version: RankingVersion
    steps: list[Step]
    more: int


@at_owner_desk
def history(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """Versions, newest first, with what each person moved; and when the list was sent and opened."""
    found = ranking_for(viewer=request.viewer, owner=chosen.owner, round=round_or_404(chosen))
    versions = history_of(viewer=request.viewer, ranking=found)
    names = names_of(viewer=request.viewer, keys={pk for one in versions for pk in one.order}, at=now())
    orders = [one.order for one in versions[1:]] + [[]]
    context = {
        "chosen": chosen,
        "ranking": found,
        "saved": [_saved(one, before, names) for one, before in zip(versions, orders, strict=False)],
        "events": [(one, in_words(one)) for one in events_of_ranking(viewer=request.viewer, ranking=found)],
    }
    return render(request, "owner/history.html", context)


@at_owner_desk
def version(request: DeskRequest, chosen: Chosen, number: int) -> HttpResponse:
    """The list as it was in one version."""
    found = ranking_for(viewer=request.viewer, owner=chosen.owner, round=round_or_404(chosen))
    one = next((one for one in history_of(viewer=request.viewer, ranking=found) if one.number == number), None)
    if one is None:
        raise Http404
    names = names_of(viewer=request.viewer, keys=one.order, at=now())
    places = [(place, names.get(pk, "–")) for place, pk in enumerate(one.order, 1)]
    return render(request, "owner/version.html", {"chosen": chosen, "version": one, "places": places})


def _saved(one: RankingVersion, before: list[int], names: dict[int, str]) -> Saved:
    steps = [Step(names.get(move.item, "–"), move.before, move.after) for move in moves(before, one.order)]  # type: ignore[call-overload]
    return Saved(one, steps[:SHOWN_STEPS], max(len(steps) - SHOWN_STEPS, 0))
