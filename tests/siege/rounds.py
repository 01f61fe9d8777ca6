"""The rounds themselves, run in the network in the middle: exits with 0 when nothing was lost and nothing doubled."""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import threading
import time
from collections import Counter

import django

from tests import postgres, prepared
from tests.apps.casework.posting.server import MailServer
from tests.siege import database as databases
from tests.siege import site as sites
from tests.siege.addresses import MAIL_AT, MAIL_PORT
from tests.siege.network import Network

SETTLE_EVERY = 20
SETTLES_WITHIN = 60.0
CAUGHT_WITHIN = 12  # rounds


def main() -> int:
    asked = _arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is also stopped
    binaries, network = postgres.binaries(), Network(asked.network)
    assert binaries is not None
    with databases.running(binaries, network) as database:
        os.environ.update(sites.environment(database.inside))
        django.setup()
        prepared.fill(database.inside)
        database.say("CHECKPOINT")  # what was restored is not read again each time it is killed
        with sites.running(network, database) as site:
            return Siege(site, asked.seed).run(asked.rounds, broken=asked.broken)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--network", required=True)
    parser.add_argument("--rounds", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--broken", action="store_true")
    return parser.parse_args()


class Siege:
    """Round after round, with what has happened so far."""

    def __init__(self, site: sites.Site, seed: int) -> None:
        from tests.siege.world import found_world

        self.site, self.seed = site, seed
        silent = lambda name: None  # noqa: E731
        self.mail = MailServer(before_yes=silent, after_yes=silent, host=MAIL_AT, port=MAIL_PORT)
        self.world = found_world()
        self.happened: Counter[str] = Counter()
        self.done: Counter[str] = Counter()
        self.faults: list[str] = []

    def run(self, rounds: int, *, broken: bool) -> int:
        began = time.monotonic()
        for number in range(rounds):
            self._round(number)
            if number % SETTLE_EVERY == SETTLE_EVERY - 1 or number == rounds - 1:
                self._settle()
                print(f"{number + 1} rounds, {time.monotonic() - began:.0f} s, {len(self.faults)} faults", flush=True)
            if self.faults:
                break
        self._tell(time.monotonic() - began)
        if self.faults or not broken:
            return int(bool(self.faults))
        return 0 if self._sees_what_is_broken(rounds) else 1

    def _round(self, number: int, only: str = "") -> None:
        from django.db import connections

        from tests.siege.acting import Acknowledged
        from tests.siege.judging import after_round
        from tests.siege.trouble import begin, one_of, troubles_of

        round, told = self.world.next_round(number), Acknowledged()
        connections.close_all()
        troubles = [one_of(only, self.seed, number)] if only else troubles_of(self.seed, number)
        threads = [*self._people(round, told), *begin(troubles, self.site, self.happened)]
        for thread in threads:
            thread.join()
        self.site.database.wait()
        found = [*told.faults, *after_round(told, round)]
        self.faults += [f"round {number} ({', '.join(one.kind for one in troubles)}): {one}" for one in found]
        self.done.update(
            saved=len(told.saved), sent=len(told.sent), decided=len(told.decided), confirmed=len(told.confirmed)
        )
        self.done["pressed again"] += told.pressed_again

    def _people(self, round, told) -> list[threading.Thread]:  # type: ignore[no-untyped-def]
        from tests.siege.acting import apply, change, confirm, decide
        from tests.siege.browsing import Browser

        chance = random.Random(f"{self.seed}-{round.number}")
        world, turn = self.world, lambda: chance.randrange(2)
        text = f"Runde {round.number}: jeg underviser i matematikk uten studiepoeng"
        acts = [lambda: apply(Browser(round.newcomer, turn()), told, world.town.round.pk, world.town.maths.pk, text)]
        for session, pk in world.changers.items():
            acts.append(lambda session=session, pk=pk: change(Browser(session, turn()), told, pk, text))  # type: ignore[misc]
        acts.append(lambda: decide(Browser(world.idar, turn()), told, round.dispensations))
        acts.append(lambda: confirm(Browser(world.siri, turn()), told, world.window.pk, round.terms))
        threads = [threading.Thread(target=_noting, args=(act, told)) for act in acts]
        for thread in threads:
            thread.start()
        return threads

    def _settle(self) -> None:
        """Waits until jobs and mail are done, and asks whether all is whole."""
        from pafyll.apps.casework.models import Mail
        from tests.siege.judging import when_settled
        from tests.siege.world import jobs_left

        until = time.monotonic() + SETTLES_WITHIN
        while (jobs_left() or Mail.objects.filter(status="waiting").exists()) and time.monotonic() < until:
            Mail.objects.filter(status="waiting", tries__gt=0).update(
                next_try_at="2020-01-01T00:00Z"
            )  # not in a minute
            time.sleep(0.1)
        time.sleep(0.2)
        self.faults += when_settled(list(self.mail.taken))

    def _sees_what_is_broken(self, first: int) -> bool:
        """A database that answers before it has stored loses what it acknowledged: this must be seen."""
        for name, value in (("synchronous_commit", "off"), ("wal_writer_delay", "10000")):
            self.site.database.say(f"ALTER SYSTEM SET {name} = {value}")
        self.site.database.say("SELECT pg_reload_conf()")
        for number in range(first, first + CAUGHT_WITHIN):
            self._round(number, only="kill database")
            if lost := [one for one in self.faults if "lost" in one or "0 times" in one]:
                print(f"Seen when it was broken, in round {number - first + 1}: {lost[0]}")
                return True
        print("A database that loses what it acknowledged was not seen", self.faults)
        return False

    def _tell(self, seconds: float) -> None:
        twice = sum(n - 1 for n in Counter(self.mail.taken).values())
        print(f"Done to them: {dict(self.happened)}")
        print(f"Acknowledged: {dict(self.done)}")
        print(f"Mails: {len(set(self.mail.taken))}, of which {twice} came twice by the same name")
        print(f"{seconds:.0f} s, {len(self.faults)} faults")
        print("\n".join(self.faults[:40]))
        if self.faults:
            print(self.site.log.read_text()[-4000:])


def _noting(act, told) -> None:  # type: ignore[no-untyped-def]
    from tests.siege.acting import Unserved

    try:
        act()
    except Unserved as error:
        with told.lock:
            told.faults.append(str(error))


if __name__ == "__main__":
    sys.exit(main())
