"""The rounds themselves, run in the network in the middle: exits with 0 when nothing was lost and nothing doubled.

A round counts when something that was done to them struck what was under way: somebody had pressed and has no answer, a
worker had a job in its hands, or a crew a mail. One where nothing was hit is told of, and does not count.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import django

from tests import postgres, prepared
from tests.siege import database as databases
from tests.siege import keeper
from tests.siege import site as sites
from tests.siege.network import Network, end_with_parent

SETTLE_EVERY = 20
SETTLES_WITHIN = 60.0
MOST_FOR_EACH = 1.5  # rounds begun for each that counts
TWICE = 2  # of what `double` does once more
CAUGHT_WITHIN = 8  # rounds
GIVES_UP_WHEN_BROKEN = 4.0  # seconds: what is lost stays lost


def main() -> int:
    asked, began = _arguments(), time.monotonic()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is also stopped
    end_with_parent()
    binaries, network = postgres.binaries(), Network(asked.network)
    assert binaries is not None
    with databases.running(binaries, network) as database:
        _prepare(database)
        with sites.running(network, database) as site:
            print(f"All is up after {time.monotonic() - began:.0f} s", flush=True)
            return Siege(site, asked.seed).run(asked.rounds, broken=asked.broken)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--network", required=True)
    parser.add_argument("--rounds", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--broken", action="store_true")
    return parser.parse_args()


def _prepare(database: databases.Database) -> None:
    """The tables are made while the code is read. Afterwards no link to the database is open, and no thread is left."""
    os.environ.update(sites.environment(database.over_the_net))
    with ThreadPoolExecutor() as beside:
        filled = beside.submit(prepared.fill, database.inside)
        django.setup()
        keeper.read_the_code()
    filled.result()
    database.say("CHECKPOINT")  # what was restored is not read again each time it is killed


class Siege:
    """Round after round, with what has happened so far."""

    def __init__(self, site: sites.Site, seed: int) -> None:
        from tests.siege.acting import Acknowledged
        from tests.siege.trouble import Field
        from tests.siege.watching import Post, Presses
        from tests.siege.world import Round, found_world

        self.site, self.seed = site, seed
        self.field = Field(site, Presses(), Post())
        self.world = found_world()
        self.told, self.rounds = Acknowledged(), list[Round]()
        self.counted = 0
        self.faults: list[str] = []

    def run(self, rounds: int, *, broken: bool) -> int:
        began = time.monotonic()
        while self.counted < rounds and len(self.rounds) < MOST_FOR_EACH * rounds and not self.faults:
            self.counted += self._round(len(self.rounds))
            if len(self.rounds) % SETTLE_EVERY == 0:
                self._settle()
                print(f"{self.counted} rounds, {time.monotonic() - began:.0f} s", flush=True)
        if not self.faults:
            self._settle()
        if self.counted < rounds:
            self.faults.append(f"only {self.counted} of {len(self.rounds)} rounds count")
        self._tell(time.monotonic() - began)
        if self.faults or not broken:
            return int(bool(self.faults))
        return 0 if self._sees_what_is_doubled() and self._sees_what_is_lost() else 1

    def _round(self, number: int, only: str = "") -> bool:
        """Whether something was struck while it was under way."""
        from django.db import connections

        from tests.siege.acting import GIVES_UP, Acknowledged
        from tests.siege.judging import after_round
        from tests.siege.trouble import begin, one_of, troubles_of

        round, told = self.world.next_round(number), Acknowledged(gives_up=GIVES_UP_WHEN_BROKEN if only else GIVES_UP)
        connections.close_all()
        struck = self.field.struck.total()
        troubles = [one_of(only, self.seed, number)] if only else troubles_of(self.seed, number)
        threads = [*self._people(round, told), *begin(troubles, self.field)]
        for thread in threads:
            thread.join()
        self.site.database.wait()
        self.rounds.append(round)
        self.told.add(told)
        found = [*told.faults, *after_round(told, round)]
        self.faults += [f"{one} (round {number}: {', '.join(one.kind for one in troubles)})" for one in found]
        return self.field.struck.total() > struck and told.number > 0

    def _people(self, round, told) -> list[threading.Thread]:  # type: ignore[no-untyped-def]
        from tests.siege.acting import apply, change, confirm, decide
        from tests.siege.browsing import Browser

        chance, world = random.Random(f"{self.seed}-{round.number}"), self.world
        text = f"Runde {round.number}: jeg underviser i matematikk uten studiepoeng"

        def browser(session: str) -> Browser:
            return Browser(session, chance.randrange(2), self.field.presses)

        acts = [lambda: apply(browser(round.newcomer), told, world.town.round.pk, world.town.maths.pk, text)]
        for session, pk in world.changers.items():
            acts.append(lambda session=session, pk=pk: change(browser(session), told, pk, text))  # type: ignore[misc]
        acts.append(lambda: decide(browser(world.idar), told, round.dispensations))
        acts.append(lambda: confirm(browser(world.siri), told, world.window.pk, round.terms))
        threads = [threading.Thread(target=_noting, args=(act, told), daemon=True) for act in acts]
        for thread in threads:
            thread.start()
        return threads

    def _settle(self) -> None:
        """Waits until jobs and mail are done, and asks whether all is whole, and all that was ever told still so."""
        from pafyll.apps.casework.models import Mail
        from tests.siege.judging import of_all, when_settled
        from tests.siege.world import jobs_left, receipts_left

        until = time.monotonic() + SETTLES_WITHIN
        while (
            jobs_left() or receipts_left() or Mail.objects.filter(status="waiting").exists()
        ) and time.monotonic() < until:
            Mail.objects.filter(status="waiting", tries__gt=0).update(
                next_try_at="2020-01-01T00:00Z"
            )  # not in a minute
            time.sleep(0.1)
        time.sleep(0.2)
        self.faults += [*when_settled(self.field.post.taken), *of_all(self.told, self.rounds)]

    def _sees_what_is_doubled(self) -> bool:
        """What stands twice, as when two processes both did what one was asked for, must be seen."""
        from tests.siege.judging import DOUBLED, of_all
        from tests.siege.world import double

        with double(self.rounds[-1]):
            found = [one for one in of_all(self.told, self.rounds) if one.startswith(DOUBLED)]
        print(f"Seen when it was doubled: {'; '.join(found)}" if len(found) == TWICE else f"Not seen: {found}")
        return len(found) == TWICE

    def _sees_what_is_lost(self) -> bool:
        """A database that answers before it has stored loses what it acknowledged: this must be seen."""
        from tests.siege.judging import LOST

        for name, value in (("synchronous_commit", "off"), ("wal_writer_delay", "10000")):
            self.site.database.say(f"ALTER SYSTEM SET {name} = {value}")
        self.site.database.say("SELECT pg_reload_conf()")
        for number in range(1, CAUGHT_WITHIN + 1):
            self._round(len(self.rounds), only="kill database")
            if found := [one for one in self.faults if one.startswith(LOST)]:
                print(f"Seen when it was broken, in round {number}: {found[0]}")
                return True
        print("A database that loses what it acknowledged was not seen", self.faults)
        return False

    def _tell(self, seconds: float) -> None:
        from tests.siege.judging import DOUBLED, LOST

        told, lost, doubled = self.told, *(sum(one.startswith(word) for one in self.faults) for word in (LOST, DOUBLED))
        mails = Counter(self.field.post.taken)
        print(f"Struck under way: {_each(self.field.struck)}. Not under way, not counted: {_each(self.field.missed)}")
        print(
            f"Acknowledged: {len(told.saved)} saved, {len(told.sent)} sent, {len(told.decided)} decided, "
            f"{len(told.confirmed)} confirmed. Mails: {len(mails)}, {mails.total() - len(mails)} again by the same name"
        )
        print(
            f"{self.counted} rounds of {len(self.rounds)} in {seconds:.0f} s: {told.number} acknowledged, {lost} lost, "
            f"{doubled} doubled, {len(self.field.presses.unanswered)} without an answer, {told.refused} refused, "
            f"{len(self.faults)} faults",
            flush=True,
        )
        if self.faults:
            print("\n".join(self.faults[:40]))
            print(self.site.log.read_text()[-4000:])


def _each(kinds: Counter[str]) -> str:
    return ", ".join(f"{kind} {n}" for kind, n in sorted(kinds.items())) or "none"


def _noting(act, told) -> None:  # type: ignore[no-untyped-def]
    from tests.siege.acting import Unserved

    try:
        act()
    except Unserved as error:
        with told.lock:
            told.faults.append(str(error))


if __name__ == "__main__":
    sys.exit(main())
