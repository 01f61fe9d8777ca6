"""Services go behind the walls: what they do is asked of the permissions, and is done for many at once.

Who ranks tells a teacher, who answers an offer passes it on to the next in the queue. Every public function of a module
in an app's `services` reads everything while it runs; what a page reads before and after it is read on behalf of
whoever asks. It is done here for all of them, and not by a mark on each, so that no new service can lack it.
"""

from __future__ import annotations

import pkgutil
import sys
from collections.abc import Callable, Iterator
from functools import wraps
from importlib import import_module
from inspect import isfunction, isgeneratorfunction
from types import ModuleType
from typing import Any

from django.apps import apps

from pafyll.integrations.postgresql.reading import reading_everything, reads_everything

Made = Callable[..., Any]


def let_services_through() -> int:
    """Puts the way through in front of every service, wherever it is already known by name. How many."""
    found = {made: _behind(made) for module in _modules() for made in _public(module)}
    for name in sorted(one for one in sys.modules if one.startswith("pafyll.")):
        module = sys.modules[name]
        for known, value in list(vars(module).items()):
            if isfunction(value) and value in found:
                setattr(module, known, found[value])
    return len(found)


def _behind(service: Made) -> Made:
    why = f"{service.__module__}.{service.__qualname__}"

    @wraps(service)
    def behind(*args: Any, **kwargs: Any) -> Any:
        if reads_everything():
            return service(*args, **kwargs)
        with reading_everything(why):
            return service(*args, **kwargs)

    return behind


def _public(module: ModuleType) -> Iterator[Made]:
    """Its own functions. A generator reads while it is walked through: on behalf of whoever does that."""
    for name, value in vars(module).items():
        is_own = isfunction(value) and value.__module__ == module.__name__ and not name.startswith("_")
        if is_own and not isgeneratorfunction(value):
            yield value


def _modules() -> Iterator[ModuleType]:
    for config in apps.get_app_configs():
        name = f"{config.name}.services"
        if not config.name.startswith("pafyll.apps.") or not _is_there(config.module, "services"):
            continue
        package = import_module(name)
        yield package
        for one in pkgutil.walk_packages(getattr(package, "__path__", ()), f"{name}."):
            yield import_module(one.name)


def _is_there(package: ModuleType | None, name: str) -> bool:
    return package is not None and any(one.name == name for one in pkgutil.iter_modules(package.__path__))
