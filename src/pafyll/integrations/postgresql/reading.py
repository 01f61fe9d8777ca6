"""On whose behalf the database is read now: nobody, somebody with the keys she has, or the system itself.

Nobody is the beginning: what serves pages must say who asks, and what does work of its own must say why it reads all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields, replace


@dataclass(frozen=True)
class Reader:
    """What the policies ask for. Lists as {1,2}.

    sees: "" nothing, "own" what the keys open, "history" that and the whole history, "all" everything.
    """

    sees: str = ""
    user: str = ""
    person: str = ""
    offices: str = ""  # organisations that she acts for
    members: str = ""  # organisations where she has any role
    counties: str = ""  # counties that she governs
    roles: str = ""


NAMES = tuple(f"pafyll.{one.name}" for one in fields(Reader))
NOBODY = Reader()
EVERYTHING = Reader(sees="all")
Who = Callable[[], Reader]

_asked: ContextVar[Who | None] = ContextVar("reader", default=None)
_asking: ContextVar[bool] = ContextVar("asking", default=False)
_otherwise = NOBODY


def reader_now() -> Reader:
    """Who reads. Whoever is found by a question to the database is nobody while it is asked."""
    who = _asked.get()
    if who is None:
        return _otherwise
    if _asking.get():
        return NOBODY
    token = _asking.set(True)
    try:
        return who()
    finally:
        _asking.reset(token)


def reads_everything() -> bool:
    """Whether everything is read already. Asks nobody."""
    who = _asked.get()
    return who is _everything or (who is None and _otherwise is EVERYTHING)


@contextmanager
def reading_as(who: Who) -> Iterator[None]:
    """Meanwhile the database is read on behalf of whoever who() says."""
    token = _asked.set(who)
    try:
        yield
    finally:
        _asked.reset(token)


@contextmanager
def reading_everything(why: str) -> Iterator[None]:
    """Meanwhile everything is read, for a reason that can be told."""
    if not why:
        raise ValueError("say why everything is read")
    token, still = _asked.set(_everything), _asking.set(False)
    try:
        yield
    finally:
        _asking.reset(still)
        _asked.reset(token)


@contextmanager
def reading_history(why: str) -> Iterator[None]:
    """Meanwhile the history stands open, and every other wall stands: for whoever asks only of rows that she has found.

    Whether the row that an event is about is hers is otherwise asked again for each of its events.
    """
    if not why:
        raise ValueError("say why the history is read")
    who = _asked.get()
    with reading_as(lambda: _with_history(who() if who else _otherwise)):
        yield


def this_process_reads_everything(why: str) -> None:
    """For a process that serves nobody: a command, a worker, a test. What it does on behalf of somebody says so."""
    global _otherwise
    if not why:
        raise ValueError("say why everything is read")
    _otherwise = EVERYTHING


def _with_history(reader: Reader) -> Reader:
    """The same reader. Nobody is let in by it, and who reads everything still does."""
    return replace(reader, sees="history") if reader.sees == "own" else reader


def _everything() -> Reader:
    return EVERYTHING
