"""Which database this is, in the form that backup programs ask for."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings

from pafyll.operations.refusing import CannotGoOn


def of_sqlite() -> Path | None:
    """The file, or None for another kind of database."""
    chosen = _chosen()
    return Path(chosen["NAME"]) if chosen["ENGINE"].endswith("sqlite3") else None


def of_postgresql() -> str:
    """The server's address as PostgreSQL's own programs write it."""
    chosen = _chosen()
    if "postgresql" not in chosen["ENGINE"]:
        raise CannotGoOn(f"Vet ikke hvordan {chosen['ENGINE']} kopieres.")
    who = quote(chosen["USER"], safe="") + (f":{quote(chosen['PASSWORD'], safe='')}" if chosen["PASSWORD"] else "")
    port = f":{chosen['PORT']}" if chosen["PORT"] else ""
    return f"postgresql://{who}@{quote(chosen['HOST'], safe='')}{port}/{quote(str(chosen['NAME']), safe='')}"


def _chosen() -> dict[str, Any]:
    return dict(settings.DATABASES["default"])
