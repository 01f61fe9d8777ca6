"""Turns dataclasses into plain data that can be kept as JSON, and back, refusing keys that it does not know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from pafyll.domain.values import Kroner

T = TypeVar("T")


class FillingFault(ValueError):
    """Data that does not fit the dataclass: which class, which key."""


def filled(kind: type[T], data: Mapping[str, Any]) -> T:
    """A dataclass from plain data. Raises FillingFault on unknown or missing keys."""
    hints = get_type_hints(kind)
    known = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    if unknown := data.keys() - known:
        raise FillingFault(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
    try:
        return kind(**{name: _value(hints[name], value) for name, value in data.items()})
    except TypeError as fault:
        raise FillingFault(f"{kind.__name__}: {fault}") from fault


def as_plain(value: Any) -> Any:
    """What JSON can hold: dataclasses as objects, days and moments as ISO 8601."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [as_plain(one) for one in value]
    return value


def _value(hint: Any, value: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        return None if value is None else _value(next(one for one in get_args(hint) if one is not type(None)), value)
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], one) for one in value)
    if is_dataclass(hint) and isinstance(hint, type):
        return value if isinstance(value, hint) else filled(hint, value)
    if hint is Kroner:
        return Kroner(value)
    if hint in (date, datetime) and isinstance(value, str):
        return hint.fromisoformat(value)
    return value
