"""One human being who is registered twice becomes one: what is hers moves, the old key is kept, it can be undone.

What may not be altered, or would stand twice with the one who is kept, stays with the old key; it is told, and one's
own data and history are found through both.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import ManyToManyField, Model

from pafyll.apps.accounts.models import LogIn, User
from pafyll.apps.casework.services.recording import record
from pafyll.apps.organisations.models import Person
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.apps.privacy.models import PersonMerge
from pafyll.apps.privacy.permissions import may_merge, may_undo_merge, says_why
from pafyll.apps.privacy.register import fields_of
from pafyll.domain.answers import require
from pafyll.domain.rules.deadlines import norwegian_day

Moved = dict[str, list[Any]]
OWN = {"privacy.PersonMerge"}  # says which two it was about, whatever happens


@transaction.atomic
def merge_people(*, kept: Person, gone: Person, why: str, by: User, at: datetime) -> PersonMerge:
    """Moves everything from the one to the other. Refused where they are two, or where nobody can tell."""
    one, other = _both(kept, gone)
    require(may_merge(viewer_of(by, day=norwegian_day(at)), one, other))
    require(says_why(why))
    moved, left = _move(other, one)
    told = {"moved": moved, "left": left, "log_in": _move_log_in(other, one)}
    merge = PersonMerge.objects.create(kept=one, gone=other, why=why.strip(), merged_by=by, merged_at=at, **told)
    for person in (one, other):
        record(about=f"person:{person.pk}", verb="merged", by=by, at=at, why=why.strip(), merge=merge.pk)
    return merge


@transaction.atomic
def undo_merge(*, merge: PersonMerge, why: str, by: User, at: datetime) -> None:
    """Moves back what was moved, and only that: what came later stays with the one who was kept."""
    _both(merge.kept, merge.gone)
    locked = PersonMerge.objects.select_for_update().get(pk=merge.pk)
    require(may_undo_merge(viewer_of(by, day=norwegian_day(at)), locked))
    require(says_why(why))
    for place, keys in locked.moved.items():
        label, _dot, name = place.rpartition(".")
        _point(apps.get_model(label), name, keys, locked.gone)
    _return_log_in(locked)
    PersonMerge.objects.filter(pk=locked.pk).update(undone_by=by, undone_at=at)
    for person in (locked.kept, locked.gone):
        record(about=f"person:{person.pk}", verb="merge_undone", by=by, at=at, why=why.strip(), merge=locked.pk)


def _both(kept: Person, gone: Person) -> tuple[Person, Person]:
    """The two, locked in the order of their keys."""
    rows = Person.objects.select_for_update(of=("self",)).select_related("user").order_by("pk")
    found = {one.pk: one for one in rows.filter(pk__in=[kept.pk, gone.pk])}
    return found[kept.pk], found[gone.pk]


def _places() -> Iterator[tuple[type[Model], str]]:
    """Every key to a person, but the log-in, which goes by itself."""
    for model in apps.get_models():
        for one in fields_of(model) if model._meta.label not in OWN else ():
            if isinstance(one, ManyToManyField) and one.related_model is Person:
                through = one.remote_field.through
                assert through is not None
                yield through, one.m2m_reverse_field_name()
            elif one.related_model is Person:
                yield model, one.name


def _move(source: Person, to: Person) -> tuple[Moved, list[str]]:
    moved: Moved = {}
    left: list[str] = []
    for model, name in _places():
        keys = list(model._default_manager.filter(**{name: source.pk}).values_list("pk", flat=True))
        done = keys if _point(model, name, keys, to) else [key for key in keys if _point(model, name, [key], to)]
        if done:
            moved[f"{model._meta.label}.{name}"] = [_plain(key) for key in done]
        if len(done) < len(keys):
            left.append(f"{model._meta.label}: {len(keys) - len(done)}")
    return moved, left


def _plain(key: Any) -> Any:
    return key if isinstance(key, int) else str(key)


def _point(model: type[Model], name: str, keys: list[Any], to: Person) -> bool:
    """Points the rows at somebody. False where the table refuses: the rows are frozen, or would stand twice."""
    try:
        with transaction.atomic():
            model._default_manager.filter(pk__in=keys).update(**{name: to})
    except IntegrityError:
        return False
    return True


def _move_log_in(source: Person, to: Person) -> dict[str, Any]:
    """The user where only the old one has any; else the ways to log in, and the old user is closed."""
    if source.user is None:
        return {}
    user = source.user
    if to.user is None:
        Person.objects.filter(pk=source.pk).update(user=None)
        Person.objects.filter(pk=to.pk).update(user=user)
        return {"user": user.pk}
    keys = list(LogIn.objects.filter(user=user).values_list("pk", flat=True))
    LogIn.objects.filter(pk__in=keys).update(user=to.user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    return {"log_ins": keys, "closed": user.pk}


def _return_log_in(merge: PersonMerge) -> None:
    told = merge.log_in
    if "user" in told:
        Person.objects.filter(pk=merge.kept_id).update(user=None)
        Person.objects.filter(pk=merge.gone_id).update(user=told["user"])
    if "closed" in told:
        LogIn.objects.filter(pk__in=told["log_ins"]).update(user=told["closed"])
        User.objects.filter(pk=told["closed"]).update(is_active=True)
