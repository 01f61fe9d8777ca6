"""Appeals that are concluded twice at once, or upheld while a freed place is accepted. Alone on a database."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pafyll.config.settings.test")
    django.setup()

from django.core.management import call_command

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Application, Participation, PlaceOffer, WaitingList
from pafyll.apps.applications.services.freeing import offer_next
from pafyll.apps.applications.services.place_offers import accept_place, withdraw_offer
from pafyll.apps.casework.models import Appeal, Decision, Event
from pafyll.apps.casework.services.appeals import submit_appeal
from pafyll.apps.casework.services.handling import assign_appeal, decide_proposal, propose
from pafyll.apps.grants.models import Commitment
from pafyll.apps.grants.services.ledger import differing_accounts
from pafyll.domain.lifecycles.freed_place import PlaceOfferStatus
from pafyll.domain.lifecycles.participation import ParticipationStatus
from tests.apps.applications.queueing import MAY, Queue, _left_alone, _set_frames, make_queue
from tests.factories import OrganisationFactory, RoleGrantFactory
from tests.races import DONE, ROUNDS, THREADS, at_once

FEW = ROUNDS if ROUNDS >= 200 else 3
LATER = MAY + timedelta(days=1)
KNOWN = {DONE, "AlreadyChanged", "Refusal"}


def violations(rounds: int = FEW) -> list[str]:
    """What went wrong, in words: an appeal ends once, a person gets one place, and a krone is promised once."""
    queue = make_queue(places=2, applicants=2 + 4 * rounds)
    directorate = OrganisationFactory(directorate=True)
    officer = RoleGrantFactory(directorate_officer=True, organisation=directorate).person.user
    grants = [RoleGrantFactory(directorate_decider=True, organisation=directorate) for _ in range(THREADS)]
    office = (officer, [grant.person.user for grant in grants])
    found: list[str] = []
    for number in range(rounds):
        for race in (two_who_conclude, upheld_and_accepted_by_one, upheld_and_accepted_for_the_last_money):
            found += [f"round {number}: {race.__name__}: {said}" for said in race(queue, *office)]
        if found:
            break
    return [*found, *(f"{account} does not add up" for account in differing_accounts())]


def two_who_conclude(queue: Queue, officer: User, deciders: list[User]) -> Iterator[str]:
    """Eight deciders conclude one appeal in the same moment: one does, with one letter and one new place."""
    applicant = _next(queue)
    proposed = _proposed(applicant, officer)
    outcomes = at_once(*(_concludes(proposed, by) for by in deciders))
    if outcomes.count(DONE) != 1 or set(outcomes) - KNOWN:
        yield f"concluding one appeal ended {sorted(outcomes)}"
    yield from _one_place(applicant)
    ended = Event.objects.filter(about=proposed.about, before="proposed").count()
    made = Decision.objects.filter(about=proposed.about, kind="appeal").count()
    if (ended, made) != (1, 1):
        yield f"{ended} endings and {made} decisions of one appeal"


def upheld_and_accepted_by_one(queue: Queue, officer: User, deciders: list[User]) -> Iterator[str]:
    """She says yes to a freed place while her appeal is upheld: she gets one place, by one of them."""
    offer = _offered(queue)
    proposed = _proposed(offer.application, officer)
    accepts = [lambda: accept_place(offer=offer, by=offer.application.person.user, at=LATER)] * (THREADS // 2)
    outcomes = at_once(*accepts, *(_concludes(proposed, by) for by in deciders[: THREADS // 2]))
    if outcomes.count(DONE) != 1 or set(outcomes) - KNOWN:
        yield f"upholding and accepting ended {sorted(outcomes)}"
    _take_back(queue, offer)
    yield from _one_place(offer.application)


def upheld_and_accepted_for_the_last_money(queue: Queue, officer: User, deciders: list[User]) -> Iterator[str]:
    """The next in line accepts while another's appeal is upheld, and there is money for one."""
    offer = _offered(queue)
    appellant = _next(queue, after=offer.application)
    proposed = _proposed(appellant, officer)
    _set_frames(queue, max(offer.state_autumn, offer.state_spring))
    accepts = [lambda: accept_place(offer=offer, by=offer.application.person.user, at=LATER)] * (THREADS // 2)
    outcomes = at_once(*accepts, *(_concludes(proposed, by) for by in deciders[: THREADS // 2]))
    if outcomes.count(DONE) != 1 or set(outcomes) - KNOWN:
        yield f"money for one was given out: {sorted(outcomes)}"
    given = Participation.objects.filter(application__in=[offer.application, appellant]).count()
    if given != 1:
        yield f"{given} got a place for the money of one"
    _set_frames(queue, 10 * max(offer.state_autumn, offer.state_spring))
    _take_back(queue, offer)
    yield from _never_above(queue)


def _next(queue: Queue, after: Application | None = None) -> Application:
    """The first who still waits and has neither an offer nor an appeal."""
    rows = Application.objects.filter(round=queue.round, status="refused", place_offers=None)
    busy = Appeal.objects.values_list("decision__about", flat=True)
    free = [one for one in rows.select_related("person__user").order_by("pk") if one.about not in set(busy)]
    return next(one for one in free if after is None or one.pk != after.pk)


def _offered(queue: Queue) -> PlaceOffer:
    """People leave until a place is offered to the next in line: an upheld appeal gave one beside the capacity."""
    holding = Participation.objects.filter(round=queue.round, status=ParticipationStatus.AWARDED).order_by("pk")
    for leaver in list(holding):
        offer = offer_next(place=_left_alone(queue, leaver), by=None, at=MAY)
        if offer is not None:
            return offer
    raise AssertionError("nobody was offered a place")


def _take_back(queue: Queue, offer: PlaceOffer) -> None:
    """An offer that lost the race keeps its place no longer, so that the next race begins as this one did."""
    if PlaceOffer.objects.get(pk=offer.pk).status == PlaceOfferStatus.OPEN:
        WaitingList.objects.filter(round=queue.round).update(is_running=False)
        withdraw_offer(offer=offer, by=queue.ada, at=LATER, why="Feil")
        WaitingList.objects.filter(round=queue.round).update(is_running=True)


def _proposed(application: Application, officer: User) -> Appeal:
    decision = Decision.objects.get(about=application.about)
    standing = decision.appeals.filter(status="proposed").first()  # it lost the race before
    if standing is not None:
        return standing
    appeal = submit_appeal(decision=decision, words="Fagene mine manglet.", by=application.person.user, at=MAY)
    assign_appeal(appeal=appeal, by=officer, at=MAY)
    return propose(appeal=appeal, outcome="upheld", effect="wish_1", grounds="Feil.", by=officer, at=MAY)


def _concludes(appeal: Appeal, by: User):  # type: ignore[no-untyped-def]
    mine = Appeal.objects.get(pk=appeal.pk)
    return lambda: decide_proposal(appeal=mine, by=by, at=LATER)


def _one_place(application: Application) -> Iterator[str]:
    places = Participation.objects.filter(application=application).count()
    granted = Decision.objects.filter(about=application.about, outcome="granted").count()
    if (places, granted) != (1, 1):
        yield f"{places} places and {granted} decisions that grant one"


def _never_above(queue: Queue) -> Iterator[str]:
    for row in Commitment.objects.filter(round=queue.round):
        if row.paid + row.released > row.amount:
            yield f"{row.about} is used twice"


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    wrong = violations()
    print("\n".join(wrong))
    raise SystemExit(bool(wrong))
