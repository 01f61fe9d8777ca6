"""What is done to them during a round, chosen by the round's own chance: a seed gives the same again."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from dataclasses import dataclass

from tests.siege.addresses import BACKS, WEBS, WORKS
from tests.siege.database import with_no_care_if_gone
from tests.siege.site import Site

KINDS = ("kill web", "kill worker", "kill crew", "kill database", "cut web", "cut work")
LONGEST_CUT = 0.9  # seconds
FIRST = 0.5  # how far into the round it may begin


@dataclass(frozen=True)
class Trouble:
    """kind, whom, when in seconds from the beginning of the round, and for how long a link is cut."""

    kind: str
    whom: str
    after: float
    lasts: float

    def happen(self, site: Site) -> None:
        time.sleep(self.after)
        if self.kind == "kill database":
            site.database.kill()
            site.database.start()
        elif self.kind.startswith("cut"):
            site.network.cut(self.whom)
            time.sleep(self.lasts)
            site.network.mend(self.whom)
        else:
            pid = site.pid_of(self.whom, self.kind.removeprefix("kill "))
            if pid:
                with_no_care_if_gone(pid, group=True)


def troubles_of(seed: int, number: int) -> list[Trouble]:
    """One or two kinds, in turn so that all come equally often; the second by chance."""
    chance = random.Random(f"{seed}:{number}")
    kinds = [KINDS[number % len(KINDS)]]
    if chance.random() < 0.5:
        kinds.append(chance.choice([kind for kind in KINDS if kind not in kinds]))
    return [_one(kind, chance) for kind in kinds]


def one_of(kind: str, seed: int, number: int) -> Trouble:
    """One of the kind alone."""
    return _one(kind, random.Random(f"{seed}:{number}"))


def begin(troubles: list[Trouble], site: Site, happened: Counter[str]) -> list[threading.Thread]:
    """Each in a thread of its own."""
    happened.update(one.kind for one in troubles)
    threads = [threading.Thread(target=one.happen, args=(site,)) for one in troubles]
    for thread in threads:
        thread.start()
    return threads


def _one(kind: str, chance: random.Random) -> Trouble:
    among = WEBS if kind.endswith("web") else WORKS
    whom = "db" if kind == "kill database" else chance.choice(among)
    assert whom == "db" or whom in BACKS
    return Trouble(kind, whom, chance.uniform(0, FIRST), chance.uniform(0.1, LONGEST_CUT))
