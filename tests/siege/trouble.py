"""What is done to them during a round, chosen by the round's own chance: a seed gives the same again.

Each waits for a moment when what it hits has something in its hands, and says afterwards whether it struck.
"""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

from tests.siege.addresses import WEBS, WORKS
from tests.siege.database import with_no_care_if_gone
from tests.siege.site import Site
from tests.siege.watching import Post, Presses

KINDS = ("kill web", "kill worker", "kill crew", "kill database", "cut web", "cut work")
LONGEST_CUT = 0.9  # seconds
FIRST = 0.4  # how far into the round it may begin
LOOKS = 0.004  # how often it looks for something under way
WAITS = 2.5  # how long it waits for it


@dataclass
class Field:
    """What there is to hit, and what has been hit: kinds that struck something under way, and those that did not."""

    site: Site
    presses: Presses
    post: Post
    struck: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, kind: str, *, struck: bool) -> None:
        with self.lock:
            (self.struck if struck else self.missed)[kind] += 1


@dataclass(frozen=True)
class Trouble:
    """kind, whom, when in seconds from the beginning of the round, and for how long a link is cut."""

    kind: str
    whom: str
    after: float
    lasts: float
    moment: str  # of a mail: before or after it was answered

    def happen(self, at: Field) -> None:
        time.sleep(self.after)
        hit = {"kill crew": self._at_a_mail, "kill worker": self._at_a_job, "cut work": self._at_a_job}
        at.note(self.kind, struck=hit.get(self.kind, self._at_a_press)(at))

    def _at_a_press(self, at: Field) -> bool:
        """Struck: somebody who had pressed before has no answer afterwards."""
        homes = (self.whom,) if self.whom in WEBS else WEBS
        until = time.monotonic() + WAITS
        while not (pressed := at.presses.with_(*homes)) and time.monotonic() < until:
            time.sleep(LOOKS)
        ended = self._strike(at.site, self.whom)
        unanswered = bool(at.presses.not_come_through(pressed))
        ended()
        return unanswered

    def _at_a_job(self, at: Field) -> bool:
        """Struck: the job was in the worker's hands before, and still there afterwards."""
        until = time.monotonic() + WAITS
        while not (busy := [home for home in WORKS if at.site.job_of(home)]) and time.monotonic() < until:
            time.sleep(LOOKS)
        whom = busy[0] if busy else self.whom
        job = at.site.job_of(whom)
        ended = self._strike(at.site, whom)
        struck = bool(job) and at.site.told_job(whom) == job
        ended()
        return struck

    def _at_a_mail(self, at: Field) -> bool:
        """Struck: the mail server had the mail, and the crew had not yet written down that it was sent."""
        came = threading.Event()

        def strike(home: str) -> None:
            self._strike(at.site, home)
            came.set()

        at.post.at_the_next(self.moment, strike)
        if came.wait(WAITS):
            return True
        at.post.never_mind()
        self._strike(at.site, self.whom)
        return False

    def _strike(self, site: Site, whom: str):  # type: ignore[no-untyped-def]
        """Does it, and gives what ends it."""
        if self.kind == "kill database":
            site.database.kill()
            return site.database.start
        if self.kind.startswith("cut"):
            site.network.cut(whom)
            return lambda: self._mend(site, whom)
        if pid := site.pid_of(whom, self.kind.removeprefix("kill ")):
            with_no_care_if_gone(pid, group=True)
        return lambda: None

    def _mend(self, site: Site, whom: str) -> None:
        time.sleep(self.lasts)
        site.network.mend(whom)


def troubles_of(seed: int, number: int) -> list[Trouble]:
    """Two or three kinds at once: the first in turn so that all come equally often, the others by chance."""
    chance = random.Random(f"{seed}:{number}")
    first = KINDS[number % len(KINDS)]
    others = chance.sample([kind for kind in KINDS if kind != first], chance.choice((1, 2)))
    return [_one(kind, chance) for kind in (first, *others)]


def one_of(kind: str, seed: int, number: int) -> Trouble:
    """One of the kind alone."""
    return _one(kind, random.Random(f"{seed}:{number}"))


def begin(troubles: list[Trouble], at: Field) -> list[threading.Thread]:
    """Each in a thread of its own."""
    threads = [threading.Thread(target=one.happen, args=(at,), daemon=True) for one in troubles]
    for thread in threads:
        thread.start()
    return threads


def _one(kind: str, chance: random.Random) -> Trouble:
    among = WEBS if kind.endswith("web") else WORKS
    whom = "db" if kind == "kill database" else chance.choice(among)
    moment = chance.choice(("before", "after"))
    return Trouble(kind, whom, chance.uniform(0, FIRST), chance.uniform(0.1, LONGEST_CUT), moment)
