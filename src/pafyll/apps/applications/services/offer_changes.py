"""A provider changes the places of a published offer or calls it off: shown first, then done, and people are told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Admission, ParticipationTerm, Round
from pafyll.apps.applications.queries.offer_changes import (
    CancelEffect,
    applicants_before_answer,
    decided_round,
    effect_of_cancelling,
    effect_of_capacity,
    in_queue,
    next_choice_of,
    open_place_offers,
)
from pafyll.apps.applications.queries.placed import WITH_EVERYTHING
from pafyll.apps.applications.services.freeing import end_offer, offer_next_everywhere, turnstile
from pafyll.apps.applications.services.owner_mail import tell_owner
from pafyll.apps.applications.services.place_mail import tell_ended
from pafyll.apps.applications.services.rounds import as_viewer
from pafyll.apps.applications.services.telling import tell
from pafyll.apps.casework.services import AlreadyChanged, advance, record, require
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.catalogue.permissions import may_change_offer
from pafyll.apps.catalogue.services import cancel_offer
from pafyll.domain.lifecycles.admission import ADMISSION, AdmissionStatus
from pafyll.domain.lifecycles.freed_place import PlaceOfferStatus


@transaction.atomic
def change_capacity(*, offer: StudyOffer, capacity: int, seen: str, by: User, at: datetime) -> StudyOffer:
    """Sets the number of places. seen is the fingerprint of the effect that was shown.

    Nobody loses a place that she has or has been offered. After the answer, freed places that there is room for now
    are offered to the next in line.
    """
    round = decided_round(offer)
    if round is not None:
        turnstile(round)
    offer = StudyOffer.objects.select_for_update(of=("self",)).select_related("programme__provider").get(pk=offer.pk)
    require(may_change_offer(as_viewer(by, at), offer))
    effect = effect_of_capacity(offer, capacity)
    require(effect.answer)
    if effect.key != seen:
        raise AlreadyChanged("studietilbudet")
    before, offer.capacity, offer.version = offer.capacity, capacity, offer.version + 1
    offer.unchecked = [one for one in offer.unchecked if one != "capacity"]
    offer.save(update_fields=["capacity", "version", "unchecked"])
    record(about=offer.about, verb="capacity_changed", by=by, at=at, was=before, now=capacity)
    if round is not None and effect.free_after > effect.free_before:
        offer_next_everywhere(offer, at=at)
    return offer


@transaction.atomic
def call_off(*, offer: StudyOffer, reason: str, seen: str, by: User, at: datetime) -> StudyOffer:
    """Calls the offer off, in the state that its round is in, and tells everyone concerned.

    Before the answer the allocation gives applicants their next choice by itself: the offer has no places any more.
    After it those who have a place keep the participation until their owner has asked the directorate for another
    study or withdraws it, since only they may move money. Offers of freed places are taken back.
    """
    round = decided_round(offer)
    if round is not None:
        turnstile(round)
    require(may_change_offer(as_viewer(by, at), offer))
    effect = effect_of_cancelling(offer)
    if effect.key != seen:
        raise AlreadyChanged("studietilbudet")
    waiting = in_queue(offer, round) if round is not None else []
    cancel_offer(offer=offer, reason=reason, by=by, at=at)
    for one in waiting:
        tell(one.person, "offer_cancelled_queue", study=str(offer), why=reason.strip())
    if round is None:
        _tell_applicants(offer, reason, at)
    else:
        _take_back_offers(offer, reason, by, at)
        _call_off_admissions(offer, by, at)
        _tell_placed(effect, offer, reason, at)
    return offer


def _tell_applicants(offer: StudyOffer, reason: str, at: datetime) -> None:
    for one in applicants_before_answer(offer):
        tell(
            one.person,
            "offer_cancelled",
            study=str(offer),
            next_choice=next_choice_of(one, offer),
            may_change=_may_still_change(one.round, at),
            last_day=one.round.teacher_closes_at,
            why=reason.strip(),
        )


def _may_still_change(round: Round, at: datetime) -> bool:
    return round.opens_at <= at < round.teacher_closes_at


def _take_back_offers(offer: StudyOffer, reason: str, by: User, at: datetime) -> None:
    for one in open_place_offers(offer).select_related(*WITH_EVERYTHING).order_by("pk"):
        end_offer(one, PlaceOfferStatus.WITHDRAWN, by=by, at=at, why=reason.strip())
        tell_ended(one, reason.strip())


def _call_off_admissions(offer: StudyOffer, by: User, at: datetime) -> None:
    """The semesters are locked, as everybody does who touches an admission and what it belongs to."""
    terms = ParticipationTerm.objects.filter(participation__offer=offer)
    list(terms.order_by("pk").select_for_update(of=("self",)))
    to = AdmissionStatus.CALLED_OFF
    still = [status for status in AdmissionStatus if to in ADMISSION.table[status]]
    for one in Admission.objects.filter(offer=offer, status__in=still).order_by("pk"):
        advance(one, lifecycle=ADMISSION, to=to, by=by, at=at)


def _tell_placed(effect: CancelEffect, offer: StudyOffer, reason: str, at: datetime) -> None:
    for one in effect.placed:
        facts: dict[str, Any] = {"study": str(offer), "why": reason.strip(), "next_choice": one.next_choice}
        tell(one.participation.person, "offer_cancelled_placed", **facts)
        tell_owner(one.participation.owner, "offer_cancelled_owner", at=at, participation=one.participation, **facts)
