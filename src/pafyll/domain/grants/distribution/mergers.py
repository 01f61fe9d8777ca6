"""Counties and municipalities that have ended: a key from before and a key from after must not be added in silence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from pafyll.domain.grants.distribution.recipients import Recipient
from pafyll.domain.grants.distribution.texts import Text, hundredths, plain


@dataclass(frozen=True)
class Merger:
    """old stopped existing on the day; into are those that took over. More than one is a division."""

    old: str
    into: tuple[str, ...]
    starts_on: date
    source: str = ""


@cache
def county_mergers() -> tuple[Merger, ...]:
    """The counties that have ended since 2018, by number."""
    content = yaml.safe_load((Path(__file__).parent / "county_mergers.yaml").read_text(encoding="utf-8"))
    return tuple(
        Merger(str(old), tuple(map(str, into)), day, content["source"])
        for day, ended in content["ended"].items()
        for old, into in ended.items()
    )


def ended_before(code: str, on: date, mergers: Iterable[Merger]) -> Merger | None:
    """How the county or municipality ended, when it had ended on the day."""
    return next((one for one in mergers if one.old == code and one.starts_on <= on), None)


def ended_in(recipient: Recipient, on: date, mergers: Sequence[Merger] = ()) -> Merger | None:
    """Whether the recipient lies in a municipality or a county that had ended on the day."""
    municipal = ended_before(recipient.municipality, on, mergers)
    return municipal or ended_before(recipient.county, on, county_mergers())


def merged(
    recipients: Sequence[Recipient], on: date, mergers: Sequence[Merger]
) -> tuple[tuple[Recipient, ...], tuple[Text, ...]]:
    """Municipalities that had ended, added to those that took over, with a sentence about each.

    Only municipalities as recipients are added; others in them keep their row and get the new number. A municipality
    that was divided, or whose heir has no row, stays as it is: there is no figure to tell how it was divided.
    """
    heirs = {one.municipality: one for one in recipients if one.kind == "municipality"}
    moved, notes, gone = dict[str, Mapping[str, int]](), list[Text](), set[str]()
    for one in recipients:
        ending = ended_before(one.municipality, on, mergers)
        heir = heirs.get(ending.into[0]) if ending and len(ending.into) == 1 else None
        if ending and heir and one.kind == "municipality" and heir.number != one.number:
            before = moved.get(heir.number, heir.keys)
            moved[heir.number] = _added(before, one.keys)
            gone.add(one.number)
            notes.append(_note(one, heir, ending, before))
    kept = [one for one in recipients if one.number not in gone]
    return tuple(one._replace(keys=moved.get(one.number, one.keys)) for one in kept), tuple(notes)


def _added(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    return {key: one.get(key, 0) + other.get(key, 0) for key in {*one, *other}}


def _note(one: Recipient, heir: Recipient, ending: Merger, before: Mapping[str, int]) -> Text:
    sums = ", ".join(
        f"{hundredths(before.get(key, 0))} + {hundredths(value)} = {hundredths(before.get(key, 0) + value)}"
        for key, value in sorted(one.keys.items())
    )
    facts: dict[str, object] = {
        "one": plain(one.name),
        "old": one.municipality,
        "heir": plain(heir.name),
        "new": heir.municipality,
    }
    facts |= {"day": ending.starts_on, "sums": sums}
    return Text("{one} ({old}) gikk inn i {heir} ({new}) {day}, og er regnet med der: {sums}.", facts)
