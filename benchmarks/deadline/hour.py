"""The hour: when people come, how many there is room for, the run itself, and what became of everyone."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks.deadline.site import ROOT, Site
from benchmarks.deadline.world import Town, closes

HOUR, LAST, LAST_SHARE = 3_600.0, 600.0, 0.4
REQUESTS = 26
SESSION = 600.0  # seconds from the door to the last page, for one who reads and writes
INSIDE = 600.0  # and so long she counts as inside afterwards: casework.services.door
LOAD_STARTS = 5.0  # seconds in which the load's process is ready, also on a busy machine
BUSY = 0.3  # how much of the machine those inside may use: then nobody waits long for another


@dataclass(frozen=True)
class Evening:
    """teachers of them in share of an hour: as many a second as ten thousand in a whole one."""

    teachers: int
    share: float

    def coming(self, sessions: list[str], late: int = 0) -> list[tuple[str, float]]:
        """(session, seconds): 40 % in the last sixth of the hour. The late ones come after the deadline."""
        chance = random.Random("evening")
        last, rest = round(LAST_SHARE * self.teachers), []
        for number, session in enumerate(sessions):
            early = chance.uniform(0, HOUR - LAST) if number >= last else chance.uniform(HOUR - LAST, HOUR - 1)
            rest.append((session, self.share * (early if number < self.teachers else HOUR * 1.02)))
        return rest[: self.teachers + late]


def room_for(processor: float, cores: float) -> int:
    """How many may be inside at once. processor: seconds of one person's evening, all processes together.

    They use BUSY of the cores: each is inside for a session and some minutes that nobody sees her.
    """
    return max(2, int(BUSY * cores * (SESSION + INSIDE) / processor))


def plan_of(site: Site, town: Town, people: list[tuple[str, float]], share: float, pause: float) -> dict[str, Any]:
    return {
        "host": "127.0.0.1",
        "port": site.port,
        "people": people,
        "round": town.round,
        "offer": town.offer,
        "school": town.school,
        "share": share,
        "pause": pause,
        "patience": 60.0,
    }


def carried_out(plan: dict[str, Any], hour: float) -> dict[str, Any]:
    """Sets the deadline, lets everybody come, and gives what they were told.

    The hour begins when the load's process has read its code: both must mean the same deadline.
    """
    from pafyll.integrations.clock import machine_now

    begins = machine_now() + timedelta(seconds=LOAD_STARTS)
    closes(plan["round"], begins + timedelta(seconds=hour))
    plan["begins"] = begins.timestamp()
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("plan.json", "told.json")]
        files[0].write_text(json.dumps(plan))
        subprocess.run([sys.executable, "-m", "benchmarks.deadline.load", *map(str, files)], cwd=ROOT, check=True)
        found: dict[str, Any] = json.loads(files[1].read_text())
    return found


@dataclass(frozen=True)
class Judged:
    """Numbers that must be nothing, and how many stood in line."""

    lost: int
    doubled: int
    uncounted: int  # stood in line with a ticket from before the deadline, and were not let to send
    late: int  # went straight in before the deadline, and were not finished when it came
    let_past: int  # came after the deadline, and could send
    faults: int
    waited: int


def judged(told: dict[str, Any], hour: float) -> Judged:
    """Receipts against what is stored."""
    from pafyll.apps.applications.models import Application, ApplicationVersion
    from pafyll.apps.applications.services.receipts import is_untouched

    versions = {one.content_hash: one for one in ApplicationVersion.objects.all()}
    teachers = told["teachers"]
    receipts = [one["receipt"] for one in teachers if one["receipt"]]
    in_time = [one for one in teachers if one["came"] < hour and not one["receipt"]]
    people = Application.objects.values_list("person", flat=True)
    return Judged(
        lost=sum(key not in versions or not is_untouched(versions[key]) for key in receipts),
        doubled=len(people) - len(set(people)) + len(receipts) - len(set(receipts)),
        uncounted=sum(one["waited"] > 0 for one in in_time),
        late=sum(one["waited"] == 0 for one in in_time),
        let_past=sum(bool(one["receipt"]) for one in teachers if one["came"] >= hour),
        faults=sum(bool(one["fault"]) for one in teachers),
        waited=sum(one["waited"] > 0 for one in teachers),
    )


def p95(times: list[float]) -> float:
    return sorted(times)[int(0.95 * (len(times) - 1))] if times else 0.0
