"""An answer, a deadline, a refusal and an owner's withdrawal of one place in the same moment. Races alone on a file."""

from __future__ import annotations

import os
from functools import partial

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pafyll.config.settings.test")
    django.setup()

from datetime import date, timedelta
from typing import Any

from django.core.management import call_command
from django.db import transaction

from pafyll.apps.applications.models import Admission, FreedPlace, Participation
from pafyll.apps.applications.services.admission_answers import answer_admission
from pafyll.apps.applications.services.admission_nightly import lapse
from pafyll.apps.applications.services.admitting import carry_out_moves, planned, seen_key
from pafyll.apps.grants.models import Change
from pafyll.apps.grants.services.changing import register_change
from pafyll.apps.grants.services.ledger import differing_accounts
from pafyll.apps.grants.services.wanting import Wanted, effect_key, effect_of
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.lifecycles.admission import AdmissionStatus as S
from pafyll.domain.lifecycles.participation import ParticipationStatus as P
from pafyll.domain.rules.admission import Act, Move
from pafyll.domain.rules.changes import ChangeKind
from tests.apps.applications.queueing import MAY, Queue, make_queue
from tests.factories import RoleGrantFactory
from tests.races import DONE, ROUNDS, at_once

GONE = {S.DECLINED, S.LAPSED, S.NOT_ADMITTED, S.WITHDRAWN}
AFTER = MAY + timedelta(days=3)
LAST_DAY = date(2026, 5, 6)


def violations(rounds: int = ROUNDS) -> list[str]:
    """What went wrong, in words."""
    queue = make_queue(places=rounds, applicants=rounds, terms=False)
    nina = RoleGrantFactory(provider_officer=True, organisation=queue.offer.programme.provider).person.user
    siri = RoleGrantFactory(owner_officer=True, organisation=queue.owner).person.user
    found: list[str] = []
    for number, participation in enumerate(queue.placed):
        found += [f"round {number}: {said}" for said in _one_place(participation, nina, siri)]
    return found


def _one_place(participation: Participation, nina: Any, siri: Any) -> list[str]:
    one = Admission.objects.get(participation=participation)
    _do(one.pk, Move(Act.OFFER, answer_by=LAST_DAY), nina, MAY)
    user = participation.person.user
    outcomes = at_once(
        partial(answer_admission, admission=one, says_yes=True, by=user, at=MAY),
        partial(answer_admission, admission=one, says_yes=False, by=user, at=MAY),
        partial(_do, one.pk, Move(Act.LAPSE), nina, AFTER),
        partial(_do, one.pk, Move(Act.REFUSE, reason="requirement_not_met"), nina, MAY),
        partial(lapse, admission=one, at=AFTER),
        partial(_withdraw, participation.pk, siri),
    )
    return [*_wrong(one.pk, participation.pk), *_unexpected(outcomes)]


def _do(pk: int, move: Move, nina: Any, at: Any) -> None:
    rows = Admission.objects.filter(pk=pk).select_related("offer__programme", "participation__person")
    shown = planned(viewer=viewer_of(nina, day=at.date()), moves=[(one, move) for one in rows], at=at)
    carry_out_moves(moves={pk: move}, seen=seen_key(shown), by=nina, at=at)


@transaction.atomic
def _withdraw(pk: int, siri: Any) -> None:
    participation = Participation.objects.select_related("owner", "round", "person").get(pk=pk)
    since = min(participation.terms.all(), key=lambda term: term.when).when
    wanted = Wanted(ChangeKind.WITHDRAW, since, "new_job")
    seen = effect_key(effect_of(participation, wanted))
    register_change(participation=participation, wanted=wanted, seen=seen, by=siri, at=MAY)


def _wrong(admission: int, participation: int) -> list[str]:
    """Admission, participation, change and freed place tell one story, and the ledger adds up."""
    one, other = Admission.objects.get(pk=admission), Participation.objects.get(pk=participation)
    is_over = other.status == P.WITHDRAWN
    carried_out = Change.objects.filter(participation=other, status="carried_out").count()
    freed = FreedPlace.objects.filter(left_by=other).count()
    found = []
    if (one.status in GONE) != is_over or carried_out != is_over or freed != is_over:
        found.append(f"admission {one.status}, participation {other.status}, {carried_out} changes, {freed} freed")
    if differing_accounts():
        found.append("the ledger does not add up")
    return found


def _unexpected(outcomes: list[str]) -> list[str]:
    """Somebody got through, and the others were told why: nobody met an error of the database."""
    if not outcomes.count(DONE):
        return [f"nobody got through: {sorted(outcomes)}"]
    wrong = set(outcomes) - {DONE, "Refusal", "AlreadyChanged", "MoneyHasChanged"}
    return [f"somebody met an error: {sorted(outcomes)}"] if wrong else []


__all__ = ["Queue", "violations"]

if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    wrong = violations()
    print("\n".join(wrong))
    raise SystemExit(bool(wrong))
