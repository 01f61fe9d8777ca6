"""The file that says what is told to everybody and what is closed; read anew as soon as it is changed."""

from __future__ import annotations

import json
import logging
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language

from pafyll.web.components.maintenance.parts import PARTS

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Notice:
    """bokmål and nynorsk are sentences to everybody; closed are codes of parts."""

    bokmaal: str = ""
    nynorsk: str = ""
    closed: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """In the reader's language; the other one rather than none."""
        first, second = (self.nynorsk, self.bokmaal) if get_language() == "nn" else (self.bokmaal, self.nynorsk)
        return first or second

    @property
    def language(self) -> str:
        """The language of the text, where it is not the page's own; else ""."""
        here = "nn" if get_language() == "nn" else "nb"
        written = {"nb": self.bokmaal, "nn": self.nynorsk}
        return "" if written[here] or not self.text else ("nb" if here == "nn" else "nn")


NONE = Notice()


def current_notice() -> Notice:
    """One look at the file's date for each request."""
    try:
        found = os.stat(settings.MAINTENANCE_FILE)
    except OSError:
        return NONE
    return _read(str(settings.MAINTENANCE_FILE), found.st_mtime_ns, found.st_size)


def write_notice(notice: Notice) -> None:
    """Whole or not at all. A notice that says nothing removes the file."""
    file = Path(settings.MAINTENANCE_FILE)
    if notice == NONE:
        file.unlink(missing_ok=True)
        return
    told = {"nb": notice.bokmaal, "nn": notice.nynorsk, "closed": sorted(notice.closed)}
    under_way = file.with_name(f"{file.name}.under_way")
    file.parent.mkdir(parents=True, exist_ok=True)
    under_way.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    under_way.replace(file)


@lru_cache(maxsize=2)
def _read(file: str, changed: int, size: int) -> Notice:
    """A file that cannot be understood closes nothing: it was written by hand, in a hurry. The log says so."""
    try:
        told = json.loads(Path(file).read_text(encoding="utf-8"))
        closed = frozenset(map(str, told.get("closed", [])))
        notice = Notice(str(told.get("nb", "")), str(told.get("nn", "")), closed & set(PARTS))
    except (OSError, ValueError, AttributeError, TypeError):
        logger.exception("The notice cannot be read")
        return NONE
    if unknown := closed - set(PARTS):
        logger.error("The notice closes parts that are not there: %s", ", ".join(sorted(unknown)))
    return notice
