"""Who may receive money, what they have asked for, and the keys that money is shared by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from pafyll.domain.grants.distribution.texts import Text

NOTHING: Mapping[str, int] = MappingProxyType({})
EQUAL, FIXED = "equal", "fixed"
KINDS = {
    "municipality": "kommunene",
    "county_authority": "fylkeskommunene",
    "private_owner": "de private eierne",
    "network": "nettverkene",
    "school": "skolene",
    "kindergarten": "barnehagene",
    "provider": "universitetene og høyskolene",
    "vocational_college": "fagskolene",
    "training_office": "opplæringskontorene",
    "examination_board": "prøvenemndene",
    "vocational_forum": "fagforumene",
}
PER = {
    "county": "hvert fylke",
    "region": "hver kompetanseregion",
    "municipality": "hver kommune",
    "owner": "hver eier",
}


class Recipient(NamedTuple):
    """Somebody money may be awarded to. keys are in hundredths: 21240 is 212,40 FTE."""

    number: str
    name: str
    kind: str
    county: str = ""
    municipality: str = ""
    region: str = ""
    owner: str = ""
    keys: Mapping[str, int] = NOTHING

    @property
    def owner_number(self) -> str:
        """The owner's organisation number; an owner is its own."""
        return self.owner or self.number

    def group(self, per: str) -> str:
        """Which county, region, municipality or owner the recipient belongs to; empty when it is not known."""
        return self.owner_number if per == "owner" else str(getattr(self, per))


class Request(NamedTuple):
    """What somebody asks for. rank is the forum's or the owner's order, received the moment it came (ISO 8601).

    committed is what earlier years have promised of kroner. units are counts that a rate is multiplied with.
    """

    id: str
    number: str
    kroner: int = 0
    title: str = ""
    rank: int = 0
    received: str = ""
    committed: int = 0
    pot: str = ""
    units: Mapping[str, int] = NOTHING


@dataclass(frozen=True)
class Key:
    """What money is shared by: its label, where the figures are from, which revision, and when they were counted."""

    code: str
    label: str
    source: str = ""
    revision: str = ""
    counted_on: date | None = None
    starts_on: date | None = None
    ends_before: date | None = None

    def words(self) -> Text:
        """The key with its source, revision and date as far as they are known."""
        facts = {"label": Text(self.label), "source": self.source, "revision": self.revision, "day": self.counted_on}
        if self.source and self.revision and self.counted_on:
            return Text("{label} ({source}, revisjon {revision}, telt {day})", facts)
        if self.source and self.counted_on:
            return Text("{label} ({source}, telt {day})", facts)
        return Text("{label} ({source})", facts) if self.source else Text("{label}", facts)


EQUALLY = Key(EQUAL, "likt til hver")
BY_SHARES = Key(FIXED, "faste andeler")
