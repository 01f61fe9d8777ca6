"""What is under way at a moment: presses that nobody has answered, jobs in a worker's hands, mail on its way."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.apps.casework.posting.server import MailServer
from tests.siege.addresses import MAIL_AT, MAIL_PORT, WORKS, end


class Presses:
    """Every press of a button, from when it is sent until it is answered. Told by several threads."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.numbers = itertools.count()
        self.under_way: dict[int, str] = {}  # number → the web process that has it
        self.unanswered: set[int] = set()

    @contextmanager
    def one(self, home: str) -> Iterator[None]:
        """Under way until the block ends; whoever leaves it by an error was not answered."""
        number = next(self.numbers)
        with self.lock:
            self.under_way[number] = home
        try:
            yield
        except Exception:
            with self.lock:
                self.unanswered.add(number)
            raise
        finally:
            with self.lock:
                del self.under_way[number]

    def with_(self, *homes: str) -> set[int]:
        """Those that one of the web processes has now."""
        with self.lock:
            return {number for number, home in self.under_way.items() if home in homes}

    def not_come_through(self, among: set[int]) -> set[int]:
        """Those that still are under way, or ended without an answer."""
        with self.lock:
            return among & (self.under_way.keys() | self.unanswered)


class Post:
    """The mail server, and who is to be told when a crew has a mail in its hands."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.asked: tuple[str, Callable[[str], None]] | None = None
        self.server = MailServer(before_yes=self._before, after_yes=self._after, host=MAIL_AT, port=MAIL_PORT)

    @property
    def taken(self) -> list[str]:
        return list(self.server.taken)

    def at_the_next(self, moment: str, act: Callable[[str], None]) -> None:
        """Calls act with the crew's home when the next mail comes. moment: before or after it is answered."""
        with self.lock:
            self.asked = (moment, act)

    def never_mind(self) -> None:
        with self.lock:
            self.asked = None

    def _before(self, name: str) -> None:
        self._come("before", name)

    def _after(self, name: str) -> None:
        self._come("after", name)

    def _come(self, moment: str, name: str) -> None:
        with self.lock:
            act = self.asked[1] if self.asked and self.asked[0] == moment else None
            self.asked = None if act else self.asked
        if act:
            address = self.server.sender_of[name]
            act(next(home for home in WORKS if end(home) == address))
