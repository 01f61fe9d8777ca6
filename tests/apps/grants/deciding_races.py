"""Eight who decide one case in the same moment: changes, late confirmations and recoveries. Alone on a database."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pafyll.config.settings.test")
    django.setup()

from django.core.management import call_command

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import LateConfirmation, Participation, ParticipationTerm
from pafyll.apps.applications.services.confirming import confirm_terms
from pafyll.apps.applications.services.late import ask_late, decide_late, prepare_late
from pafyll.apps.casework.models import Decision, Event
from pafyll.apps.grants.models import Change, Recovery, RecoveryCase
from pafyll.apps.grants.services.changing import register_change
from pafyll.apps.grants.services.deciding_changes import decide_change, prepare_change
from pafyll.apps.grants.services.ledger import differing_accounts
from pafyll.apps.grants.services.reclaiming import Forewarning, comment, decide_recovery, forewarn, prepare_recovery
from pafyll.apps.grants.services.wanting import effect_key, effect_of, wanted_of
from pafyll.domain.lifecycles.participation import TermStatus
from pafyll.domain.rules.changes import ChangeKind
from tests.apps.grants.studying import (
    AFTER_AUTUMN,
    AUTUMN,
    IN_AUTUMN,
    IN_SPRING,
    SPRING,
    Fjordvik,
    commitment,
    make_fjordvik,
    pay,
    term,
    wanted,
)
from tests.factories import RoleGrantFactory
from tests.races import DONE, ROUNDS, THREADS, at_once

DUE = date(2026, 3, 31)
FEW = ROUNDS if ROUNDS >= 200 else 4


def violations(rounds: int = FEW) -> list[str]:
    """What went wrong, in words: every case is decided once, and its money moves once."""
    fjordvik = make_fjordvik(kroner=1_000_000_000)
    directorate = fjordvik.idar.person.role_grants.get().organisation
    grants = [RoleGrantFactory(directorate_decider=True, organisation=directorate) for _ in range(THREADS)]
    deciders = [grant.person.user for grant in grants]
    found = [
        f"round {number}: {wrong}"
        for number in range(rounds)
        for race in (two_who_decide_a_change, two_who_decide_a_late_one, two_who_decide_a_recovery)
        for wrong in race(fjordvik, deciders, number % 2 == 0)
    ]
    return [*found, *(f"{account} does not add up" for account in differing_accounts())]


def two_who_decide_a_change(fjordvik: Fjordvik, deciders: list[User], recommends: bool) -> Iterator[str]:
    """A deferral that gives the money back, or a no: one decision, and the money is given back once."""
    one = _confirmed(fjordvik)
    asked = register_change(participation=one, wanted=wanted(ChangeKind.DEFER), seen="", by=fjordvik.siri, at=IN_SPRING)
    prepare_change(change=asked, recommends=recommends, assessment="Vurdert.", by=fjordvik.ada, at=IN_SPRING)
    effect = effect_of(one, wanted_of(asked))
    outcomes = at_once(*(_decides_change(asked, effect_key(effect), by) for by in deciders))
    yield from _once("change", outcomes, one.about, asked.about, kind="change")
    released = 75_000 if recommends else 0
    if commitment(one, AUTUMN).released != released:
        yield f"released {commitment(one, AUTUMN).released}, not {released}"


def two_who_decide_a_late_one(fjordvik: Fjordvik, deciders: list[User], recommends: bool) -> Iterator[str]:
    """A late confirmation: one decision, and the semester is confirmed once."""
    one = fjordvik.participation(semesters=(AUTUMN,))
    ParticipationTerm.objects.filter(participation=one).update(status=TermStatus.NOT_CONFIRMED)
    late = term(one, AUTUMN)
    case = ask_late(term=late, grounds="Syk i fristuken.", by=fjordvik.siri, at=AFTER_AUTUMN)
    prepare_late(case=case, recommends=recommends, assessment="Vurdert.", by=fjordvik.ada, at=AFTER_AUTUMN)
    outcomes = at_once(*(_decides_late(case, by) for by in deciders))
    yield from _once("late confirmation", outcomes, late.about, case.about, kind="late_confirmation")
    confirmed = Event.objects.filter(about=late.about, verb="confirmed").count()
    if confirmed != int(recommends):
        yield f"the semester was confirmed {confirmed} times"


def two_who_decide_a_recovery(fjordvik: Fjordvik, deciders: list[User], recommends: bool) -> Iterator[str]:
    """A recovery: one decision, and one demand."""
    paid = pay(commitment(_confirmed(fjordvik), AUTUMN), by=fjordvik.ada)
    warning = Forewarning(75_000, "Kontrollen viste at deltakeren ikke startet.", DUE)
    case = forewarn(commitment=paid, warning=warning, by=fjordvik.ada, at=IN_SPRING)
    comment(case=case, comments="Vi er uenige.", by=fjordvik.siri, at=IN_SPRING)
    prepare_recovery(case=case, recommends=recommends, assessment="Vurdert.", by=fjordvik.ada, at=IN_SPRING)
    outcomes = at_once(*(_decides_recovery(case, by) for by in deciders))
    yield from _once("recovery", outcomes, case.about, case.about, kind="recovery")
    demands = Recovery.objects.filter(commitment=paid).count()
    if demands != int(recommends):
        yield f"{demands} demands for one recovery"


def _once(what: str, outcomes: list[str], decided: str, case: str, *, kind: str) -> Iterator[str]:
    """One got through, with one decision and one closing event; the others were told."""
    if outcomes.count(DONE) != 1:
        yield f"{outcomes.count(DONE)} decided one {what}: {sorted(outcomes)}"
    if odd := set(outcomes) - {DONE, "AlreadyChanged", "MoneyHasChanged", "Refusal"}:
        yield f"deciding one {what} met {sorted(odd)}"
    if (made := Decision.objects.filter(about=decided, kind=kind).count()) != 1:
        yield f"{made} decisions about one {what}"
    closing = Event.objects.filter(about=case, before="prepared").count()
    if closing != 1:
        yield f"{closing} events close one {what}"


def _confirmed(fjordvik: Fjordvik) -> Participation:
    one = fjordvik.participation(semesters=(AUTUMN, SPRING))
    keys = [term(one, AUTUMN).pk]
    confirm_terms(window=fjordvik.window(), owner=fjordvik.owner, terms=keys, by=fjordvik.siri, at=IN_AUTUMN)
    one.refresh_from_db()
    return one


def _decides_change(change: Change, seen: str, by: User) -> Callable[[], object]:
    mine = Change.objects.get(pk=change.pk)
    return lambda: decide_change(change=mine, seen=seen, by=by, at=IN_SPRING)


def _decides_late(case: LateConfirmation, by: User) -> Callable[[], object]:
    mine = LateConfirmation.objects.get(pk=case.pk)
    return lambda: decide_late(case=mine, by=by, at=AFTER_AUTUMN)


def _decides_recovery(case: RecoveryCase, by: User) -> Callable[[], object]:
    mine = RecoveryCase.objects.get(pk=case.pk)
    return lambda: decide_recovery(case=mine, by=by, at=IN_SPRING)


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    wrong = violations()
    print("\n".join(wrong))
    raise SystemExit(bool(wrong))
