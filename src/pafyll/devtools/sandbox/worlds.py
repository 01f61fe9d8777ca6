"""The worlds as files in a folder: copied from a prepared one, found by their secret names, and removed."""

from __future__ import annotations

import json
import os
import re
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from pafyll.domain.answers import Refusal, no

NAME = re.compile(r"[A-Za-z0-9_-]{22}")
LASTS = timedelta(days=14)  # since it was last used
FILES = (".json", ".sqlite3", ".sqlite3-wal", ".sqlite3-shm")  # without the first, it is no world
SEEN_EVERY = timedelta(hours=1)


@dataclass(frozen=True)
class World:
    """One client's world: what it was made of, and the day that it stands on."""

    name: str
    kind: str
    made_at: datetime
    day: date


class Worlds:
    """All worlds of this sandbox."""

    def __init__(self, folder: Path, *, most: int) -> None:
        self.folder, self.most = folder, most

    def prepared(self, what: str) -> Path:
        """A file that worlds are copied from."""
        return self.folder / f"prepared-{what}.sqlite3"

    def file_of(self, world: World) -> Path:
        """Its database."""
        return self.folder / f"{world.name}.sqlite3"

    def copy(self, kind: str, *, of: str, day: date, at: datetime) -> World:
        """A new world like the prepared file, which nobody finds until it is kept. Raises Refusal when all are full."""
        self.lapse(at)
        if len(list(self.folder.glob("*.json"))) >= self.most:
            remedy = "Slett en av dine egne, eller prøv igjen i morgen."
            raise Refusal(no("sandbox_full", "Det er ikke plass til flere verdener nå.", remedy=remedy))
        world = World(secrets.token_urlsafe(16), kind, at, day)
        with (
            closing(sqlite3.connect(self.prepared(of))) as source,
            closing(sqlite3.connect(self.file_of(world))) as new,
        ):
            source.backup(new)
        return world

    def keep(self, world: World) -> None:
        """From now on it can be found. Written beside and moved, so that nobody reads half of it."""
        path = self.folder / f"{world.name}.json"
        beside = path.with_suffix(".new")
        beside.write_text(json.dumps(asdict(world), default=str))
        os.replace(beside, path)

    def found(self, name: str) -> World | None:
        """The world of the name, or None."""
        path = self.folder / f"{name}.json"
        if not NAME.fullmatch(name) or not path.exists():
            return None
        said = json.loads(path.read_text())
        made_at, day = datetime.fromisoformat(said["made_at"]), date.fromisoformat(said["day"])
        return World(said["name"], said["kind"], made_at, day)

    def note_use(self, world: World, at: datetime) -> None:
        """It was used now, which is written down once an hour."""
        path = self.folder / f"{world.name}.json"
        if at.timestamp() - path.stat().st_mtime > SEEN_EVERY.total_seconds():
            os.utime(path, (at.timestamp(), at.timestamp()))

    def ends(self, world: World) -> datetime:
        """When it lapses, unless it is used again."""
        used = (self.folder / f"{world.name}.json").stat().st_mtime
        return datetime.fromtimestamp(used, world.made_at.tzinfo) + LASTS

    def clear(self, name: str) -> None:
        """Removes all of it; what calls it had under way are answered as from a world that is gone."""
        for ending in FILES:
            (self.folder / f"{name}{ending}").unlink(missing_ok=True)

    def lapse(self, at: datetime) -> int:
        """Clears the worlds that nobody has used for so long, and what was left of those never finished. How many."""
        over = list(self._over(at))
        for name in over:
            self.clear(name)
        return len(over)

    def clear_all(self) -> None:
        """Clears every world: before they are prepared anew, for they fit no longer."""
        for path in self.folder.glob("*"):
            if path.suffix in FILES:
                path.unlink(missing_ok=True)

    def _over(self, at: datetime) -> Iterator[str]:
        for path in self.folder.glob("*.json"):
            if at.timestamp() - path.stat().st_mtime > LASTS.total_seconds():
                yield path.stem
        for path in self.folder.glob("*.sqlite3"):
            is_left = not path.with_suffix(".json").exists() and not path.name.startswith("prepared-")
            if is_left and at.timestamp() - path.stat().st_mtime > SEEN_EVERY.total_seconds():
                yield path.stem
