"""Two distributions side by side: who gets what in each, and the difference."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pafyll.domain.grants.distribution.outcome import Distribution
from pafyll.domain.grants.distribution.recipients import Recipient
from pafyll.domain.values import Kroner

OWNER, PROVIDER, COUNTY = "owner", "provider", "county"
PROVIDERS = ("provider", "vocational_college")


@dataclass(frozen=True)
class Side:
    """One row: key and name, the kroner of each, and other minus one."""

    key: str
    name: str
    one: Kroner
    other: Kroner

    @property
    def difference(self) -> Kroner:
        return Kroner(self.other - self.one)


def compared(one: Distribution, other: Distribution, *, by: str) -> list[Side]:
    """Rows by owner, by provider or by county; who gets nothing in both is left out. Largest difference first."""
    ours, theirs = _sums(one, by), _sums(other, by)
    names = _names(other, by) | _names(one, by)
    rows = [Side(key, names.get(key, key), Kroner(ours[key]), Kroner(theirs[key])) for key in {*ours, *theirs}]
    kept = [row for row in rows if row.one or row.other]
    return sorted(kept, key=lambda row: (-abs(row.difference), row.name, row.key))


def _sums(done: Distribution, by: str) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for recipient, kroner in zip(done.recipients, done.totals, strict=True):
        key = _key(recipient, by)
        if key is not None:
            found[key] += kroner
    return found


def _key(recipient: Recipient, by: str) -> str | None:
    is_provider = recipient.kind in PROVIDERS
    if by == COUNTY:
        return recipient.county
    if by == PROVIDER:
        return recipient.number if is_provider else None
    return None if is_provider else recipient.owner_number


def _names(done: Distribution, by: str) -> dict[str, str]:
    return {} if by == COUNTY else {one.number: one.name for one in done.recipients}
