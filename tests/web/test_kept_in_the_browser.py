"""What a browser keeps of ours when the log-in is over: nothing that was on a page."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.architecture.sources import ROOT

WEB = ROOT / "src" / "pafyll" / "web"
OWN = sorted((WEB / "components" / "static" / "pafyll").glob("*.js"))
FRAME = WEB / "components" / "templates" / "components" / "page.html"
STORES = re.compile(r"\b(localStorage|sessionStorage|indexedDB|caches|document\.cookie|serviceWorker)\b")
JOINS_OBJECTS = re.compile(
    r"__proto__|\.prototype\b|setPrototypeOf|Object\.assign|\bmerge\b|\[\w+\]\[\w+\]\s*=|JSON\.parse"
)
# The waiting room has no scripts, and a frame for others' pages shows figures that everybody may see.
FRAMES_OF_THEIR_OWN = {"components/waiting_room.html", "public/breakdown_embed.html"}


def settings_of_htmx() -> dict[str, object]:
    found = re.search(r'name="htmx-config" content=\'([^\']+)\'', FRAME.read_text(encoding="utf-8"))
    assert found is not None
    settings: dict[str, object] = json.loads(found[1])
    return settings


def test_scripts_of_ours_keep_nothing() -> None:
    assert len(OWN) >= 2
    assert [(file.name, STORES.findall(text)) for file in OWN if STORES.search(text := file.read_text())] == []


def test_htmx_keeps_no_pages_to_go_back_to() -> None:
    """It would keep the last ten, with the names on them, until the tab is closed."""
    asked = settings_of_htmx()
    assert (asked["historyCacheSize"], asked["refreshOnHistoryMiss"]) == (0, True)


def test_htmx_runs_no_words_as_code() -> None:
    assert settings_of_htmx()["allowEval"] is False


def test_scripts_of_ours_join_no_objects_that_come_from_others() -> None:
    assert [
        (file.name, JOINS_OBJECTS.findall(text)) for file in OWN if JOINS_OBJECTS.search(text := file.read_text())
    ] == []


def test_every_page_has_the_frame_with_the_way_out() -> None:
    """The frame has the header, and the header the button that logs out, for whoever is logged in."""
    framed = {_name(file) for file in WEB.rglob("templates/**/*.html") if "<html" in file.read_text(encoding="utf-8")}
    assert framed == {"components/page.html"} | FRAMES_OF_THEIR_OWN
    header = (FRAME.parent / "header.html").read_text(encoding="utf-8")
    assert '{% include "components/header.html" %}' in FRAME.read_text(encoding="utf-8")
    logged_in = header.split("{% if viewer.user %}")[1].split("{% elif")[0]
    assert '<form method="post" action="{{ urls.log_out }}">' in logged_in


def _name(file: Path) -> str:
    return str(file).split("/templates/")[1]
