"""Which rows are about a person: found through the ways that the register knows, in every table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Model, Q, QuerySet

from pafyll.apps.accounts.models import User
from pafyll.apps.organisations.models import Person
from pafyll.apps.privacy.models import PersonMerge
from pafyll.apps.privacy.register import SELF, all_tables, goes_by_about, model_of
from pafyll.domain.privacy import Table

LONGEST_CHAIN = 4  # a decision, its appeal, the decision on it, an appeal against that one


@dataclass(frozen=True)
class Me:
    """Whose data: the person, and the user that she logs in as. Either may be missing."""

    person: Person | None
    user: User | None

    def keys_for(self, model: type[Model]) -> list[int]:
        """My own keys in the table of people or of users: more than one where I was registered twice."""
        if model is User:
            return [self.user.pk, *self._closed_users()] if self.user else []
        return [self.person.pk, *self._gone()] if model is Person and self.person else []

    def _gone(self) -> list[int]:
        return [one.gone_id for one in self._merges]

    def _closed_users(self) -> list[int]:
        return [one.log_in["closed"] for one in self._merges if "closed" in one.log_in]

    @cached_property
    def _merges(self) -> list[PersonMerge]:
        return list(PersonMerge.objects.filter(kept=self.person, undone_at__isnull=True)) if self.person else []


def me_as(user: User) -> Me:
    return Me(Person.objects.filter(user=user).first(), user)


class OwnRows:
    """The rows about one person, table by table. What is found once is remembered."""

    def __init__(self, me: Me) -> None:
        self.me = me
        self.abouts = self._abouts()

    def of(self, table: Table) -> QuerySet[Any]:
        """The rows of the table that are about me. None where there is no way to me."""
        rows = model_of(table)._default_manager.all()
        asked = [self._way(table, way, self.abouts) for way in table.mine]
        return rows.filter(_any(asked)).distinct() if any(asked) else rows.none()

    def acts(self, table: Table, name: str) -> list[Any]:
        """The keys of the rows where I stand as the one who did something."""
        model = model_of(table)
        keys = self.me.keys_for(model._meta.get_field(name).related_model)  # type: ignore[arg-type]
        rows = model._default_manager.filter(**{f"{name}__in": keys})
        return list(rows.values_list("pk", flat=True)) if keys else []

    def _abouts(self) -> frozenset[str]:
        """The keys that decisions, letters and histories use for my things. Appeals lead on to new decisions."""
        named, found = [table for table in all_tables().values() if table.names], frozenset[str]()
        for _step in range(LONGEST_CHAIN):
            wider = frozenset(key for table in named for key in self._keys(table, found))
            if wider == found:
                break
            found = wider
        return found

    def _keys(self, table: Table, abouts: frozenset[str]) -> list[str]:
        asked = [self._way(table, way, abouts) for way in table.mine]
        if not any(asked):
            return []
        keys = model_of(table)._default_manager.filter(_any(asked)).values_list("pk", flat=True)
        return [f"{name}:{key}" for key in keys for name in table.names]

    def _way(self, table: Table, way: str, abouts: frozenset[str]) -> Q:
        if goes_by_about(way):
            return Q(**{f"{way}__in": abouts}) if abouts else Q()
        model = model_of(table)
        keys = self.me.keys_for(model if way == SELF else _end_of(model, way))
        return Q(**{f"{'pk' if way == SELF else way}__in": keys}) if keys else Q()


def _end_of(model: type[Model], way: str) -> type[Model]:
    """The table that a way through keys ends in."""
    for name in way.split("__"):
        model = model._meta.get_field(name).related_model  # type: ignore[assignment]
    return model


def _any(asked: list[Q]) -> Q:
    found = Q()
    for one in asked:
        found |= one
    return found
