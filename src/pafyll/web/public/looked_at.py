"""The last time that the pages were looked at by a machine, as `make looks` wrote it down, and what has changed since.

The accessibility statement says what stands here, and nothing else about the testing.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("looked_at.json")
WEB = Path(__file__).parents[1]


@dataclass(frozen=True)
class LookedAt:
    """What the file says. A page is an address with its parameters named; a look is one of its ways to be seen.

    files are the addresses that give something else than a page.
    """

    axe: str
    frame: tuple[str, ...]
    pages: dict[str, Any]
    files: frozenset[str] = frozenset()

    @property
    def looks(self) -> list[str]:
        """Every look at every page: "nb-320-dark" and so on."""
        return [look for page in self.pages.values() for look in page["looks"]]

    @property
    def faults(self) -> Counter[str]:
        """On how many pages each rule of axe was broken, the most frequent first."""
        return Counter(rule for page in self.pages.values() for rule in {one.split()[0] for one in page["faults"]})

    @property
    def clean(self) -> int:
        """How many pages have no fault."""
        return sum(not page["faults"] for page in self.pages.values())

    @property
    def first_on(self) -> date:
        return min(date.fromisoformat(page["on"]) for page in self.pages.values())

    @property
    def last_on(self) -> date:
        return max(date.fromisoformat(page["on"]) for page in self.pages.values())

    @cached_property
    def changed(self) -> list[str]:
        """The pages whose own templates have another content now than when they were looked at."""
        return [path for path, page in self.pages.items() if page["of"] != fingerprint(page["templates"])]

    @property
    def all_ways(self) -> set[str]:
        """Every way in which some page has been looked at."""
        return set(self.looks)

    def ways(self, place: int) -> list[str]:
        """The languages (0), the widths (1) or the colours (2) that have been looked at."""
        return list(dict.fromkeys(look.split("-")[place] for look in self.looks))


@cache
def looked_at() -> LookedAt | None:
    """What the file says, read once. None when nothing has been written down."""
    if not FILE.exists():
        return None
    told = json.loads(FILE.read_text(encoding="utf-8"))
    return LookedAt(told["axe"], tuple(told["frame"]), told["pages"], frozenset(told["files"]))


def fingerprint(templates: list[str]) -> str:
    """Of the content of these templates; one that is gone counts as changed."""
    known = _digests()
    return sha256("".join(known.get(name, "gone") for name in sorted(templates)).encode()).hexdigest()[:12]


@cache
def _digests() -> dict[str, str]:
    """Every template of ours, by the name that pages call it."""
    files = WEB.glob("*/templates/**/*.html")
    return {_name(file): sha256(file.read_bytes()).hexdigest() for file in files}


def _name(file: Path) -> str:
    return file.relative_to(WEB).as_posix().partition("/templates/")[2]
