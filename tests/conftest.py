"""What every test may ask for, and what the whole suite refuses: warnings and undefined template variables."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator

import hypothesis
import pytest
import time_machine

os.environ.setdefault("FAIL_INVALID_TEMPLATE_VARS", "true")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's driver keeps an event loop in this thread

# How long an example takes says something of the machine, not of the code: speed is measured in benchmarks/.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

FIXTURES = ["clock", "story_database", "world", "forum", "department", "site", "snapshots", "providers"]
pytest_plugins = [f"tests.fixtures.{name}" for name in FIXTURES]

# Warnings are errors (pyproject.toml), except these, which are other people's to mend.
TOLERATED = [
    "ignore:.*numba.*:Warning",
    "ignore:.*fork.*:DeprecationWarning",
]


def pytest_configure(config: pytest.Config) -> None:
    for line in TOLERATED:
        config.addinivalue_line("filterwarnings", line)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--only-database", action="store_true", help="only the tests that use the database")
    parser.addoption("--approve", action="store_true", help="write tests/snapshots anew; read the difference after")
    parser.addoption("--day", help="run as if it were this day (2028-02-29); tests with a clock choose their own")


@pytest.fixture(scope="session", autouse=True)
def stated_day(request: pytest.FixtureRequest) -> Iterator[None]:
    """The day given with --day, for the whole run."""
    day = request.config.getoption("--day")
    if not day:
        yield
        return
    from tests.fixtures.clock import as_moment  # pytest rewrites the module first

    with time_machine.travel(as_moment(day), tick=True):
        yield


@pytest.fixture(autouse=True)
def source_language() -> Iterator[None]:
    """Each test begins in bokmål: a client that asked for nynorsk leaves its language standing in the thread."""
    from django.utils import translation

    with translation.override("nb"):
        yield


@pytest.fixture(scope="session", autouse=True)
def rarer_garbage_collection() -> Iterator[None]:
    """What was imported lives as long as the run: it is not looked through again and again for garbage."""
    gc.collect()
    gc.freeze()
    before = gc.get_threshold()
    gc.set_threshold(50_000, 20, 50)
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.journey)
        if "story" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.django_db)  # the database is made for tests that are marked
    if config.getoption("--only-database"):
        kept = [item for item in items if _uses_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept


def _uses_database(item: pytest.Item) -> bool:
    asked = {"db", "transactional_db", "django_db_setup"} & set(getattr(item, "fixturenames", ()))
    return bool(asked) or item.get_closest_marker("django_db") is not None
