"""Money that is promised with a place, and money that falls free again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Participation, ParticipationTerm, Round
from pafyll.apps.casework.services import AlreadyChanged, require
from pafyll.apps.grants.accounts import Place, account_for, accounts_for
from pafyll.apps.grants.models import Commitment, Entry, Frame
from pafyll.apps.grants.services.ledger import Move, post
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.grants.ledger import AccountKind, EntryKind
from pafyll.domain.values import Kroner
from pafyll.integrations.clock import OSLO

A = AccountKind
BATCH = 2000


@transaction.atomic
def commit_places(participations: Sequence[Participation], *, by: User, at: datetime) -> list[Commitment]:
    """Reserves the state's money for every semester of the participations. The grants are decided later: granting.

    Refused as a whole when a frame is missing or does not reach: nothing is promised that is not there.
    """
    made: list[Commitment] = []
    for batch in _by_round(participations).values():
        made += _commit_round(batch, by, at)
    return made


@transaction.atomic
def release(*, commitment: Commitment, amount: int, key: str, by: User | None, at: datetime, why: str) -> Commitment:
    """Gives money that was promised and not paid back to the round's frame. key makes that it happens once.

    Refused when less than amount is left of the promise.
    """
    locked = Commitment.objects.select_for_update().get(pk=commitment.pk)
    if _is_booked(locked, key):
        return locked
    require(_is_left(locked, amount))
    changed = Commitment.objects.filter(pk=locked.pk, amount__gte=F("paid") + F("released") + amount)
    if not changed.update(released=F("released") + amount):
        raise AlreadyChanged("tilsagnet")
    from_owner = account_for(A.COMMITTED, locked.budget_year, round=locked.round_id, owner=locked.owner_id)
    move = Move(from_owner, account_for(A.FRAME, locked.budget_year, round=locked.round_id), amount)
    _post(EntryKind.RELEASE, key, [move], locked.about, by, at, why)
    locked.refresh_from_db()
    return locked


def _by_round(participations: Iterable[Participation]) -> dict[int, list[Participation]]:
    found: dict[int, list[Participation]] = defaultdict(list)
    for one in participations:
        found[one.round_id].append(one)
    return found


def _commit_round(participations: list[Participation], by: User, at: datetime) -> list[Commitment]:
    round = participations[0].round
    rows = [_commitment(term) for term in _terms_of(participations)]
    made = Commitment.objects.bulk_create(rows, batch_size=BATCH)
    wanted: dict[tuple[int, int], int] = defaultdict(int)
    for one in made:
        wanted[one.budget_year, one.owner_id] += one.amount
    require(_frames_are_set(round, {year for (year, _owner), amount in wanted.items() if amount}))
    moves = _to_owners(round, {place: amount for place, amount in wanted.items() if amount})
    if moves:
        first, last = made[0].pk, made[-1].pk
        _post(EntryKind.COMMIT, f"commit:{first}-{last}", moves, f"round:{round.pk}", by, at, "")
    return made


def _terms_of(participations: list[Participation]) -> list[ParticipationTerm]:
    keys = [one.pk for one in participations]
    found: list[ParticipationTerm] = []
    for start in range(0, len(keys), BATCH):
        some = ParticipationTerm.objects.filter(participation__in=keys[start : start + BATCH])
        found += some.select_related("participation__application").order_by("pk")
    return found


def _commitment(term: ParticipationTerm) -> Commitment:
    return Commitment(
        term=term,
        round_id=term.participation.round_id,
        owner_id=term.participation.owner_id,
        budget_year=term.budget_year.year,
        amount=term.state_amount,
    )


def _to_owners(round: Round, wanted: Mapping[tuple[int, int], int]) -> list[Move]:
    """From the round's frame to each owner, by (budget year, owner)."""
    ways = {
        (year, owner): (Place(A.FRAME, year, round.pk), Place(A.COMMITTED, year, round.pk, owner))
        for year, owner in sorted(wanted)
    }
    accounts = accounts_for({place for way in ways.values() for place in way})
    return [Move(accounts[frame], accounts[own], wanted[key]) for key, (frame, own) in ways.items()]


def _frames_are_set(round: Round, years: set[int]) -> Answer:
    there = set(Frame.objects.filter(round=round).values_list("budget_year", flat=True))
    missing = sorted(years - there)
    if not missing:
        return yes()
    return no(
        "no_frame",
        "{round} har ingen ramme for {years}, så ingen midler kan bindes.",
        remedy="Før bevilgningen og sett rammen under «Bevilgning og rammer» først.",
        round=round.name,
        years=" og ".join(map(str, missing)),
    )


def _is_left(commitment: Commitment, amount: int) -> Answer:
    if amount <= commitment.left:
        return yes()
    return no(
        "less_is_left",
        "Det er bare {left} igjen av tilsagnet, og {amount} kan ikke frigjøres.",
        remedy="Det som er utbetalt, må eventuelt kreves tilbake.",
        left=str(commitment.left),
        amount=str(Kroner(amount)),
    )


def _is_booked(commitment: Commitment, key: str) -> bool:
    return Entry.objects.filter(key=key, about=commitment.about).exists()


def _post(
    kind: EntryKind, key: str, moves: Sequence[Move], about: str, by: User | None, at: datetime, why: str
) -> None:
    day = at.astimezone(OSLO).date()
    post(kind=kind, key=key, moves=moves, booked_on=day, about=about, by=by, at=at, why=why)
