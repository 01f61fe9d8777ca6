"""Who is at work right now, and which events belong together: known from where the work began, not from who calls."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from pafyll.apps.accounts.models import User


class Author(models.TextChoices):
    """What kind of author wrote an event."""

    PERSON = "person", _("et menneske på en side")
    API = "api", _("et annet system")
    BATCH = "batch", _("en jobb som et menneske startet")
    SYSTEM = "system", _("systemet selv")


@dataclass(frozen=True)
class Acting:
    """The kind of author, and what the events of one piece of work have in common."""

    author: Author
    correlation: str


_now: ContextVar[Acting | None] = ContextVar("acting", default=None)


@contextmanager
def acting(author: Author, correlation: str) -> Iterator[None]:
    """Everything that is recorded meanwhile is by this kind of author, and belongs together."""
    token = _now.set(Acting(author, correlation[:64]))
    try:
        yield
    finally:
        _now.reset(token)


def acting_now(by: User | None) -> Acting:
    """What is said of an event by the user. Outside every known piece of work: a person, or the system for nobody."""
    known = _now.get()
    if known is not None:
        return known
    return Acting(Author.PERSON if by else Author.SYSTEM, "")
