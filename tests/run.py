"""The whole suite: `python -m tests.run`. SQLite, then the journeys in a browser, then PostgreSQL; one closing line.

--long runs the slow programmes too, and the suite once more on each of the days that trouble calendars.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tests import browsers, postgres, prepared
from tests.siege import network

ROOT = Path(__file__).resolve().parents[1]
# A module goes to one worker; the heaviest begin first (tests/fixtures/world.py), so that nobody waits at the end.
WORKERS = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
# Whose question is about our code and not about the database: asked once, but in the long form.
THE_SAME_ON_BOTH = (
    "architecture/test_routes",
    "architecture/test_policy_lines",
    "architecture/test_named_witnesses",
    "architecture/test_query_counts",
    "apps/statistics/test_intruder",
    "apps/applications/test_freed_places",
    "devtools/test_demo",
    "devtools/test_story_world",
    "factories/test_factories",
    "operations/test_cached_by_nginx",
    "web/test_survey_tracing",
)
COMPILED = ROOT / "var" / "compiled"
LEAP_DAY = "2028-02-29"
TROUBLESOME_DAYS = ("2027-12-31", "2028-07-31", "2028-08-01")
SHOWN = 25  # of the heaviest modules
SPENT: dict[str, float] = {}  # seconds of each part, in the order they ran


@dataclass
class Tally:
    """How a part of the suite went. broken: it ended without saying, which counts as one failure."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped}"


def main() -> int:
    """Runs every part that this machine can run. 0 when nothing failed and nothing needed was missing."""
    asked = _arguments()
    _keep_what_is_compiled()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is also stopped
    missing = list(_missing())
    for what in missing:
        print(f"MANGLER: {what}", flush=True)
    if why := network.why_not():
        print(f"HOPPES OVER: tests/siege. {why}", flush=True)
    with _postgres() as address:
        _prepare(address)
        tallies = [
            _sqlite(asked.long),
            *_journeys(asked.long),
            *_on_postgres(address, asked.long),
            *(_days() if asked.long else ()),
        ]
    total = sum(tallies, Tally())
    if missing and os.environ.get("CI") == "true":
        total.failed += len(missing)
        print("CI=true: det som mangler, regnes som feil.")
    print(f"── Tid: {', '.join(f'{name} {spent:.0f} s' for name, spent in SPENT.items())}")
    print(total)
    return 1 if total.failed or not total.passed else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--long", action="store_true", help="the slow programmes too")
    return parser.parse_args()


def _keep_what_is_compiled() -> None:
    """Hundreds of processes read the same code: it is compiled once, and lies in a folder of its own."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # many machines ask for no files beside the sources, and get none
    os.environ.setdefault("PYTHONPYCACHEPREFIX", str(COMPILED))


def _missing() -> Iterable[str]:
    if postgres.binaries() is None:
        yield postgres.MISSING
    if browsers.chromium() is None:
        yield browsers.MISSING


def _sqlite(long: bool) -> Tally:
    extra = {"PAFYLL_LONG": "1"} if long else {}
    return _part("SQLite", [*WORKERS, "-m", "not journey" if long else "not journey and not slow"], **extra)


def _journeys(long: bool) -> Iterable[Tally]:
    if browsers.chromium() is not None:
        yield _part("Reiser i nettleseren", [*WORKERS, "-m", "journey" if long else "journey and not slow"])


@contextmanager
def _postgres() -> Iterator[str | None]:
    """The address of a server for this run, or None where none is installed."""
    folder = postgres.binaries()
    if folder is None:
        yield None
        return
    with postgres.running(folder) as address:
        yield address


def _prepare(address: str | None) -> None:
    """Makes the databases that the parts copy, side by side. What fails here fails again, and counts, in the parts."""
    began = time.monotonic()
    with ThreadPoolExecutor() as pool:
        made = [pool.submit(prepared.file, "story")]
        made += [pool.submit(prepared.template, "story", address)] if address else []
    for one in made:
        if error := one.exception():
            print(error, flush=True)
    SPENT["Databaser"] = time.monotonic() - began
    print(f"── Databaser å begynne med ({SPENT['Databaser']:.0f} s)", flush=True)


def _on_postgres(address: str | None, long: bool) -> Iterable[Tally]:
    if address is None:
        return
    # What runs twice may as well run on another day: the second time is 29 February.
    # Who gets what and which page leads to which is the same code on both, and the tests of each page open it here too.
    # Migrations are run down and up on a file of SQLite wherever it is asked; here they have been run up already.
    links = ["devtools/test_every_page_opens.py", "architecture/test_migrations.py"]
    links += [] if long else [f"{one}.py" for one in THE_SAME_ON_BOTH]
    left_out = [word for one in links for word in ("--ignore", f"tests/{one}")]
    choice = ["--only-database", "-m", "not journey and not slow", "--day", LEAP_DAY, *left_out]
    yield _part(f"PostgreSQL, {LEAP_DAY}", [*WORKERS, *choice], PAFYLL_DATABASE=address)


def _days() -> Iterable[Tally]:
    for day in TROUBLESOME_DAYS:
        yield _part(f"Klokka på {day}", [*WORKERS, "-m", "not journey and not slow", "--day", day])


def _part(name: str, options: list[str], **environment: str) -> Tally:
    """Runs pytest once in a process of its own and counts from its report, not from what it prints."""
    print(f"── {name}", flush=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="pafyll-tests-") as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", f"--junitxml={report}", *options]
        code = subprocess.run(command, cwd=ROOT, env=_clean_environment() | environment).returncode
        tally, heaviest, figures = _counted(report, code), _heaviest(report), _figures(report)
    SPENT[name] = time.monotonic() - began
    print(f"── {name}: {tally} ({SPENT[name]:.0f} s)", flush=True)
    print(f"── Tyngst: {heaviest}", flush=True)
    for figure in figures:
        print(f"── {figure}", flush=True)
    return tally


def _counted(report: Path, code: int) -> Tally:
    if code == 5:  # no test was chosen
        return Tally()
    if not report.exists():
        return Tally(failed=1)
    suite = ElementTree.parse(report).getroot().find("testsuite")
    assert suite is not None
    tests, failed, errors, skipped = (int(suite.get(key, 0)) for key in ("tests", "failures", "errors", "skipped"))
    bad = failed + errors or (1 if code else 0)
    return Tally(max(tests - failed - errors - skipped, 0), bad, skipped)


def _figures(report: Path) -> list[str]:
    """What tests told of, with `record_property("figure", …)`, for a person to read."""
    if not report.exists():
        return []
    told = ElementTree.parse(report).iter("property")
    return [one.get("value", "") for one in told if one.get("name") == "figure"]


def _heaviest(report: Path) -> str:
    """The modules that took most time, with their seconds: where to look when the suite has grown slow."""
    spent: dict[str, float] = defaultdict(float)
    if report.exists():
        for case in ElementTree.parse(report).iter("testcase"):
            spent[case.get("classname", "").removeprefix("tests.")] += float(case.get("time", 0))
    heaviest = sorted(spent.items(), key=lambda one: -one[1])
    return ", ".join(f"{name} {seconds:.0f}" for name, seconds in heaviest[:SHOWN])


def _clean_environment() -> dict[str, str]:
    """The suite decides its own database and day, whatever the shell has set."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PAFYLL_")}


if __name__ == "__main__":
    sys.exit(main())
