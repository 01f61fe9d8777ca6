"""Live figures: a number in a case paper refers to where it comes from, and can be asked whether it has moved.

Upper apps register who answers for a prefix when Django starts; papers keep the reference with the value of the day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from pafyll.apps.organisations.models import Organisation

CURRENT, MOVED, GONE = "current", "moved", "gone"
SECTIONS = ("background", "frames", "views", "assessment", "proposal")


class UnknownFigure(LookupError):
    """A reference that nobody answers for, or that no longer leads to a figure."""


@dataclass(frozen=True)
class Figure:
    """A value with its unit, as it is written, and where it comes from. value is whole: kroner, people, credits.

    label says what it is ("Disponibelt i 2027"), source where it is kept ("Budsjettet for 2027, linje 3"), url the
    owner's own page about it, as_of the day that the source was last changed where that is known.
    """

    value: int
    unit: str
    text: str
    label: str
    source: str
    url: str = ""
    as_of: date | None = None


@dataclass(frozen=True)
class Offered:
    """A figure that can be put into a case paper. section: where in a draft it belongs, one of SECTIONS.

    about narrows it to papers about one thing ("plan:7"); empty for figures that any paper of the owner can use.
    sentence is how a draft says it, with the reference in braces; without one the draft writes label and figure. In
    the section "proposal" it is a point, and opens, target and quantity say what the point opens when it is resolved.
    """

    reference: str
    label: str
    section: str = "frames"
    about: str = ""
    sentence: str = ""
    opens: str = ""
    target: str = ""
    quantity: int | None = None


@dataclass(frozen=True)
class Kept:
    """A figure as it was when it was written into a paper."""

    reference: str
    value: int
    unit: str
    text: str
    label: str
    source: str
    url: str
    as_of: str  # ISO date, or empty
    kept_at: str  # ISO moment

    def as_plain(self) -> dict[str, Any]:
        """What the paper's JSON holds."""
        return asdict(self)

    @classmethod
    def from_plain(cls, stored: Mapping[str, Any]) -> Kept:
        return cls(**stored)


@dataclass(frozen=True)
class Standing:
    """Whether a kept figure still holds. state is CURRENT, MOVED or GONE; now is None where it is gone."""

    kept: Kept
    state: str
    now: Figure | None

    @property
    def is_moved(self) -> bool:
        return self.state != CURRENT


Resolve = Callable[..., Figure]  # (reference, *, owner) -> Figure; raises UnknownFigure
Offer = Callable[..., "list[Offered]"]  # (*, owner, about) -> what the owner can refer to


T = TypeVar("T")
_reading: ContextVar[dict[Any, Any] | None] = ContextVar("figures_read", default=None)


@contextmanager
def one_reading() -> Iterator[None]:
    """Within it, what many figures come from is read once: nothing may be written in between."""
    token = _reading.set({})
    try:
        yield
    finally:
        _reading.reset(token)


def remembered(key: Any, read: Callable[[], T]) -> T:
    """What read gives, read once within one_reading and each time outside it."""
    known = _reading.get()
    if known is None:
        return read()
    if key not in known:
        known[key] = read()
    found: T = known[key]
    return found


@dataclass
class _Registry:
    resolve: dict[str, Resolve] = field(default_factory=dict)
    offer: dict[str, Offer] = field(default_factory=dict)


_registry = _Registry()


def register(prefix: str, resolve: Resolve, *, offer: Offer | None = None) -> None:
    """Says who answers for references that start with "prefix:". Called from AppConfig.ready(); twice is the same.

    resolve(reference, *, owner) gives the Figure as it stands now, for that owner alone. offer(*, owner, about) lists
    what the owner's papers can refer to; about is the plan or budget that the case is about ("plan:7"), or empty.
    """
    known = _registry.resolve.setdefault(prefix, resolve)
    if known != resolve:
        raise ValueError(f"{prefix} is already answered for by {known.__module__}")
    if offer is not None:
        _registry.offer[prefix] = offer


def prefixes() -> list[str]:
    """The prefixes that somebody answers for, in alphabetical order."""
    return sorted(_registry.resolve)


def resolve(reference: str, *, owner: Organisation) -> Figure:
    """The figure as it stands now. Raises UnknownFigure."""
    answers = _registry.resolve.get(reference.partition(":")[0])
    if answers is None:
        raise UnknownFigure(reference)
    return answers(reference, owner=owner)


def keep(reference: str, *, owner: Organisation, at: datetime) -> Kept:
    """The figure as it stands now, to be written into a paper. Raises UnknownFigure."""
    figure = resolve(reference, owner=owner)
    as_of = figure.as_of.isoformat() if figure.as_of else ""
    return Kept(
        reference,
        figure.value,
        figure.unit,
        figure.text,
        figure.label,
        figure.source,
        figure.url,
        as_of,
        at.isoformat(),
    )


def standing_of(kept: Kept, *, owner: Organisation) -> Standing:
    """Whether the figure is still what it was when it was written."""
    try:
        now = resolve(kept.reference, owner=owner)
    except UnknownFigure:
        return Standing(kept, GONE, None)
    same = (now.value, now.unit) == (kept.value, kept.unit)
    return Standing(kept, CURRENT if same else MOVED, now)


def standings(kept: Iterable[Kept], *, owner: Organisation) -> list[Standing]:
    """The standing of each; a reference that stands several times is asked for once."""
    asked: dict[Kept, Standing] = {}
    return [asked.setdefault(one, standing_of(one, owner=owner)) if one not in asked else asked[one] for one in kept]


def offered(*, owner: Organisation, about: str = "") -> list[Offered]:
    """What the owner's papers about the thing can refer to, in the order of the prefixes."""
    return [one for prefix in sorted(_registry.offer) for one in _registry.offer[prefix](owner=owner, about=about)]
