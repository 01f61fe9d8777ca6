"""Which work a kind of job does. Upper apps register when Django starts; the worker asks here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.utils.functional import Promise

from pafyll.apps.casework.outcomes import UnknownKind

if TYPE_CHECKING:
    from pafyll.apps.casework.models import Job


class JobStopped(Exception):
    """The job was cancelled, or given to another worker: stop, and write nothing more."""


class Report(Protocol):
    """How a work says how far it has come. Raises JobStopped when it shall not go on."""

    def __call__(self, done: int, total: int, text: str = "") -> None: ...

    def finish(self, result: dict[str, Any] | None = None) -> None:
        """Marks the job as done. Called in the transaction that saves the work, both happen or neither."""


Work = Callable[["Job", Report], "dict[str, Any] | None"]


@dataclass(frozen=True)
class Kind:
    """A kind of job. may_cancel is False for one that is too short, or too far gone, to be stopped half-way."""

    code: str
    work: Work
    label: str | Promise
    may_cancel: bool = True


_kinds: dict[str, Kind] = {}


def register(kind: str, work: Work, *, label: str | Promise, may_cancel: bool = True) -> None:
    """Says which work the kind does, from AppConfig.ready(). label: "Leser filen".

    The work may be run again from the start after a crash, so it must come to the same end: save everything in one
    transaction that ends with report.finish(), or in steps that know what is already saved.
    """
    entry = Kind(kind, work, label, may_cancel)
    if _kinds.setdefault(kind, entry) != entry:
        raise ValueError(f"{kind} is already registered")


def kind_of(code: str) -> Kind:
    """The kind with the code. Raises UnknownKind."""
    try:
        return _kinds[code]
    except KeyError:
        raise UnknownKind(code) from None


def known_kinds() -> list[Kind]:
    """All kinds, by code."""
    return [_kinds[code] for code in sorted(_kinds)]
