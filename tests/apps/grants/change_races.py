"""People who act on one participation in the same moment, again and again. Runs alone on a database in a file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pafyll.config.settings.test")
    django.setup()

from django.core.management import call_command

from pafyll.apps.applications.models import ConfirmationReceipt, Participation
from pafyll.apps.applications.services.confirming import confirm_terms
from pafyll.apps.casework.models import Event
from pafyll.apps.grants.models import Change, ChosenAmount
from pafyll.apps.grants.services.changing import accept_report, register_change, report_change
from pafyll.apps.grants.services.choosing import Choosing, choose, effect_of_choosing
from pafyll.apps.grants.services.ledger import differing_accounts
from pafyll.apps.grants.services.wanting import effect_key
from pafyll.domain.rules.changes import ChangeKind
from tests.apps.grants.studying import (
    AUTUMN,
    IN_AUTUMN,
    IN_SPRING,
    Fjordvik,
    commitment,
    make_fjordvik,
    pay,
    seen,
    term,
    wanted,
)
from tests.races import DONE, ROUNDS, THREADS, at_once

K = ChangeKind
STOPS = wanted(K.DROP_OUT, AUTUMN)


def violations(rounds: int = ROUNDS) -> list[str]:
    """What went wrong, in words."""
    fjordvik = make_fjordvik(kroner=1_000_000_000)
    found = [
        f"round {number}: {wrong}"
        for number in range(rounds)
        for race in (double_confirmation, pay_against_drop_out, two_who_accept, two_who_choose)
        for wrong in race(fjordvik)
    ]
    return [*found, *(f"{account} does not add up" for account in differing_accounts())]


def double_confirmation(fjordvik: Fjordvik) -> Iterator[str]:
    """Eight press confirm at once: one receipt, one event, and nobody is refused."""
    one, receipts = fjordvik.participation(), ConfirmationReceipt.objects.count()
    outcomes = at_once(*[_confirms(fjordvik, one)] * THREADS)
    if outcomes != [DONE] * THREADS:
        yield f"confirming at once was refused: {sorted(outcomes)}"
    if ConfirmationReceipt.objects.count() != receipts + 1:
        yield f"{ConfirmationReceipt.objects.count() - receipts} receipts for one confirmation"
    events = Event.objects.filter(about=term(one, AUTUMN).about, verb="confirmed").count()
    if events != 1:
        yield f"{events} events for one confirmation"


def pay_against_drop_out(fjordvik: Fjordvik) -> Iterator[str]:
    """One pays the semester while another ends it as unpaid: never both."""
    one = _started(fjordvik)
    promise, shown = commitment(one, AUTUMN), seen(one, STOPS)

    def stop() -> None:
        register_change(participation=one, wanted=STOPS, seen=shown, by=fjordvik.siri, at=IN_SPRING)

    outcomes = at_once(lambda: pay(promise, by=fjordvik.ada), stop)
    promise.refresh_from_db()
    if outcomes.count(DONE) != 1:
        yield f"paying and stopping ended {sorted(outcomes)}"
    if (promise.paid and promise.released) or promise.paid + promise.released not in (0, promise.amount):
        yield f"paid {promise.paid} and released {promise.released} of {promise.amount}"


def two_who_accept(fjordvik: Fjordvik) -> Iterator[str]:
    """Two at the owner's office act on the same report: once."""
    one = _started(fjordvik)
    change = report_change(participation=one, wanted=STOPS, by=one.person.user, at=IN_SPRING)
    shown = seen(one, STOPS)
    outcomes = at_once(*(_accepts(change, shown, by) for by in (fjordvik.siri, fjordvik.marit) * (THREADS // 2)))
    if outcomes.count(DONE) != 1:
        yield f"one report was acted on {outcomes.count(DONE)} times: {sorted(outcomes)}"
    if commitment(one, AUTUMN).released != 75_000:
        yield f"released {commitment(one, AUTUMN).released}, not 75000"


def two_who_choose(fjordvik: Fjordvik) -> Iterator[str]:
    """One repays while another redirects the same money: one of them."""
    one = _started(fjordvik)
    promise = pay(commitment(one, AUTUMN), by=fjordvik.ada)
    change = register_change(participation=one, wanted=STOPS, seen=seen(one, STOPS), by=fjordvik.siri, at=IN_SPRING)
    acts = [_chooses(change, repays, by) for repays in (True, False) for by in (fjordvik.siri, fjordvik.marit)]
    outcomes = at_once(*acts)
    chosen = sum(ChosenAmount.objects.filter(commitment=promise).values_list("amount", flat=True))
    if outcomes.count(DONE) != 1 or chosen != 75_000:
        yield f"{outcomes.count(DONE)} chose, about {chosen} kroner: {sorted(outcomes)}"


def _started(fjordvik: Fjordvik) -> Participation:
    one = fjordvik.participation(semesters=(AUTUMN,))
    _confirms(fjordvik, one)()
    one.refresh_from_db()
    return one


def _confirms(fjordvik: Fjordvik, one: Participation) -> Callable[[], object]:
    keys, window = [term(one, AUTUMN).pk], fjordvik.window()
    return lambda: confirm_terms(window=window, owner=fjordvik.owner, terms=keys, by=fjordvik.siri, at=IN_AUTUMN)


def _accepts(change: Change, shown: str, by):  # type: ignore[no-untyped-def]
    mine = Change.objects.get(pk=change.pk)
    return lambda: accept_report(change=mine, seen=shown, by=by, at=IN_SPRING)


def _chooses(change: Change, repays: bool, by):  # type: ignore[no-untyped-def]
    shown = effect_key(effect_of_choosing(change, repays=repays))
    mine = Change.objects.get(pk=change.pk)
    choosing = Choosing(repays, "Grunn", "Kurs")
    return lambda: choose(change=mine, choosing=choosing, seen=shown, by=by, at=IN_SPRING)


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    wrong = violations()
    print("\n".join(wrong))
    raise SystemExit(bool(wrong))
