"""The two longest journeys are walked one way in the short form, and both ways in the long one."""

from __future__ import annotations

import pytest

# Which way is left to the long form: between them the short form walks with scripts and without.
ONLY_IN_THE_LONG_FORM = {"test_collective_money.py": "[js]", "test_source_004.py": "[no-js]"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        way = ONLY_IN_THE_LONG_FORM.get(item.path.name)
        if way and item.name.endswith(way):
            item.add_marker(pytest.mark.slow)
