"""Where the owners' tasks run: in this process, or in several of the machine's processes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

import numpy as np

from pafyll.domain.planning.model import Memory
from pafyll.domain.planning.problem import GAPS, PlanningProblem
from pafyll.domain.planning.schedules import Ints
from pafyll.domain.planning.sharing.owner import Answer, Bid, Cell, OwnerTask


class Alone:
    """All owners in this process, one after the other."""

    def __init__(self, problems: Sequence[PlanningProblem], cells: Sequence[Cell], capacity: Ints) -> None:
        memory: Memory = {}
        self.tasks = [OwnerTask(problem, cells, capacity.tolist(), memory) for problem in problems]

    def nothing(self) -> list[int]:
        return [int(task.model.amount(GAPS, task.nothing)) for task in self.tasks]

    def bids(self, prices: Ints) -> list[Bid]:
        return [task.bid(prices) for task in self.tasks]

    def answers(self, prices: Ints, places: Mapping[int, Ints], starts: Mapping[int, Answer]) -> Mapping[int, Answer]:
        begin = {k: starts[k].choice for k in starts}
        return {k: self.tasks[k].answer(prices, most, begin.get(k)) for k, most in places.items()}


class Together:
    """The owners spread over processes; each process keeps its owners' models between the calls."""

    def __init__(
        self, problems: Sequence[PlanningProblem], cells: Sequence[Cell], capacity: Ints, processes: int
    ) -> None:
        self.owners = dealt([len(problem.gaps) for problem in problems], processes)
        self.count = len(problems)
        context = get_context("spawn")
        self.lines: list[Connection] = []
        self.processes = []
        for owners in self.owners:
            here, there = context.Pipe()
            process = context.Process(target=_serve, args=(there, [problems[k] for k in owners], list(cells), capacity))
            process.start()
            there.close()
            self.lines.append(here)
            self.processes.append(process)

    def close(self) -> None:
        for line, process in zip(self.lines, self.processes, strict=True):
            line.send(None)
            process.join()

    def nothing(self) -> list[int]:
        return self._gathered(self._call("nothing", [() for _ in self.owners]))

    def bids(self, prices: Ints) -> list[Bid]:
        return self._gathered(self._call("bids", [(prices,) for _ in self.owners]))

    def answers(self, prices: Ints, places: Mapping[int, Ints], starts: Mapping[int, Answer]) -> Mapping[int, Answer]:
        own = [
            (
                prices,
                {at: places[k] for at, k in enumerate(owners) if k in places},
                {at: starts[k] for at, k in enumerate(owners) if k in starts},
            )
            for owners in self.owners
        ]
        said = self._call("answers", own)
        return {
            owners[at]: one for owners, answers in zip(self.owners, said, strict=True) for at, one in answers.items()
        }

    def _call(self, name: str, arguments: Sequence[tuple[Any, ...]]) -> list[Any]:
        for line, own in zip(self.lines, arguments, strict=True):
            line.send((name, own))
        return [line.recv() for line in self.lines]

    def _gathered(self, said: Sequence[Sequence[Any]]) -> list[Any]:
        found: list[Any] = [None] * self.count
        for owners, answers in zip(self.owners, said, strict=True):
            for k, answer in zip(owners, answers, strict=True):
                found[k] = answer
        return found


def _serve(line: Connection, problems: list[PlanningProblem], cells: list[Cell], capacity: Ints) -> None:
    crew = Alone(problems, cells, capacity)
    while (asked := line.recv()) is not None:
        name, arguments = asked
        line.send(getattr(crew, name)(*arguments))


def dealt(sizes: Sequence[int], processes: int) -> list[list[int]]:
    """The largest first, each to the process with least so far."""
    found: list[list[int]] = [[] for _ in range(processes)]
    load = np.zeros(processes)
    for k in sorted(range(len(sizes)), key=lambda k: (-sizes[k], k)):
        lightest = int(load.argmin())
        found[lightest].append(k)
        load[lightest] += sizes[k] + 1
    return [sorted(owners) for owners in found]
