"""The last hour before the teachers' deadline: 10 000 teachers, 40 % in the last ten minutes, 26 requests each.

Time is compressed: a fiftieth of the teachers come in a fiftieth of the hour, so as many come each second, and every
time of the door and every pause of theirs is a fiftieth. What a page takes is not. Ten thousand evenings cost more than
two cores have in an hour, so the line goes on after the deadline: some minutes in the short form, hours in the whole
(PAFYLL_LONG=1). First one teacher at a time on an idle machine: that says what an evening costs, and with it how many
there is room for (`hour.room_for`).
Processor time and counts can be trusted on a machine that is shared; times on the clock are upper bounds there.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from benchmarks.calibration import calibration
from benchmarks.deadline import hour as hours
from benchmarks.deadline import site as sites
from benchmarks.row import Row
from tests import postgres, prepared

WORKERS, IDLE, CLOSED, LATE = 2, 3, 8, 3
SHARE, QUICK_SHARE = 1 / 50, 1 / 500
CORES = os.cpu_count() or 1


@dataclass
class Machine:
    """A database with a town in it, and how far into its people we have come."""

    address: str
    postmaster: int
    town: Any
    used: int = 0

    def sessions(self, number: int) -> list[str]:
        """People who have not applied yet."""
        self.used += number
        return list(self.town.sessions[self.used - number : self.used])


def run(quick: bool) -> list[Row]:
    """quick: 20 teachers, two workers: whether it holds, not how fast. Without PostgreSQL nothing, which is said."""
    binaries = postgres.binaries()
    if binaries is None:
        print(postgres.MISSING)
        return []
    share = 1.0 if os.environ.get("PAFYLL_LONG") == "1" else QUICK_SHARE if quick else SHARE
    evening = hours.Evening(round(10_000 * share), share)
    counts, alone, crowd = ((WORKERS,), 1, 2) if quick else ((1, 2, 3), IDLE, CLOSED)
    with _machine(binaries, evening.teachers + 2 * alone + 2 * crowd * len(counts) + LATE) as machine:
        idle_p95, cost = _one_at_a_time(machine, alone)
        scaling = [_capacity(machine, workers, crowd) for workers in counts]
        return [*_hour(machine, evening, idle_p95, cost), *_capacity_rows(scaling, cost)]


@contextmanager
def _machine(binaries: Any, teachers: int) -> Iterator[Machine]:
    with postgres.running(binaries) as server:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "benchmarks.deadline.settings"}
        import psycopg

        with psycopg.connect(server, autocommit=True) as open_:
            open_.execute("CREATE DATABASE deadline")
            postmaster = sites.parent_of(open_.info.backend_pid)
        address = f"{server.rpartition('/')[0]}/deadline"
        os.environ["PAFYLL_DATABASE"] = address
        prepared.fill(address)
        import django

        django.setup()
        from benchmarks.deadline.world import planted

        yield Machine(address, postmaster, planted(teachers))


def _one_at_a_time(machine: Machine, teachers: int) -> tuple[float, float]:
    """(p95 in ms of a page, processor seconds of an evening) when nobody else is there. The first warms it up."""
    with sites.running(machine.address, machine.postmaster, workers=WORKERS, room=0, share=1) as site:
        _follow(site, machine, teachers, at_once=1)
        before = site.processor()
        told = _follow(site, machine, teachers, at_once=1)
        return hours.p95(told["inside"]), (site.processor() - before) / teachers


@dataclass(frozen=True)
class Capacity:
    """Requests while more ask than can be served, each second of processor time and each second of the clock."""

    workers: int
    each_processor_second: float
    each_second: float


def _capacity(machine: Machine, workers: int, crowd: int) -> Capacity:
    """The crowd comes twice: the first time every worker reads its templates and writes its questions."""
    with sites.running(machine.address, machine.postmaster, workers=workers, room=0, share=1) as site:
        _follow(site, machine, crowd, at_once=crowd)
        before = site.processor()
        told = _follow(site, machine, crowd, at_once=crowd)
        asked = len(told["inside"])
        return Capacity(workers, asked / (site.processor() - before), asked / told["took"])


def _follow(site: sites.Site, machine: Machine, teachers: int, *, at_once: int) -> dict[str, Any]:
    """Without pauses: one after the other, or all at once."""
    gap = 0.0 if at_once > 1 else 3.0
    people = [(session, gap * number) for number, session in enumerate(machine.sessions(teachers))]
    plan = hours.plan_of(site, machine.town, people, share=1, pause=0.001)
    return hours.carried_out(plan, hour=3_600)


def _hour(machine: Machine, evening: hours.Evening, idle_p95: float, cost: float) -> list[Row]:
    room = max(2, int(hours.room_for(cost, CORES) * evening.share))
    seconds = hours.HOUR * evening.share
    with sites.running(machine.address, machine.postmaster, workers=WORKERS, room=room, share=evening.share) as site:
        people = evening.coming(machine.sessions(evening.teachers + LATE), late=LATE)
        pause = hours.SESSION * evening.share / hours.REQUESTS
        plan = hours.plan_of(site, machine.town, people, evening.share, pause)
        told = hours.carried_out(plan, seconds)
    found = hours.judged(told, seconds)
    for why, number in Counter(one["refused"] or one["fault"] for one in told["teachers"]).most_common():
        print(f"{number}: {why or 'sent'}")
    stood = f"{found.waited} waited, {found.late} went straight in and were late themselves"
    what = f"{evening.teachers} teachers in {seconds:.0f} s, room for {room}, {stood}"
    nothing = [
        Row(f"{what}: {name}", float(number), "none", 1.0, 0.0, "")
        for name, number in (
            ("receipts that are lost", found.lost),
            ("doubled", found.doubled),
            ("with a ticket in time, not counted", found.uncounted),
            ("came too late, and could send", found.let_past),
        )
    ]
    return [
        Row(f"{what}: p95 of those inside", hours.p95(told["inside"]), "p95 on an idle machine", idle_p95, 2.0),
        Row(f"{what}: p95 at the door", hours.p95(told["door"]), "100 ms × calibration", 100 * calibration(), 1.0),
        *nothing,
    ]


def _capacity_rows(scaling: list[Capacity], cost: float) -> list[Row]:
    base = scaling[0]
    note = f"an evening of {hours.REQUESTS} requests costs {cost:.2f} s of one core, the database's part included"
    beside = f"those who ask share the {CORES} cores"
    return [
        *(
            Row(
                f"requests each second of processor time, {one.workers} workers",
                one.each_processor_second,
                f"{base.workers} workers",
                base.each_processor_second,
                None,
                "",
                note,
            )
            for one in scaling
        ),
        *(
            Row(
                f"requests each second, {one.workers} workers",
                one.each_second,
                f"{base.workers} workers",
                base.each_second,
                None,
                "",
                beside,
            )
            for one in scaling
        ),
    ]
