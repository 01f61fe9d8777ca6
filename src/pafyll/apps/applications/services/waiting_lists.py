"""How freed places are offered in a round: days to answer, the last day, and whether it runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import FreedPlace, Round, WaitingList
from pafyll.apps.applications.permissions.waiting import may_set_waiting_list
from pafyll.apps.applications.services.freeing import offer_next
from pafyll.apps.applications.services.rounds import as_viewer
from pafyll.apps.casework.services import Refusal, record, require
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.lifecycles.freed_place import FreedStatus
from pafyll.integrations.clock import midnight_after


@dataclass(frozen=True)
class WaitingTerms:
    """Days that one has to answer, and the last day on which a place is offered or accepted."""

    answer_days: int
    last_day: date


@transaction.atomic
def set_waiting_list(*, round: Round, terms: WaitingTerms, by: User, at: datetime) -> WaitingList:
    """Sets the terms and starts the offers. Offers that are out keep the deadline that they were given with."""
    require(may_set_waiting_list(as_viewer(by, at), round))
    require(_are_possible(terms))
    WaitingList.objects.get_or_create(
        round=round, defaults={"answer_days": terms.answer_days, "closes_at": at, "set_by": by, "set_at": at}
    )
    listed = WaitingList.objects.select_for_update().get(round=round)
    listed.answer_days, listed.closes_at = terms.answer_days, midnight_after(terms.last_day)
    listed.is_running, listed.set_by, listed.set_at = True, by, at
    listed.save()
    day = terms.last_day.isoformat()
    record(
        about=f"round:{round.pk}", verb="waiting_list_set", by=by, at=at, answer_days=terms.answer_days, last_day=day
    )
    _offer_all(round, at)
    return listed


@transaction.atomic
def stop_offers(*, round: Round, by: User, at: datetime, why: str) -> WaitingList:
    """No new offers until somebody starts them again. Those that are out can still be answered."""
    listed = _listed(round, by, at)
    if not why.strip():
        raise Refusal(no("reason_missing", "Skriv hvorfor tilbudene stanses.", field="why"))
    _run(listed, is_running=False)
    record(about=f"round:{round.pk}", verb="offers_stopped", by=by, at=at, why=why)
    return listed


@transaction.atomic
def start_offers(*, round: Round, by: User, at: datetime) -> WaitingList:
    """Goes on where it was stopped: the free places are offered at once."""
    listed = _listed(round, by, at)
    _run(listed, is_running=True)
    record(about=f"round:{round.pk}", verb="offers_started", by=by, at=at)
    _offer_all(round, at)
    return listed


def _listed(round: Round, by: User, at: datetime) -> WaitingList:
    require(may_set_waiting_list(as_viewer(by, at), round))
    listed = WaitingList.objects.select_for_update().filter(round=round).first()
    if listed is None:
        raise Refusal(no("no_terms", "Sett svarfrist og siste dag først."))
    return listed


def _run(listed: WaitingList, *, is_running: bool) -> None:
    listed.is_running = is_running
    listed.save(update_fields=["is_running"])


def _offer_all(round: Round, at: datetime) -> None:
    for place in FreedPlace.objects.filter(round=round, status=FreedStatus.FREE):
        transaction.on_commit(partial(offer_next, place=place, by=None, at=at), robust=True)


def _are_possible(terms: WaitingTerms) -> Answer:
    if terms.answer_days >= 1:
        return yes()
    return no("no_days", "Den som får tilbud, må ha minst én dag til å svare.", field="answer_days")
