"""Which rows a wall shows to a reader, said once more in the words of the ORM, to hold PostgreSQL against."""

from __future__ import annotations

import re
from collections import defaultdict

from django.apps import apps
from django.db.models import Model, Q

from pafyll.apps.organisations.reading import reading_everything
from pafyll.apps.privacy.walling import all_named, all_walls
from pafyll.integrations.postgresql.reading import Reader

NOTHING = Q(pk__in=[])
DEEPEST = 3  # a letter about a decision about an appeal against a decision about an application
# Texts that name an organisation themselves, and where; and those that name a person.
OWN_SHAPES = {
    "budget:*": 1,
    "frame:*:*": 2,
    "grant:*:*": 2,
    "needs_assumption:*": 1,
    "round:*:owner:*": 3,
    "timetable:*": 1,
}
OF_PEOPLE = {"person:*", "qualifications:*"}


def keys_shown(model: type[Model], reader: Reader) -> set[object]:
    """The keys of the rows that the reader may see."""
    with reading_everything("to hold against the wall"):
        return set(model._default_manager.filter(shown(model._meta.label, reader)).values_list("pk", flat=True))


def shown(label: str, reader: Reader, way: str = "", deep: int = 0, but_for: str = "") -> Q:
    """The rows of the model, asked for by the way to it from somewhere else."""
    wall, found = all_walls()[label], NOTHING
    model = apps.get_model(label)
    for name in wall.person.split():
        found |= Q(**{f"{way}{name}": reader.person}) if reader.person else NOTHING
    for name in wall.user.split():
        found |= Q(**{f"{way}{name}": reader.user}) if reader.user else NOTHING
    for name in {*wall.office.split()} - {but_for}:
        found |= Q(**{f"{way}{name}__in": _keys(reader.offices)})
        is_of_the_row = "__" not in name and not model._meta.get_field(name).many_to_many
        found |= Q(**{f"{way}{name}__parent__in": _keys(reader.offices)}) if is_of_the_row else NOTHING
    for name in wall.member.split():
        found |= Q(**{f"{way}{name}__in": _keys(reader.members)})
    for name in wall.county.split():
        found |= Q(**{f"{way}{name}__county_code__in": _listed(reader.counties)})
    for name in wall.offer.split():
        found |= Q(**{f"{way}{name}__programme__provider__in": _keys(reader.offices)})
    for name in wall.within.split():
        other = model._meta.get_field(name).related_model
        found |= Q(**{f"{way}{name}__isnull": False}) & shown(
            other._meta.label, reader, f"{way}{name}__", deep, wall.but_for
        )
    for name in wall.about.split():
        found |= Q(**{f"{way}{name}__in": _texts(model, name, reader, deep)})
    if {*wall.roles} & {*_listed(reader.roles)}:
        found |= Q(**{f"{way}pk__isnull": False})
    return found


def _texts(model: type[Model], field: str, reader: Reader, deep: int) -> list[str]:
    """Those of the texts in the table that name something which the reader may see."""
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for text in model._default_manager.order_by().values_list(field, flat=True).distinct():
        texts[re.sub("[0-9]+", "*", text)].append(text)
    return [one for shape, same in texts.items() for one in _of_shape(shape, same, reader, deep)]


def _of_shape(shape: str, same: list[str], reader: Reader, deep: int) -> list[str]:
    if shape in OWN_SHAPES:
        return [one for one in same if int(one.split(":")[OWN_SHAPES[shape]]) in _keys(reader.offices)]
    if shape in OF_PEOPLE:
        return [one for one in same if one.split(":")[1] == reader.person]
    label = all_named().get(shape)
    if label is None or (label in all_walls() and deep == DEEPEST):
        return []
    if label not in all_walls():
        return same
    rows = apps.get_model(label)._default_manager.filter(shown(label, reader, deep=deep + 1))
    hers = {shape.replace("*", str(key)) for key in rows.values_list("pk", flat=True)}
    return [one for one in same if one in hers]


def _listed(words: str) -> list[str]:
    return [one for one in words.strip("{}").split(",") if one]


def _keys(words: str) -> list[int]:
    return [int(one) for one in _listed(words)]
