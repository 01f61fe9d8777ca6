"""Witnesses with a name, for lines of the policy that no call of a page notices: what people try, and what comes of it.

They stand beside the tests of their app, in tests/apps/<app>/witnesses.py or witnesses_<more>.py. Each makes its rows
with the factories, and lets those who may and those who may not do the same thing through the service that asks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from importlib import import_module
from pathlib import Path
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from pafyll.apps.accounts.models import User
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.answers import Refusal
from tests.architecture.policy_lines import ALLOW, DENY
from tests.factories import RoleGrantFactory

APPS = Path(__file__).parents[1] / "apps"
DONE, STOPPED = "done", "stopped further in"
Outcomes = list[str]

_witnesses: list[NamedWitness] = []


@dataclass(frozen=True)
class NamedWitness:
    """A sentence that is tried, and the lines of the policy that it is the witness of."""

    tell: Callable[[], Outcomes]
    lines: tuple[str, ...]
    ways: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.tell.__module__.split('.')[-2]}: {self.tell.__name__}"

    @property
    def turnings(self) -> list[tuple[str, str]]:
        return [(line, way) for line in self.lines for way in self.ways]


def witness_of(
    module: str, *lines: str, ways: tuple[str, ...] = (ALLOW, DENY)
) -> Callable[[Callable[[], Outcomes]], Callable[[], Outcomes]]:
    """Says which lines of "app.permissions" the function is the witness of, however they are turned unless it says."""

    def keep(tell: Callable[[], Outcomes]) -> Callable[[], Outcomes]:
        _witnesses.append(NamedWitness(tell, tuple(f"{module}.{line}" for line in lines), ways))
        return tell

    return keep


def tried(act: Callable[..., object], **given: Any) -> str:
    """What comes of it: done, or the code of the refusal, or that the code or the database behind it would have none of
    it. What was done is undone.
    """
    try:
        with transaction.atomic():
            act(**{name: _fresh(value) for name, value in given.items()})
            transaction.set_rollback(True)
    except Refusal as refused:
        return refused.answer.code
    except (AssertionError, IntegrityError, LookupError, ObjectDoesNotExist):
        return STOPPED
    return DONE


def acting(role: str, organisation: Organisation | None = None) -> User:
    """Somebody with the role there, or at an organisation of her own."""
    there = {"organisation": organisation} if organisation else {}
    return RoleGrantFactory(**{role: True}, **there).person.user


def opened(name: str, *keys: int, by: User) -> str:
    """What comes of opening the page: done, or the status."""
    client = Client(raise_request_exception=False)
    client.force_login(by)
    status = client.get(reverse(name, args=keys)).status_code
    return DONE if status == HTTPStatus.OK else str(status)


def _fresh(value: Any) -> Any:
    """A row as the database has it: the one before may have been tried on it."""
    return value._meta.base_manager.get(pk=value.pk) if isinstance(value, Model) else value


@cache
def named() -> list[NamedWitness]:
    """All of them, app by app."""
    for path in sorted(APPS.glob("*/witnesses*.py")):
        import_module(f"tests.apps.{path.parent.name}.{path.stem}")
    return _witnesses
