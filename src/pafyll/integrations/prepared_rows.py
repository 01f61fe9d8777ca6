"""From the rows of a prepared question to what its queryset gives: how they are read is found out once.

Django finds out anew with each question which columns belong to which model, and fills in each field of a row through
the checks that a program needs which makes a model by hand. What has come from the database needs none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from django.db.models import Model, QuerySet
from django.db.models.base import ModelState
from django.db.models.query import FlatValuesListIterable, ModelIterable, ValuesListIterable, get_related_populators
from django.db.models.signals import post_init, pre_init

Read = Callable[[Iterator[Any]], Iterator[Any]]


def reading(rows: QuerySet[Any, Any], compiler: Any) -> Read:
    """How the rows become models, with those that are joined to them, or values."""
    kind: Any = rows._iterable_class  # type: ignore[attr-defined]
    if compiler.has_extra_select or kind not in (FlatValuesListIterable, ValuesListIterable, ModelIterable):
        raise TypeError(f"{kind.__name__} cannot be prepared")
    if kind is FlatValuesListIterable:
        return lambda found: (row[0] for row in found)
    if kind is ValuesListIterable:
        return lambda found: map(tuple, found)
    return partial(_models, _shape(compiler, rows.db))


class _Shape(NamedTuple):
    """Which columns are the model's own, and what fills in the rest of it."""

    begins: int
    ends: int
    names: tuple[str, ...]
    maker: Any
    joined: Sequence[Any]
    annotations: dict[str, int]
    database: str


def _shape(compiler: Any, database: str) -> _Shape:
    info, select = compiler.klass_info, compiler.select
    begins, ends = info["select_fields"][0], info["select_fields"][-1] + 1
    names = tuple(one[0].target.attname for one in select[begins:ends])
    joined = get_related_populators(info, select, database)  # type: ignore[call-arg]  # the stubs are of a newer Django
    for each in joined:
        _made_quickly(each)
    return _Shape(begins, ends, names, _maker(info["model"]), joined, dict(compiler.annotation_col_map or {}), database)


def _models(shape: _Shape, found: Iterator[Any]) -> Iterator[Model]:
    make, names, database = shape.maker.from_db, shape.names, shape.database
    for row in found:
        one = make(database, names, row[shape.begins : shape.ends])
        for each in shape.joined:
            each.populate(row, one)
        for name, at in shape.annotations.items():
            setattr(one, name, row[at])
        yield one


def _made_quickly(populator: Any) -> None:
    """Has what is joined made in the same way, and what is joined to that."""
    populator.model_cls = _maker(populator.model_cls)
    for each in populator.related_populators:
        _made_quickly(each)


def _maker(model: type[Model]) -> Any:
    """Who makes the model's rows: the model itself where it has something to say when one is made."""
    listens = pre_init.has_listeners(model) or post_init.has_listeners(model)
    is_plain = model.__init__ is Model.__init__ and model.from_db.__func__ is Model.from_db.__func__  # type: ignore
    return model if listens or not is_plain else _Maker(model)


class _Maker:
    """Makes rows of the model as Model.from_db does: a field that is not among the names is asked for when read."""

    def __init__(self, model: type[Model]) -> None:
        self._model = model

    def from_db(self, database: str, names: Sequence[str], values: Sequence[Any]) -> Model:
        made = self._model.__new__(self._model)
        state = ModelState()
        state.adding, state.db = False, database
        made.__dict__ = {"_state": state, **dict(zip(names, values, strict=True))}
        return made
