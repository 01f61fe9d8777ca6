"""How an owner's quota and money in rounds that are not decided are divided when it becomes several.

What is said stands on the change until the day. Nothing said gives everything to the heir, and nothing to the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pafyll.apps.applications.models import OwnerFrame
from pafyll.apps.organisations.reading import reading_everything
from pafyll.apps.support.models import ReorganisationTarget
from pafyll.apps.support.rights import frames
from pafyll.apps.support.ways import Ways
from pafyll.domain.rules.reorganising import ReorganisationKind as K
from pafyll.domain.rules.reorganising import divided

LIMITS = ("quota", "budget_autumn", "budget_spring")
Parts = Mapping[int, Mapping[int, Mapping[str, int]]]  # {round: {target: {limit: places or whole kroner}}}


@dataclass(frozen=True)
class FramePart:
    """What one of the successors gets of a frame; None where the frame has no such limit."""

    frame: OwnerFrame
    target: ReorganisationTarget
    quota: int | None
    budget_autumn: int | None
    budget_spring: int | None


@reading_everything("the frames of an owner that is split are divided by those who plan it, who see no other frame")
def frames_to_share(ways: Ways) -> list[OwnerFrame]:
    """The frames of an owner that is split, the earliest round first."""
    if ways.kind is not K.SPLIT:
        return []
    found = [one.row for one in frames(ways)]
    return [one for one in found if isinstance(one, OwnerFrame) and limits_of(one)]


def limits_of(frame: OwnerFrame) -> dict[str, int]:
    """The limits that the frame has."""
    known = {name: getattr(frame, name) for name in LIMITS}
    return {name: value for name, value in known.items() if value is not None}


def said_of(ways: Ways, frame: OwnerFrame, limit: str) -> dict[int, int]:
    """{target: its part} as it was said; empty where nothing was."""
    said = ways.reorganisation.frame_parts.get(str(frame.round_id), {})
    return {int(target): parts[limit] for target, parts in said.items() if limit in parts}


def parts_of(ways: Ways, frame: OwnerFrame) -> Iterator[FramePart]:
    """What each successor gets of the frame. The parts of a limit are always the whole of it."""
    targets = list(ways.reorganisation.targets.select_related("organisation"))
    assert ways.heir is not None
    keys, heir = [one.pk for one in targets], ways.heir.pk
    by_limit = {name: divided(getattr(frame, name), said_of(ways, frame, name), keys, heir) for name in LIMITS}
    for one in targets:
        yield FramePart(frame, one, *(by_limit[name][one.pk] for name in LIMITS))


def stale_frames(ways: Ways) -> int:
    """Frames that are another size than what was said of them: somebody must say it again."""
    return sum(
        any(
            (said := said_of(ways, one, name)) and sum(said.values()) != whole for name, whole in limits_of(one).items()
        )
        for one in frames_to_share(ways)
    )
