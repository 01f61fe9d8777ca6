"""Planning a change of organisations: who becomes whom, from which day, and who goes where when one is split."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import OwnerFrame
from pafyll.apps.casework.services import record
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.apps.support.frame_parts import Parts, frames_to_share, limits_of
from pafyll.apps.support.models import (
    Reorganisation,
    ReorganisationChoice,
    ReorganisationSource,
    ReorganisationTarget,
)
from pafyll.apps.support.permissions import may_change, may_plan
from pafyll.apps.support.sharing import people_to_share, schools_to_share
from pafyll.apps.support.ways import Ways, ways_of
from pafyll.domain.answers import Answer, no, require, yes
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.rules.reorganising import ReorganisationKind, Shape, Unit, sums_to


@dataclass(frozen=True)
class Becomes:
    """Whom it becomes: one that stands already, found by its number, or a new one with the name."""

    number: str
    name: str = ""
    municipality_code: str = ""
    county_code: str = ""


@dataclass(frozen=True)
class Planned:
    """What is planned. heir is the number of the one that goes on with what cannot be shared out."""

    kind: ReorganisationKind
    day: date
    source: str
    sources: Sequence[str]
    becomes: Sequence[Becomes] = ()
    heir: str = ""
    why: str = ""
    key: str | None = None


@transaction.atomic
def plan_change(*, planned: Planned, by: User, at: datetime) -> Reorganisation:
    """Writes the change down. The same key again gives the one that is written already."""
    require(may_plan(viewer_of(by, day=norwegian_day(at))))
    have = Reorganisation.objects.filter(key=planned.key).first() if planned.key else None
    if have is not None:
        return have
    known = _known(planned)
    require(_are_known(planned, known))
    require(_shape(planned, known).in_order(norwegian_day(at)))
    made = Reorganisation.objects.create(
        kind=planned.kind,
        day=planned.day,
        source=planned.source.strip(),
        why=planned.why.strip(),
        key=planned.key,
        planned_by=by,
        planned_at=at,
    )
    _write_parts(made, planned, known)
    record(about=made.about, verb="planned", by=by, at=at, sources=list(planned.sources), why=planned.source)
    return made


@transaction.atomic
def share_out(
    *,
    reorganisation: Reorganisation,
    schools: Mapping[int, int],
    people: Mapping[int, int],
    frames: Parts | None = None,
    by: User,
    at: datetime,
) -> Reorganisation:
    """Says where schools and people go: {key: key of the target}. Those that are not named keep what was said.

    frames says how the frame of each round is divided; a round without parts goes to the heir whole. None: as it was.
    """
    locked = Reorganisation.objects.select_for_update().get(pk=reorganisation.pk)
    require(may_change(viewer_of(by, day=norwegian_day(at)), locked))
    ways = ways_of(locked)
    targets = set(locked.targets.values_list("pk", flat=True))
    _write_choices(locked, "school", schools, set(schools_to_share(ways).values_list("pk", flat=True)), targets)
    _write_choices(locked, "person", people, set(people_to_share(ways).values_list("pk", flat=True)), targets)
    if frames is not None:
        require(_are_whole(ways, frames, targets))
        locked.frame_parts = {
            str(key): {str(to): dict(part) for to, part in one.items()} for key, one in frames.items()
        }
        locked.save(update_fields=["frame_parts"])
    told: dict[str, Any] = {"frames": locked.frame_parts} if frames is not None else {}
    record(about=locked.about, verb="shared_out", by=by, at=at, schools=len(schools), people=len(people), **told)
    return locked


def _are_whole(ways: Ways, said: Parts, targets: set[int]) -> Answer:
    """Whether each limit that is divided is divided whole, among those who come in the owner's place."""
    known = {one.round_id: one for one in frames_to_share(ways)}
    for key, parts in said.items():
        frame = known.get(key)
        if frame is None or not parts.keys() <= targets:
            return no("unknown_frame", "Rammen finnes ikke, eller deles ikke i denne endringen.")
        for name, whole in limits_of(frame).items():
            given = [one[name] for one in parts.values() if name in one]
            if given and not sums_to(whole, given):
                return _not_whole(frame, sum(given), whole)
    return yes()


def _not_whole(frame: OwnerFrame, given: int, whole: int) -> Answer:
    return no(
        "parts_are_not_whole",
        "Delene i {round} er til sammen {given}, og skal være {whole}.",
        remedy="Rett delene, så summen blir den samme.",
        field="frames",
        round=frame.round.name,
        given=given,
        whole=whole,
    )


def _write_choices(
    one: Reorganisation, name: str, chosen: Mapping[int, int], things: set[int], targets: set[int]
) -> None:
    for thing, target in chosen.items():
        if thing in things and target in targets:
            key: dict[str, Any] = {"reorganisation": one, f"{name}_id": thing}
            ReorganisationChoice.objects.update_or_create(**key, defaults={"target_id": target})


def _known(planned: Planned) -> dict[str, Organisation]:
    numbers = [*planned.sources, *(one.number for one in planned.becomes)]
    rows = Organisation.objects.select_for_update().filter(number__in=numbers).order_by("pk")
    return {one.number: one for one in rows}


def _are_known(planned: Planned, known: dict[str, Organisation]) -> Answer:
    missing = next((one for one in planned.sources if one not in known), None)
    if missing is not None:
        return no(
            "unknown_number", "Ingen skole eller skoleeier har nummeret {number}.", field="sources", number=missing
        )
    for one in planned.becomes:
        if len(one.number) != 9 or not (one.number.isascii() and one.number.isdigit()):
            return no("wrong_number", "Et organisasjonsnummer har ni siffer.", field="targets")
        if one.number not in known and not one.name.strip():
            remedy = "Skriv navnet også, hvis den er ny."
            text = "Ingen har nummeret {number} fra før."
            return no("new_without_name", text, remedy=remedy, field="targets", number=one.number)
    return yes()


def _shape(planned: Planned, known: dict[str, Organisation]) -> Shape:
    sources = [_unit(known[one]) for one in dict.fromkeys(planned.sources)]
    like = sources[0] if sources else Unit("", "")
    targets = [
        _unit(known[one.number]) if one.number in known else Unit(one.number, like.kind, like.parent)
        for one in planned.becomes
    ]
    heirs = sum(one.number == _heir(planned) for one in planned.becomes)
    return Shape(planned.kind, sources, targets, heirs, planned.day, planned.source, planned.why)


def _heir(planned: Planned) -> str:
    """The only one there is needs no choice."""
    return planned.becomes[0].number if len(planned.becomes) == 1 else planned.heir


def _unit(one: Organisation) -> Unit:
    return Unit(one.number, one.kind, one.parent_id, one.ends_before is not None)


def _write_parts(made: Reorganisation, planned: Planned, known: dict[str, Organisation]) -> None:
    for number in dict.fromkeys(planned.sources):
        ReorganisationSource.objects.create(reorganisation=made, organisation=known[number])
    for one in planned.becomes:
        there = known.get(one.number)
        ReorganisationTarget.objects.create(
            reorganisation=made,
            organisation=there,
            name=there.name if there else one.name.strip(),
            number=one.number,
            municipality_code=there.municipality_code if there else one.municipality_code,
            county_code=there.county_code if there else one.county_code,
            is_heir=one.number == _heir(planned),
        )
