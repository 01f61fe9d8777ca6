"""Somebody with every public file of every release, at the size of a nation. Imports nothing of ours.

The intruder reads tables of (figure, dimensions, {key: number or None}) as they are published, where "" is a total and
None is hidden. Two attacks, neither of which calls a solver:

1. exact elimination of all sums, in whole numbers modulo a large prime: what linear algebra determines is found;
2. bounds tightened along every sum, and every step that more people take than the next, until nothing changes.

Figures are matched between releases: a number that any release shows is known in all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

PRIME = (1 << 61) - 1
ROUNDS = 30

Name = tuple[str, ...]  # figure, then "dimension=value" sorted; what a number is about
PublicTable = tuple[str, tuple[str, ...], Mapping[tuple[str, ...], int | None]]
Sum = tuple[dict[Name, int], int]  # factors of hidden numbers, and what they come to


def recovered(
    releases: Sequence[Sequence[PublicTable]], steps: Sequence[tuple[str, tuple[str, ...]]], width: int
) -> dict[Name, tuple[int, int]]:
    """The hidden numbers below width, as far as can be told, that can be placed among fewer than width whole numbers.

    steps: a figure, and those that it is at least together.
    """
    shown, hidden, sums = _read(releases)
    rows = [row for total, parts in sums if (row := _row(total, parts, shown))[0]]
    exact = _eliminated(rows)
    uneven = [row for more, less in steps for row in _steps(more, less, shown, hidden)]
    bounds = _tightened(rows, uneven, hidden, exact)
    return {name: (low, high) for name, (low, high) in bounds.items() if high - low < width - 1 and low < width}


def _read(
    releases: Sequence[Sequence[PublicTable]],
) -> tuple[dict[Name, int], set[Name], set[tuple[Name, tuple[Name, ...]]]]:
    shown: dict[Name, int] = {}
    asked: set[Name] = set()
    sums: set[tuple[Name, tuple[Name, ...]]] = set()
    for tables in releases:
        for figure, dimensions, numbers in tables:
            for key, number in numbers.items():
                name = _name(figure, dimensions, key)
                asked.add(name)
                if number is not None:
                    shown[name] = number
            sums |= set(_sums(figure, dimensions, numbers))
    return shown, asked - set(shown), sums


def _name(figure: str, dimensions: Sequence[str], key: Sequence[str]) -> Name:
    return (figure, *sorted(f"{name}={value}" for name, value in zip(dimensions, key, strict=True) if value))


def _sums(
    figure: str, dimensions: Sequence[str], numbers: Iterable[tuple[str, ...]]
) -> Iterable[tuple[Name, tuple[Name, ...]]]:
    keys = set(numbers)
    for at in range(len(dimensions)):
        parts: dict[tuple[str, ...], list[Name]] = defaultdict(list)
        for key in keys:
            if key[at]:
                parts[(*key[:at], "", *key[at + 1 :])].append(_name(figure, dimensions, key))
        for total, some in parts.items():
            if total in keys:
                yield _name(figure, dimensions, total), tuple(sorted(some))


def _row(total: Name, parts: Iterable[Name], shown: Mapping[Name, int]) -> Sum:
    """The hidden parts less the hidden total, and what is left of what is shown."""
    factors, value = {}, 0
    for name, sign in [(total, -1), *((part, 1) for part in parts)]:
        if name in shown:
            value -= sign * shown[name]
        else:
            factors[name] = sign
    return factors, value


def _steps(more: str, less: Sequence[str], shown: Mapping[Name, int], hidden: set[Name]) -> Iterable[Sum]:
    """Rows that are at least 0: more less the others."""
    every = {*shown, *hidden}
    for name in every:
        if name[0] == more:
            others = [(one, *name[1:]) for one in less]
            if all(other in every for other in others) and {name, *others} & hidden:
                factors, value = {}, 0
                for one, sign in [(name, 1), *((other, -1) for other in others)]:
                    if one in hidden:
                        factors[one] = sign
                    else:
                        value += sign * shown[one]
                yield factors, value


def _eliminated(rows: Sequence[Sum]) -> dict[Name, int]:
    """What the sums determine: reduced row echelon form modulo a prime, the shortest rows first."""
    solved: dict[Name, tuple[dict[Name, int], int]] = {}
    uses: dict[Name, set[Name]] = defaultdict(set)  # number → pivots whose rows name it
    for factors, value in sorted(rows, key=lambda row: (len(row[0]), sorted(row[0]))):
        row, rest = dict(factors), value % PRIME
        for name in [name for name in row if name in solved]:
            row, rest = _less(row, rest, *solved[name], row[name])
        if not row:
            continue
        pivot = min(row, key=lambda name: (len(uses[name]), name))
        inverse = pow(row.pop(pivot), -1, PRIME)
        row, rest = {name: one * inverse % PRIME for name, one in row.items()}, rest * inverse % PRIME
        mine = ({pivot: 1, **row}, rest)
        for other in list(uses.pop(pivot, ())):
            before, was = solved[other]
            after, now = _less(before, was, *mine, before[pivot])
            for name in set(before) ^ set(after):
                (uses[name].add if name in after else uses[name].discard)(other)
            solved[other] = (after, now)
        solved[pivot] = mine
        for name in row:
            uses[name].add(pivot)
    return {pivot: rest for pivot, (row, rest) in solved.items() if len(row) == 1}


def _less(
    row: dict[Name, int], rest: int, other: dict[Name, int], value: int, times: int
) -> tuple[dict[Name, int], int]:
    found = dict(row)
    for name, one in other.items():
        left = (found.get(name, 0) - times * one) % PRIME
        if left:
            found[name] = left
        else:
            found.pop(name, None)
    return found, (rest - times * value) % PRIME


def _tightened(
    rows: Sequence[Sum], uneven: Sequence[Sum], hidden: Iterable[Name], exact: Mapping[Name, int]
) -> dict[Name, tuple[int, int]]:
    """The least and the most of each: every sum holds, every step is at least 0, and no number is below 0."""
    low, high = dict.fromkeys(hidden, 0), dict.fromkeys(hidden, 1 << 40)
    low |= exact
    high |= exact
    for _round in range(ROUNDS):
        changed = False
        for factors, value in rows:
            changed |= _narrow(factors, value, low, high, is_sum=True)
        for factors, value in uneven:
            changed |= _narrow(factors, value, low, high, is_sum=False)
        if not changed:
            break
    return {name: (low[name], high[name]) for name in low}


def _narrow(
    factors: Mapping[Name, int], value: int, low: dict[Name, int], high: dict[Name, int], *, is_sum: bool
) -> bool:
    """A sum comes to value; a step with value is at least 0. True where something moved."""
    least = sum(one * (low if one > 0 else high)[name] for name, one in factors.items())
    most = sum(one * (high if one > 0 else low)[name] for name, one in factors.items())
    moved = False
    for name, one in factors.items():
        others_least = least - one * (low if one > 0 else high)[name]
        others_most = most - one * (high if one > 0 else low)[name]
        floor = value - others_most if is_sum else -value - others_most
        ceiling = value - others_least if is_sum else None
        new_low, new_high = (floor, ceiling) if one > 0 else (None if ceiling is None else -ceiling, -floor)
        if new_low is not None and new_low > low[name]:
            low[name], moved = new_low, True
        if new_high is not None and new_high < high[name]:
            high[name], moved = new_high, True
    return moved
