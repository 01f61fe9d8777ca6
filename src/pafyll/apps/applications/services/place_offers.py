"""Answering an offer of a freed place: yes, no, no answer in time, or taken back."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import AllocationRun, Application, Participation, PlaceOffer
from pafyll.apps.applications.permissions.waiting import may_answer, may_offer, may_withdraw_offer
from pafyll.apps.applications.queries.decided import granted_study, lines_of
from pafyll.apps.applications.queries.freed_room import room_for, standing_of
from pafyll.apps.applications.queries.placed import WITH_EVERYTHING, as_result
from pafyll.apps.applications.queries.rates import rate_table
from pafyll.apps.applications.services.awarding import AwardedPlace, award_places
from pafyll.apps.applications.services.freeing import end_offer, said, turnstile
from pafyll.apps.applications.services.place_mail import tell_accepted, tell_ended
from pafyll.apps.applications.services.rounds import as_viewer
from pafyll.apps.casework.services import NewDecision, advance, issue_decisions, require
from pafyll.domain.allocation import SCHEME_NAMES, Text
from pafyll.domain.allocation.next_in_line import fits
from pafyll.domain.allocation.waiting_list import Wish
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.lifecycles.allocation import RunStatus
from pafyll.domain.lifecycles.application import APPLICATION, ApplicationStatus
from pafyll.domain.lifecycles.freed_place import FREED_PLACE, PLACE_OFFER, FreedStatus, PlaceOfferStatus
from pafyll.integrations.clock import OSLO

P = PlaceOfferStatus


@transaction.atomic
def accept_place(*, offer: PlaceOffer, by: User, at: datetime) -> Participation:
    """She says yes: the application is granted by a decision with grounds and money, and the money is reserved.

    Refused when the offer is answered or too late, and when the place or the money is not there any more.
    """
    listed = turnstile(offer.place.round_id)
    offer = locked(offer)
    require(may_answer(as_viewer(by, at), offer, at))
    if at >= (listed.closes_at if listed else offer.answer_by):
        require(may_offer(listed, at))
    require(_is_still_there(offer))
    advance(offer, lifecycle=PLACE_OFFER, to=P.ACCEPTED, by=by, at=at)
    offer.why = [*offer.why, said(_granted(offer))]
    PlaceOffer.objects.filter(pk=offer.pk).update(answered_at=at, why=offer.why)
    advance(offer.place, lifecycle=FREED_PLACE, to=FreedStatus.FILLED, by=by, at=at)
    advance(offer.application, lifecycle=APPLICATION, to=ApplicationStatus.GRANTED, by=by, at=at)
    participation = _award(offer, by, at)
    tell_accepted(offer)
    return participation


@transaction.atomic
def decline_place(*, offer: PlaceOffer, by: User, at: datetime, why: str = "") -> PlaceOffer:
    """She says no: she leaves the queue to this study, and the place goes to the next."""
    turnstile(offer.place.round_id)
    offer = locked(offer)
    require(may_answer(as_viewer(by, at), offer, at))
    end_offer(offer, P.DECLINED, by=by, at=at, why=why)
    return offer


@transaction.atomic
def withdraw_offer(*, offer: PlaceOffer, by: User, at: datetime, why: str) -> PlaceOffer:
    """The directorate or the owner takes an open offer back, with a reason that the applicant reads."""
    turnstile(offer.place.round_id)
    offer = locked(offer)
    require(may_withdraw_offer(as_viewer(by, at), offer))
    require(_has_reason(why))
    end_offer(offer, P.WITHDRAWN, by=by, at=at, why=why)
    tell_ended(offer, why)
    return offer


@transaction.atomic
def expire_offer(*, offer: PlaceOffer, at: datetime) -> bool:
    """Ends an offer that was not answered in time. False when it was answered after all, or has time left."""
    turnstile(offer.place.round_id)
    offer = locked(offer)
    if offer.status != P.OPEN or at < offer.answer_by:
        return False
    end_offer(offer, P.EXPIRED, by=None, at=at)
    tell_ended(offer)
    return True


def locked(offer: PlaceOffer) -> PlaceOffer:
    """The offer as it stands behind the turnstile."""
    return PlaceOffer.objects.select_related(*WITH_EVERYTHING).get(pk=offer.pk)


def _has_reason(why: str) -> Answer:
    if why.strip():
        return yes()
    return no("reason_missing", "Skriv hvorfor tilbudet trekkes. Søkeren får lese det.", field="why")


def _is_still_there(offer: PlaceOffer) -> Answer:
    """Whether the place and the money are there, when this offer itself is left out."""
    standing = standing_of(offer.place.round)
    assert standing is not None
    assert offer.application.owner is not None
    room = room_for(offer.place.round, offer.place.offer, standing, without=offer)
    if room.places < 1:
        return no(
            "place_gone",
            "Plassen på {offer} finnes ikke lenger: studiet har fått færre plasser eller er avlyst.",
            remedy="Du beholder plassen din i køen til andre studier.",
            offer=str(offer.place.offer),
        )
    return fits(_wish(offer), offer.application.owner.number, room)


def _wish(offer: PlaceOffer) -> Wish:
    tiers = (offer.tier,) if offer.tier >= 0 else ()
    money = (offer.state_autumn, offer.state_spring, offer.owner_autumn, offer.owner_spring)
    return Wish(offer.choice, offer.scheme, *money, tiers=tiers)


def _award(offer: PlaceOffer, by: User, at: datetime) -> Participation:
    """The decision, and the participation with its money.

    The order was decided with the round, so the one who decided it stands behind the decision here too; the one who
    set the terms for freed places has prepared it.
    """
    application: Application = offer.application
    run = AllocationRun.objects.select_related("decided_by").get(round=application.round_id, status=RunStatus.DECIDED)
    result = as_result(offer)
    lines = lines_of(result, rate_table(application.round))
    listed = turnstile(application.round_id)
    assert listed is not None
    assert run.decided_by is not None
    new = NewDecision(about=application.about, outcome="granted", grounds=_grounds(offer, run), lines=lines)
    decide = partial(
        issue_decisions, kind="place", decisions=[new], prepared_by=listed.set_by, decided_by=run.decided_by, at=at
    )
    study = granted_study(result)
    place = AwardedPlace(
        application=application,
        offer=offer.place.offer,
        scheme=offer.scheme,
        credits=study.credits,
        terms=study.semesters,
        lines=lines,
    )
    return award_places([place], decide=decide, by=by, at=at)[0]


def _granted(offer: PlaceOffer) -> Text:
    day = offer.place.freed_at.astimezone(OSLO)
    facts = {
        "offer": str(offer.place.offer),
        "scheme": SCHEME_NAMES.get(offer.scheme, offer.scheme),
        "day": f"{day.day}.{day.month}.{day.year}",
    }
    return Text("waiting_granted", facts)


def _grounds(offer: PlaceOffer, run: AllocationRun) -> dict[str, Any]:
    """Why she got it, as stored steps, and which run, rules and draw the queue comes from."""
    return {
        "application_id": offer.application.number,
        "result": "granted",
        "steps": offer.why,
        "run": run.pk,
        "rules_hash": run.rules_hash,
        "outcome_hash": run.outcome_hash,
        "draw_seed": run.seed,
        "place_offer": offer.pk,
    }
