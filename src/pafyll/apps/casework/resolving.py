"""What a point of a resolution opens: upper apps register what they do when politicians have said yes.

Called inside the transaction that records the resolution. This is the one way up, as outcomes is for appeals.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.functional import Promise

if TYPE_CHECKING:
    from pafyll.apps.accounts.models import User
    from pafyll.apps.organisations.models import Organisation

Words = str | Promise


@dataclass(frozen=True)
class Target:
    """Something that a point can open: its key in the app that owns it ("plan:7"), and what it is called."""

    key: str
    label: str


@dataclass(frozen=True)
class Opening:
    """The order to open: which target, for which point of which resolution, what was resolved, by whom and when.

    point is the key of the point ("resolution_point:12"): act must do nothing new when it is called again with it.
    quantity is what the point sets, in whole kroner or people, and None where it only says yes.
    """

    kind: str
    target: str
    point: str
    case_number: str
    resolution_number: str  # the politicians' own: "Formannskapet 2026/31"
    owner: Organisation
    text: str
    quantity: int | None
    by: User
    at: datetime


@dataclass(frozen=True)
class Opened:
    """One thing that was opened: what it is called, and the owner's page that leads on to whom it pays for."""

    label: str
    url: str = ""


Act = Callable[[Opening], Sequence[Opened]]


@dataclass(frozen=True)
class OpeningKind:
    """A kind of thing that a resolution opens: its Norwegian name, the app that owns it, and what it does."""

    code: str
    label: Words
    owner: str
    act: Act
    targets: Callable[[Organisation], Sequence[Target]]
    unit: str = ""  # "NOK" or "persons": what quantity counts; empty where the kind takes none


class UnknownOpening(LookupError):
    """A point that opens something that no app has registered."""


@dataclass
class _Registry:
    kinds: dict[str, OpeningKind] = field(default_factory=dict)


_registry = _Registry()


def when_resolved(
    code: str,
    act: Act,
    *,
    label: Words,
    owner: str,
    targets: Callable[[Organisation], Sequence[Target]],
    unit: str = "",
) -> None:
    """Says that the app opens the kind. Called from AppConfig.ready(); twice by the same app changes nothing.

    act(opening) does it and gives what was opened; a Refusal that it raises stops the whole resolution. It must be
    idempotent. targets(owner) lists what the owner's points can open now.
    """
    kind = OpeningKind(code, label, owner, act, targets, unit)
    if _registry.kinds.setdefault(code, kind) != kind:
        raise ValueError(f"{code} is already opened by {_registry.kinds[code].owner}")


def opening_kinds() -> list[OpeningKind]:
    """All kinds, by code."""
    return [_registry.kinds[code] for code in sorted(_registry.kinds)]


def opening_kind(code: str) -> OpeningKind:
    """The kind with the code. Raises UnknownOpening."""
    try:
        return _registry.kinds[code]
    except KeyError:
        raise UnknownOpening(code) from None


def open_for(opening: Opening) -> list[Opened]:
    """Opens what the point opens. Call it in the transaction that records the resolution. Raises UnknownOpening."""
    return list(opening_kind(opening.kind).act(opening))
