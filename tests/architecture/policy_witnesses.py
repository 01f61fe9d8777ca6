"""For a line of the policy and a way to turn it: a call that answers otherwise. Found by search, and kept.

What no call notices has a witness with a name (tests/architecture/named_witnesses.py), and is not searched for.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from hashlib import sha256
from pathlib import Path

from django.db import transaction

from tests.architecture.named_witnesses import named
from tests.architecture.policy_lines import ALLOW, DENY, policy_lines, turned, watched
from tests.architecture.routes import ANONYMOUS, PEOPLE, Route, _client, routes, visitor

TABLE = Path(__file__).parents[1] / "snapshots" / "policy_lines.csv"
ROUTES = Path(__file__).parents[1] / "snapshots" / "routes.csv"
TOKENS = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")\w+|(?<="X-CSRFToken": ")\w+')
ALIKE = 2  # people of those who are answered alike, for each address: the others would be told the same
TRIED = 40  # calls for each line and way before it is said that nobody notices

Cell = tuple[str, str, str, str]  # day, method, path and person
Answered = tuple[int, str]  # the status, and a digest of what was shown
Turning = tuple[str, str]  # the line and the way
Mover = Callable[[str], None]


@dataclass(frozen=True)
class Witness:
    """A line, the way it is turned, and the call that notices it, with what is answered before and after."""

    line: str
    way: str
    day: str
    method: str
    path: str
    person: str
    answers: str  # "403 → 200", or that something else is shown

    @property
    def cell(self) -> Cell:
        return self.day, self.method, self.path, self.person

    @property
    def turning(self) -> Turning:
        return self.line, self.way


COLUMNS = [one.name for one in fields(Witness)]


class Caller:
    """Makes calls whose changes are rolled back, and moves the clock when a call is of another day."""

    def __init__(self, move_to: Mover) -> None:
        self.move_to, self.day = move_to, ""
        self.known: dict[str, Route] = {route.path: route for route in routes()}
        self.sessions = {person: visitor(person).cookies for person in PEOPLE}

    def __call__(self, cell: Cell) -> Answered:
        day, method, path, person = cell
        if day != self.day:
            self.move_to(day)
            self.day = day
        client = _client()
        client.cookies = self.sessions[person].copy()
        with transaction.atomic():
            response = getattr(client, method.lower())(self.known[path].url)
            content = b"" if response.streaming else response.content
            transaction.set_rollback(True)
        shown = TOKENS.sub("", content.decode("utf-8", "replace")) if "html" in response.get("Content-Type", "") else ""
        return response.status_code, sha256(shown.encode()).hexdigest()


def kept() -> list[Witness]:
    """The table as it is approved."""
    return [Witness(**row) for row in csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines())]


def turnings() -> list[Turning]:
    """Every line, both ways."""
    return [(line, way) for line in policy_lines() for way in (ALLOW, DENY)]


def named_turnings() -> set[Turning]:
    """Those that a witness with a name notices."""
    return {turning for one in named() for turning in one.turnings}


def search(call: Caller) -> list[Witness]:
    """The whole table anew. Long: every address is called, and then again for each line that it asked."""
    sought = [one for one in turnings() if one not in named_turnings()]
    plain, asked_by = _asked(call)
    found = (_witness(call, plain, asked_by[line], line, way) for line, way in sought)
    return [one for one in found if one is not None]


def written(table: Iterable[Witness], to: Callable[[list[str]], object]) -> None:
    """Row by row, the heading first."""
    to(COLUMNS)
    for one in table:
        to([str(value) for value in astuple(one)])


def _asked(call: Caller) -> tuple[dict[Cell, Answered], dict[str, list[Cell]]]:
    """What every call answered, and which calls asked each line."""
    plain: dict[Cell, Answered] = {}
    asked_by: dict[str, list[Cell]] = defaultdict(list)
    with watched() as asked:
        for cell in _cells():
            asked.clear()
            plain[cell] = call(cell)
            for line in asked:
                asked_by[line].append(cell)
    return plain, asked_by


def _witness(call: Caller, plain: dict[Cell, Answered], cells: list[Cell], line: str, way: str) -> Witness | None:
    """The first call that gets another status; else the first that shows something else, where the page is always the
    same when nothing is turned; else none.
    """
    shown: list[Cell] = []
    for cell in _spread(cells)[:TRIED]:
        with turned(policy_lines()[line], way):
            before, after = plain[cell], call(cell)
        if after[0] != before[0]:
            return Witness(line, way, *cell, f"{before[0]} → {after[0]}")
        if after != before:
            shown.append(cell)
    steady = next((cell for cell in shown if call(cell) == plain[cell]), None)
    return Witness(line, way, *steady, "shown") if steady else None


def _spread(cells: list[Cell]) -> list[Cell]:
    """Those that write first, and of many addresses before many people at one."""
    turn: dict[tuple[str, str], int] = defaultdict(int)
    numbered = []
    for cell in cells:
        turn[cell[1], cell[2]] += 1
        numbered.append((turn[cell[1], cell[2]], cell[1] != "POST", cell))
    return [cell for _, _, cell in sorted(numbered)]


def _cells() -> Iterator[Cell]:
    """The calls of the approved table of routes, without those that are answered alike."""
    for row in csv.DictReader(ROUTES.read_text(encoding="utf-8").splitlines()):
        times: dict[str, int] = defaultdict(int)
        for person in PEOPLE:
            times[row[person]] += 1
            if person != ANONYMOUS and times[row[person]] <= ALIKE:
                yield row["day"], row["method"], row["path"], person
