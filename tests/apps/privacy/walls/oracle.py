"""Which rows a wall shows to a reader, said once more in the words of the ORM, to hold PostgreSQL against."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Model, Q

from pafyll.apps.organisations.reading import reading_everything
from pafyll.apps.privacy.walling import all_walls
from pafyll.integrations.postgresql.reading import Reader

NOTHING = Q(pk__in=[])


def keys_shown(model: type[Model], reader: Reader) -> set[object]:
    """The keys of the rows that the reader may see."""
    with reading_everything("to hold against the wall"):
        return set(model._default_manager.filter(shown(model._meta.label, reader)).values_list("pk", flat=True))


def shown(label: str, reader: Reader, way: str = "") -> Q:
    """The rows of the model, asked for by the way to it from somewhere else."""
    wall, found = all_walls()[label], NOTHING
    model = apps.get_model(label)
    for name in wall.person.split():
        found |= Q(**{f"{way}{name}": reader.person}) if reader.person else NOTHING
    for name in wall.user.split():
        found |= Q(**{f"{way}{name}": reader.user}) if reader.user else NOTHING
    for name in wall.office.split():
        found |= Q(**{f"{way}{name}__in": _keys(reader.offices)})
        found |= Q(**{f"{way}{name}__parent__in": _keys(reader.offices)}) if "__" not in name else NOTHING
    for name in wall.member.split():
        found |= Q(**{f"{way}{name}__in": _keys(reader.members)})
    for name in wall.county.split():
        found |= Q(**{f"{way}{name}__county_code__in": _listed(reader.counties)})
    for name in wall.offer.split():
        found |= Q(**{f"{way}{name}__programme__provider__in": _keys(reader.offices)})
    for name in wall.within.split():
        other = model._meta.get_field(name).related_model
        found |= Q(**{f"{way}{name}__isnull": False}) & shown(other._meta.label, reader, f"{way}{name}__")
    if {*wall.roles} & {*_listed(reader.roles)}:
        found |= Q(**{f"{way}pk__isnull": False})
    return found


def _listed(words: str) -> list[str]:
    return [one for one in words.strip("{}").split(",") if one]


def _keys(words: str) -> list[int]:
    return [int(one) for one in _listed(words)]
