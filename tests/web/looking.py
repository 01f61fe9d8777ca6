"""How a page is looked at in a browser, and how it is written down for the accessibility statement."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import Error

from pafyll.integrations.clock import OSLO
from pafyll.web.public import looked_at
from tests.architecture.routes import ANONYMOUS
from tests.fixtures.site import Site

TODAY = datetime.now(OSLO).date()  # noqa: TID251 - before a test moves the clock to the story's day
AXE = Axe()
# axe leaves the size of targets (WCAG 2.2) out unless it is asked for.
ONLY_FAULTS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
LANGUAGES, WIDTHS, COLOURS = ("nb", "nn", "en"), (1280, 320), ("light", "dark", "forced")


@dataclass(frozen=True)
class Look:
    """How a page is looked at."""

    language: str
    width: int
    colours: str

    def __str__(self) -> str:
        return f"{self.language}-{self.width}-{self.colours}"

    @property
    def media(self) -> dict[str, str]:
        forced = self.colours == "forced"
        return {
            "color_scheme": "light" if forced else self.colours,
            "forced_colors": "active" if forced else "none",
            "reduced_motion": "reduce",  # what is on its way in is not yet as it will be
        }


LOOKS = [Look(*one) for one in itertools.product(LANGUAGES, WIDTHS, COLOURS)]


@dataclass
class Seen:
    """What came of looking at one page in some ways."""

    looks: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def open_in(page: Any, site: Site, address: str, look: Look) -> Any:
    """The answer when the address is opened so. None for a file."""
    page.context.add_cookies([{"name": "django_language", "value": look.language, "url": site.url}])
    page.set_viewport_size({"width": look.width, "height": 900})
    page.emulate_media(**look.media)
    try:
        answer = page.goto(address)
    except Error as told:
        if "Download is starting" in str(told):
            return None
        raise
    is_page = answer is not None and "text/html" in answer.headers.get("content-type", "")
    return answer if is_page else None


def faults_of(page: Any, look: Look) -> list[str]:
    """What axe finds on the page that is open, and whether it is wider than the screen or in another language.

    Everything that can be unfolded is, since neither sees what is folded away.
    """
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    told = AXE.run(page, options=ONLY_FAULTS).response
    found = [f"{one['id']} {one['nodes'][0]['html'][:200]}" for one in told["violations"]]
    if not page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"):
        found.append("reflow: wider than the screen")
    if page.locator("html").get_attribute("lang") != look.language:
        found.append("language: another than the chosen one")
    return found


def axe_version(page: Any) -> str:
    return str(AXE.run(page, options=ONLY_FAULTS).response["testEngine"]["version"])


def templates_of(address: str, person: str) -> list[str]:
    """The names of the templates that the page is written with, asked in this process."""
    client = Client()
    if person != ANONYMOUS:
        client.force_login(get_user_model().objects.get(username=person))
    used = {(one.name or "").partition("#")[0] for one in client.get(address).templates}
    return sorted(name for name in used if name.endswith(".html") and not name.startswith("django/"))


def write_down(
    seen: dict[str, Seen], files: set[str], templates: dict[str, list[str]], axe: str, paths: Collection[str]
) -> None:
    """Adds what was seen to the file of the statement. Pages that are gone, and looks at what has changed, go out."""
    told = json.loads(looked_at.FILE.read_text()) if looked_at.FILE.exists() else {"pages": {}, "files": []}
    others = sorted({*told["files"], *files} & set(paths))
    before = {path: one for path, one in told["pages"].items() if path in paths}
    frame = told.get("frame") or _used_by_most(templates)
    for path, one in seen.items():
        own = [name for name in templates[path] if name not in frame]
        of, known = looked_at.fingerprint(own), before.get(path, {})
        kept = known.get("looks", []) if known.get("of") == of else []
        again = tuple(f"[{look}]" for look in one.looks)
        faults = [fault for fault in known.get("faults", []) if not fault.endswith(again)] if kept else []
        before[path] = {
            "on": TODAY.isoformat(),
            "of": of,
            "looks": sorted({*kept, *one.looks}),
            "faults": sorted({*faults, *one.faults}),
            "templates": own,
        }
    lines = [f"  {json.dumps(path)}: {json.dumps(before[path], ensure_ascii=False)}" for path in sorted(before)]
    head = (
        f'{{"axe": {json.dumps(axe)},\n "frame": {json.dumps(frame)},\n "files": {json.dumps(others)},\n "pages": {{\n'
    )
    looked_at.FILE.write_text(head + ",\n".join(lines) + "\n }}\n", encoding="utf-8")


def _used_by_most(templates: dict[str, list[str]]) -> list[str]:
    """The frame of the site: what more than half of the pages are written with. Each build looks at it."""
    counted = Counter(name for names in templates.values() for name in names)
    return sorted(name for name, times in counted.items() if times * 2 > len(templates))
