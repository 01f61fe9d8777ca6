"""Finding an account by what it is for; made the first time that it is asked for."""

from __future__ import annotations

from pafyll.apps.applications.models import Round
from pafyll.apps.grants.models import Account
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.grants.ledger import AccountKind


def account_for(
    kind: AccountKind, budget_year: int, *, round: Round | int | None = None, owner: Organisation | int | None = None
) -> Account:
    """The one account of the kind for the budget year, the round and the owner (keys or rows)."""
    round_id, owner_id = _key(round), _key(owner)
    parts = [kind.value, str(budget_year)]
    parts += [f"round {round_id}"] if round_id else []
    parts += [f"owner {owner_id}"] if owner_id else []
    fields = {"kind": kind, "budget_year": budget_year, "round_id": round_id, "owner_id": owner_id}
    return Account.objects.get_or_create(key=":".join(parts), defaults=fields)[0]


def _key(row: Round | Organisation | int | None) -> int | None:
    return row if row is None or isinstance(row, int) else row.pk
