"""How the money of parts of awards moves in the ledger, in the scheme year's accounts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pafyll.apps.grants.accounts import Place, accounts_for
from pafyll.apps.grants.models import Award, AwardPart, Payment
from pafyll.apps.grants.services.batches import add_each
from pafyll.apps.grants.services.ledger import Move
from pafyll.apps.grants.services.posting import NewEntry
from pafyll.domain.grants.ledger import ROUTES, AccountKind, EntryKind


def part_entries(kind: EntryKind, payments: Iterable[Payment]) -> list[NewEntry]:
    """One entry for each payment of a part: moved as the kind says. The reference is in the entry's key."""
    parts = _parts_of(payments)
    accounts = accounts_for({place for _one, part in parts for place in _route(kind, part)})
    entries = []
    for one, part in parts:
        debit, credit = _route(kind, part)
        moves = [Move(accounts[debit], accounts[credit], one.amount)]
        entries.append(NewEntry(kind, f"{kind.value}:{one.reference}", part.award.about, moves))
    return entries


def count_parts_as_paid(payments: Iterable[Payment], *, sign: int = 1) -> int:
    """Adds what the payments are to what their awards have paid, or takes it away. Gives how many awards it was.

    The database refuses more than was awarded.
    """
    changes: dict[int, int] = defaultdict(int)
    for one, part in _parts_of(payments):
        changes[part.award_id] += sign * one.amount
    hold_awards(list(changes))
    return add_each(Award, "paid", changes)


def hold_awards(keys: Sequence[int]) -> dict[int, Award]:
    """The awards as they are now, locked in the order of their keys: whoever else wants one waits."""
    rows = Award.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    return {one.pk: one for one in rows.select_related("recipient", "payee")}


def _parts_of(payments: Iterable[Payment]) -> list[tuple[Payment, AwardPart]]:
    """The payments of parts, each with its part and award; a few queries, whatever their number."""
    ours = [one for one in payments if one.part_id is not None]
    if not ours:
        return []
    rows = AwardPart.objects.filter(pk__in=[one.part_id for one in ours]).select_related("award__scheme_year")
    parts = {part.pk: part for part in rows}
    return [(one, parts[one.part_id]) for one in ours if one.part_id is not None]


def _route(kind: EntryKind, part: AwardPart) -> tuple[Place, Place]:
    debit, credit = ROUTES[kind]
    return _place(debit, part), _place(credit, part)


def _place(kind: AccountKind, part: AwardPart) -> Place:
    """With whoever is paid, in the scheme year: the same account that the award was bound in."""
    year, award = part.award.scheme_year, part.award
    return Place(kind, year.year, owner_id=award.payee_id, scheme_year_id=year.pk)
