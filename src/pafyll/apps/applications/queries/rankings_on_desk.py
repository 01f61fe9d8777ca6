"""The owners' lists as the directorate sees them: which are sent, by whom, and what has happened to each."""

from __future__ import annotations

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from pafyll.apps.applications.models import Ranking, RankingEntry, Round
from pafyll.apps.casework.queries import HistoryRow, history_of
from pafyll.apps.organisations.permissions import Viewer

WORDS = {"open": _("åpnet igjen"), "submitted": _("sendte"), "saved": _("lagret en ny rekkefølge")}


def rankings_on_desk(*, viewer: Viewer, round: Round, name: str = "") -> QuerySet[Ranking]:
    """The round's lists with the number of places in each, by owner's name; for the directorate only. One query."""
    if not viewer.works_for_directorate:
        return Ranking.objects.none()
    found = Ranking.objects.filter(round=round, owner__name__icontains=name)
    found = found.select_related("owner", "round", "submitted_by").annotate(places=Count("entries"))
    return found.order_by("owner__name", "pk")


def places_of(ranking: Ranking) -> QuerySet[RankingEntry]:
    """The places of the list, best first. One query."""
    entries = RankingEntry.objects.filter(ranking=ranking)
    return entries.select_related("application__person", "application__school").order_by("position")


def history_of_ranking(ranking: Ranking) -> list[HistoryRow]:
    """When the list was saved, sent and opened again, newest first. One query."""
    return history_of(ranking.about, words=WORDS)
