"""Who may answer an offer of a freed place, leave the queue, take an offer back, and set the terms."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.formats import date_format

from pafyll.apps.applications.models import Application, PlaceOffer, Round, WaitingList
from pafyll.apps.applications.permissions.authority import may_prepare_rounds
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.application import ApplicationStatus
from pafyll.domain.lifecycles.freed_place import PlaceOfferStatus
from pafyll.domain.lifecycles.round import RoundStatus
from pafyll.integrations.clock import OSLO


def may_answer(viewer: Viewer, offer: PlaceOffer, at: datetime) -> Answer:
    """Whether the viewer may say yes or no: her own offer, not answered, before its last day is over."""
    return first_no([_is_own(viewer, offer.application), _is_open(offer), _is_in_time(offer, at)])


def may_leave_queue(viewer: Viewer, application: Application) -> Answer:
    """Whether the viewer may leave the queues of the round: her own application, no place, no open offer."""
    return first_no([_is_own(viewer, application), _waits(application)])


def may_withdraw_offer(viewer: Viewer, offer: PlaceOffer) -> Answer:
    """Whether the viewer may take an open offer back: the directorate, or the owner who would pay its part."""
    if viewer.works_for_directorate or offer.application.owner_id in viewer.ranks_for:
        return _is_open(offer)
    return no("not_yours_to_withdraw", "Bare direktoratet og skoleeieren til søkeren kan trekke tilbudet.")


def may_set_waiting_list(viewer: Viewer, round: Round) -> Answer:
    """Whether the viewer may say how freed places are offered: the directorate, once the round is decided."""
    if not (answer := may_prepare_rounds(viewer)):
        return answer
    if round.status == RoundStatus.ALLOCATED:
        return yes()
    return no("round_not_decided", "Køene finnes først når fordelingen er vedtatt, og til runden avsluttes.")


def may_offer(listed: WaitingList | None, at: datetime) -> Answer:
    """Whether freed places may be offered in the round now."""
    if listed is None:
        return no(
            "no_terms",
            "Det er ikke bestemt hvor lenge en som får tilbud om ledig plass, har til å svare.",
            remedy="Sett svarfrist og siste dag på siden om ledige plasser.",
        )
    if at >= listed.closes_at:
        day = day_before(listed.closes_at)
        return no("admission_over", "Siste dag for å fylle ledige plasser var {day}.", day=day)
    if not listed.is_running:
        return no("list_stopped", "Direktoratet har stanset tilbudene i denne runden inntil videre.")
    return yes()


def day_before(closes_at: datetime) -> str:
    """The last day that a deadline lasts through, as a reader writes it."""
    return date_format((closes_at - timedelta(seconds=1)).astimezone(OSLO), "j. F Y")


def _is_own(viewer: Viewer, application: Application) -> Answer:
    if viewer.is_self(application.person_id):
        return yes()
    return no("not_your_application", "Dette er ikke din søknad.")


def _is_open(offer: PlaceOffer) -> Answer:
    if offer.status == PlaceOfferStatus.OPEN:
        return yes()
    return no(
        "offer_answered",
        "Tilbudet er ikke åpent lenger. Det har status «{status}».",
        status=PlaceOfferStatus(offer.status).label,  # type: ignore[call-arg]
    )


def _is_in_time(offer: PlaceOffer, at: datetime) -> Answer:
    if at < offer.answer_by:
        return yes()
    return no(
        "answer_too_late",
        "Fristen for å svare var {day}. Plassen går til neste i køen.",
        remedy="Du kan søke igjen neste år.",
        day=day_before(offer.answer_by),
    )


def _waits(application: Application) -> Answer:
    if application.status != ApplicationStatus.REFUSED:
        return no("not_in_queue", "Du står ikke i kø i denne runden.")
    if application.place_offers.filter(status=PlaceOfferStatus.OPEN).exists():
        return no("answer_first", "Du har fått tilbud om en plass.", remedy="Takk ja eller nei til den først.")
    return yes()
