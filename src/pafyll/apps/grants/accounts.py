"""Finding an account by what it is for; made the first time that it is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from pafyll.apps.applications.models import Round
from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.grants.models import Account
from pafyll.apps.grants.services.batches import insert_rows
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.grants.ledger import AccountKind

NEW = ("key", "kind", "budget_year", "round", "scheme_year", "owner", "balance")
BATCH = 900  # SQLite takes about a thousand values in a statement


def account_for(
    kind: AccountKind,
    budget_year: int,
    *,
    round: Round | int | None = None,
    scheme_year: SchemeYear | int | None = None,
    owner: Organisation | int | None = None,
) -> Account:
    """The one account of the kind for the budget year, the round or the scheme year, and the owner (keys or rows)."""
    fields = Place(kind, budget_year, _key(round), _key(owner), _key(scheme_year))
    return Account.objects.get_or_create(key=fields.key, defaults=fields._asdict())[0]


class Place(NamedTuple):
    """What an account is for, in keys."""

    kind: AccountKind
    budget_year: int
    round_id: int | None = None
    owner_id: int | None = None
    scheme_year_id: int | None = None

    @property
    def key(self) -> str:
        parts = [self.kind.value, str(self.budget_year)]
        parts += [f"round {self.round_id}"] if self.round_id else []
        parts += [f"scheme {self.scheme_year_id}"] if self.scheme_year_id else []
        parts += [f"owner {self.owner_id}"] if self.owner_id else []
        return ":".join(parts)


def accounts_for(places: Iterable[Place]) -> dict[Place, Account]:
    """The accounts of many places at once; those that are not there are made. A few queries, whatever their number."""
    keys = {place.key: place for place in places}
    found = _found(keys)
    new = sorted(keys.keys() - found.keys())
    if new:
        insert_rows(Account, NEW, ((key, *_columns(keys[key]), 0) for key in new), once=True)
        found |= _found(new)
    return {place: found[key] for key, place in keys.items()}


def _found(keys: Iterable[str]) -> dict[str, Account]:
    wanted = sorted(keys)
    found: dict[str, Account] = {}
    for start in range(0, len(wanted), BATCH):
        found |= {one.key: one for one in Account.objects.filter(key__in=wanted[start : start + BATCH])}
    return found


def _columns(place: Place) -> tuple[Any, ...]:
    return place.kind, place.budget_year, place.round_id, place.scheme_year_id, place.owner_id


def _key(row: Round | SchemeYear | Organisation | int | None) -> int | None:
    return row if row is None or isinstance(row, int) else row.pk
