"""Acts that lock the same things from different ends, at once: they wait for each other, and never in a ring."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import timedelta

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pafyll.config.settings.test")
    django.setup()

from django.core.management import call_command

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Participation, PlaceOffer
from pafyll.apps.applications.services.freeing import offer_next
from pafyll.apps.applications.services.place_offers import accept_place
from pafyll.apps.grants.models import Change, Commitment
from pafyll.apps.grants.services.changing import register_change
from pafyll.apps.grants.services.deciding_changes import decide_change, prepare_change
from pafyll.apps.grants.services.ledger import differing_accounts
from pafyll.apps.grants.services.wanting import Wanted, effect_key, effect_of, wanted_of
from pafyll.domain.lifecycles.participation import ParticipationStatus
from pafyll.domain.rules.changes import ChangeKind as K
from tests.apps.applications.queueing import MAY, Queue, _left_alone, make_queue
from tests.apps.grants.studying import AUTUMN, IN_SPRING, Fjordvik, make_fjordvik, wanted
from tests.factories import OrganisationFactory, RoleGrantFactory
from tests.races import DONE, ROUNDS, THREADS, at_once

FEW = ROUNDS if ROUNDS >= 200 else 4
LATER = MAY + timedelta(days=1)
KNOWN = {DONE, "AlreadyChanged", "MoneyHasChanged", "Refusal"}


def violations(rounds: int = FEW) -> list[str]:
    """What went wrong, in words: a deadlock, or something that was done twice or not at all."""
    queue, fjordvik = make_queue(places=2 + rounds, applicants=2 + 2 * rounds), make_fjordvik(1_000_000_000)
    siri = RoleGrantFactory(owner_officer=True, organisation=queue.owner).person.user
    found = [
        f"round {number}: {wrong}"
        for number in range(rounds)
        for race in (lambda: change_against_accepting(queue, siri), lambda: owners_crosswise(fjordvik))
        for wrong in race()
    ]
    return [*found, *(f"{account} does not add up" for account in differing_accounts())]


def change_against_accepting(queue: Queue, siri: User) -> Iterator[str]:
    """One place is deferred and its money given back, while another place of the same owner's is accepted."""
    holding = Participation.objects.filter(round=queue.round, status=ParticipationStatus.AWARDED).order_by("pk")
    leaves, defers = holding[0], holding[1]
    offer = offer_next(place=_left_alone(queue, leaves), by=None, at=MAY)
    assert offer is not None
    change = _prepared(defers, wanted(K.DEFER, queue.round.school_year.autumn.code), siri, queue.ada)
    acts = [_accepts(offer)] * (THREADS // 2) + [_decides(change, queue.idar) for _ in range(THREADS // 2)]
    outcomes = at_once(*acts)
    if outcomes.count(DONE) != 2 or set(outcomes) - KNOWN:
        yield f"deciding a change and accepting a place ended {sorted(outcomes)}"
    if Participation.objects.filter(application=offer.application).count() != 1:
        yield "the place was not given once"
    if any(one.left for one in Commitment.objects.filter(term__participation=defers)):
        yield "the deferred money was not given back"


def owners_crosswise(fjordvik: Fjordvik) -> Iterator[str]:
    """One teacher goes from Fjordvik to Storby while another goes the other way."""
    theirs, ours = OrganisationFactory(parent=fjordvik.storby), fjordvik.school
    away, home = fjordvik.participation(), fjordvik.participation(school=theirs)
    moves = [(away, theirs, fjordvik.siri), (home, ours, fjordvik.ola)]
    changes = [_prepared(one, wanted(K.OWNER, AUTUMN, to_school=school), by, fjordvik.ada) for one, school, by in moves]
    outcomes = at_once(*(_decides(change, fjordvik.idar) for change in changes * (THREADS // 2)))
    if outcomes.count(DONE) != 2 or set(outcomes) - KNOWN:
        yield f"two who changed owner ended {sorted(outcomes)}"
    owners = [Participation.objects.get(pk=one.pk).owner_id for one in (away, home)]
    if owners != [fjordvik.storby.pk, fjordvik.owner.pk]:
        yield f"the teachers are at {owners}"


def _prepared(one: Participation, wish: Wanted, by: User, ada: User) -> Change:
    """The owner has asked, and the directorate's officer is for it."""
    change = register_change(participation=one, wanted=wish, seen="", by=by, at=IN_SPRING)
    return prepare_change(change=change, recommends=True, assessment="Vurdert.", by=ada, at=IN_SPRING)


def _accepts(offer: PlaceOffer) -> Callable[[], object]:
    return lambda: accept_place(offer=offer, by=offer.application.person.user, at=LATER)


def _decides(change: Change, by: User) -> Callable[[], object]:
    mine = Change.objects.get(pk=change.pk)
    shown = effect_key(effect_of(mine.participation, wanted_of(mine)))
    return lambda: decide_change(change=mine, seen=shown, by=by, at=LATER)


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    wrong = violations()
    print("\n".join(wrong))
    raise SystemExit(bool(wrong))
