"""The first page: what must be done and when, and what the list costs so far."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pafyll.apps.applications.models import Round
from pafyll.apps.applications.permissions.owner import UNDECIDED, is_time_for_owners
from pafyll.apps.applications.queries.dispensations import owners_deadline
from pafyll.apps.applications.queries.owner import status_counts
from pafyll.apps.applications.queries.owner_results import is_decided_round
from pafyll.apps.applications.queries.ranking import OwnerList, list_of
from pafyll.domain.lifecycles.application import ApplicationStatus as S
from pafyll.domain.lifecycles.ranking import RankingStatus
from pafyll.integrations.clock import now
from pafyll.web.components.http import DeskRequest
from pafyll.web.owner.chosen import Chosen, at_owner_desk
from pafyll.web.owner.participation_tasks import participation_tasks
from pafyll.web.owner.shown import days_left, missing_rates, used_of


@dataclass(frozen=True)
class Task:
    """A card on the page: what, why, where, and whether it is pressing."""

    title: str
    text: str
    url: str
    link: str
    is_urgent: bool = False


@at_owner_desk
def home(request: DeskRequest, chosen: Chosen) -> HttpResponse:
    """Tasks with dates, and the money used against the frame in both budget years."""
    round, at = chosen.round, now()
    if round is None:
        return render(request, "owner/home.html", {"chosen": chosen})
    studying = participation_tasks(viewer=request.viewer, owner=chosen.owner, at=at)
    listed = list_of(viewer=request.viewer, owner=chosen.owner, round=round, at=at)
    counts = status_counts(viewer=request.viewer, owner=chosen.owner, round=round, at=at)
    open_now = is_time_for_owners(round, at, owner=chosen.owner.pk)
    context = {
        "chosen": chosen,
        "round": round,
        "listed": listed,
        "counts": counts,
        "open_now": open_now,
        "left": days_left(owners_deadline(round, chosen.owner.pk), at),
        "studying": studying,
        "tasks": _tasks(round, counts, listed, is_open=bool(open_now)),
        "used": used_of(listed, round),
        "missing": missing_rates(listed.missing),
    }
    return render(request, "owner/home.html", context)


def _tasks(round: Round, counts: dict[str, int], listed: OwnerList, *, is_open: bool) -> list[Task]:
    if is_decided_round(round):
        return [_read_results()]
    if not is_open:
        return []
    if listed.ranking.status == RankingStatus.SUBMITTED:
        return [_read_receipt()]
    undecided = sum(counts.get(status, 0) for status in UNDECIDED)
    tasks = [_decide(undecided)] if undecided else []
    if listed.unplaced:
        tasks.append(_place(len(listed.unplaced)))
    if not undecided and not listed.unplaced and counts.get(S.APPROVED):
        tasks.append(_send())
    return tasks


def _decide(count: int) -> Task:
    title = ngettext("%(count)s søknad venter på svar", "%(count)s søknader venter på svar", count) % {"count": count}
    text = _("Godkjenn, eller avslå med grunn. Læreren får beskjed med en gang.")
    return Task(title, text, f"{reverse('owner:applications')}?status=undecided", _("Gå gjennom søknadene"), True)


def _place(count: int) -> Task:
    title = ngettext(
        "%(count)s godkjent søknad mangler plass i prioriteringen",
        "%(count)s godkjente søknader mangler plass i prioriteringen",
        count,
    ) % {"count": count}
    text = _("Alle godkjente søknader skal ha et nummer. Nummer 1 er viktigst.")
    return Task(title, text, reverse("owner:ranking"), _("Prioriter"), True)


def _send() -> Task:
    text = _("Alle søknader er behandlet og prioritert. Se over listen, og send den til direktoratet.")
    return Task(_("Prioriteringen er klar til å sendes"), text, reverse("owner:send"), _("Se over og send"), True)


def _read_receipt() -> Task:
    text = _("Dere trenger ikke gjøre mer før svaret kommer.")
    return Task(_("Prioriteringen er sendt"), text, reverse("owner:receipt"), _("Se kvitteringen"))


def _read_results() -> Task:
    text = _("Se hvem som fikk plass, hva det koster dere, og grunnen til hvert svar.")
    return Task(_("Svarene er klare"), text, reverse("owner:results"), _("Se resultatet"))
