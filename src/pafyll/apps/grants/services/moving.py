"""How the money of statements moves in the ledger: to the bank, to the payee, and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import F, Sum

from pafyll.apps.grants.accounts import Place, accounts_for
from pafyll.apps.grants.models import Commitment, Payment, PaymentStatement, StatementLine
from pafyll.apps.grants.services.batches import add_from
from pafyll.apps.grants.services.ledger import Move
from pafyll.apps.grants.services.posting import NewEntry
from pafyll.domain.grants.ledger import ROUTES, AccountKind, EntryKind

BATCH = 900  # SQLite takes about a thousand values in a statement


@dataclass(frozen=True)
class Sent:
    """A statement under the reference that it is paid with."""

    statement: PaymentStatement
    reference: str


class Part(NamedTuple):
    """What a statement's lines sum to for one budget year and round: a line may be of an earlier semester."""

    budget_year: int
    round_id: int
    owner_id: int
    kroner: int


def statements_in(payments: Iterable[Payment]) -> list[Sent]:
    """The statements that the payments pay. A payment of a part of an award pays none."""
    return [Sent(one.statement, one.reference) for one in payments if one.statement is not None]


def paying_entries(kind: EntryKind, sent: Sequence[Sent], *, why: str = "") -> list[NewEntry]:
    """One entry for each statement: what its lines pay, moved as the kind says. The reference is in the entry's key."""
    return _entries(kind, sent, _parts(sent, "commitment"), why)


def returning_entries(sent: Sequence[Sent]) -> list[NewEntry]:
    """One entry for each statement that takes something back: from what is owed, to the frame that it came from."""
    taken = _parts(sent, "recovery__commitment")
    parts = {key: [one._replace(kroner=-one.kroner) for one in found if one.kroner] for key, found in taken.items()}
    return _entries(EntryKind.RETURN, sent, parts, "")


def count_as_paid(statements: Sequence[int], *, sign: int = 1) -> int:
    """Adds what the lines pay to what the commitments have paid, or takes it away. Gives how many it was."""
    changed = 0
    for some in batches(statements):
        paying = StatementLine.objects.filter(statement__in=some, commitment__isnull=False)
        changed += add_from(Commitment, "paid", paying, key="commitment", change=F("amount") * sign)
    return changed


def batches(keys: Sequence[int]) -> Iterable[Sequence[int]]:
    """The keys, as many at a time as a statement takes."""
    return (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))


def _parts(sent: Sequence[Sent], path: str) -> dict[int, list[Part]]:
    owners = {one.statement.pk: one.statement.owner_id for one in sent}
    found: dict[int, list[Part]] = defaultdict(list)
    for some in batches(list(owners)):
        lines = StatementLine.objects.filter(statement__in=some).exclude(**{path: None}).order_by()
        groups = lines.values_list("statement", f"{path}__budget_year", f"{path}__round").annotate(Sum("amount"))
        for statement, year, round, kroner in groups:
            found[statement].append(Part(year, round, owners[statement], kroner))
    return found


def _entries(kind: EntryKind, sent: Sequence[Sent], parts: dict[int, list[Part]], why: str) -> list[NewEntry]:
    routes = {part: _route(kind, part) for found in parts.values() for part in found}
    accounts = accounts_for({place for route in routes.values() for place in route})
    made = []
    for one in sent:
        ways = ((routes[part], part.kroner) for part in sorted(parts.get(one.statement.pk, ())))
        moves = [Move(accounts[debit], accounts[credit], kroner) for (debit, credit), kroner in ways]
        if moves:
            made.append(NewEntry(kind, f"{kind.value}:{one.reference}", one.statement.about, moves, why))
    return made


def _route(kind: EntryKind, part: Part) -> tuple[Place, Place]:
    debit, credit = ROUTES[kind]
    return _place(debit, part), _place(credit, part)


def _place(kind: AccountKind, part: Part) -> Place:
    """Frames belong to a round, not to an owner."""
    owner = None if kind == AccountKind.FRAME else part.owner_id
    return Place(kind, part.budget_year, part.round_id, owner)
