"""A planning problem as plain values that JSON keeps, and the same problem again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from pafyll.domain.grants.lines import CostLine
from pafyll.domain.planning.problem import PlanningProblem
from pafyll.domain.values import BudgetYear, Kroner, SchoolYear, Semester

# How a value is written, and read again.
WRITTEN: dict[type, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    Decimal: (str, Decimal),
    Kroner: (int, Kroner),
    SchoolYear: (lambda year: year.start, SchoolYear),
    BudgetYear: (lambda year: year.year, BudgetYear),
    Semester: (lambda semester: semester.code, Semester),
}


def as_plain(problem: PlanningProblem) -> dict[str, Any]:
    """The problem without prices on places: dicts, lists, texts and whole numbers."""
    content = _plain(problem)
    del content["place_prices"]
    return content  # type: ignore[no-any-return]


def problem_from(content: Mapping[str, Any]) -> PlanningProblem:
    """The problem that `as_plain` was given."""
    found: PlanningProblem = _read(PlanningProblem, {**content, "place_prices": []})
    return found


def _plain(value: Any) -> Any:
    if type(value) in WRITTEN:
        return WRITTEN[type(value)][0](value)
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return [[_plain(key), _plain(one)] for key, one in value.items()]
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _read(kind: Any, content: Any) -> Any:
    kind, inner = _parts(kind)
    if content is None or kind is Any:
        return content
    if kind in WRITTEN:
        return WRITTEN[kind][1](content)
    if kind is tuple:
        return tuple(_read(inner[0], one) for one in content)
    if kind in (dict, Mapping):
        return {_read(inner[0], key): _read(inner[1], one) for key, one in content}
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: _read(hints[name], one) for name, one in content.items()})
    return content


def _parts(kind: Any) -> tuple[Any, tuple[Any, ...]]:
    """The type without "or None", and what it is made of."""
    if get_origin(kind) in (Union, UnionType):
        [kind] = [one for one in get_args(kind) if one is not type(None)]
    origin = get_origin(kind)
    if origin is None:
        return kind, ()
    return (Mapping if origin is not tuple else tuple), get_args(kind)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


__all__ = ["CostLine", "as_plain", "problem_from"]
