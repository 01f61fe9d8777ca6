"""One hash for everything in the database: the same seed gives the same, on any machine and in both databases."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db.models import Model

# What changes when somebody logs in, with the machine's own clock, and what is never sealed the same twice.
PASSING = {"last_login", "heartbeat_at", "sealed"}
DRAWN = {  # what hangs on keys that are drawn at random
    "casework.Event": {"key", "seal"},
    "casework.HistoryLink": {"previous", "hash"},
    "casework.HistoryHead": {"hash"},
}


def fingerprint() -> str:
    """SHA-256 in hex of every row of our own tables, in the order of their keys."""
    digest = hashlib.sha256()
    for model in own_models():
        digest.update(table_fingerprint(model).encode())
    return digest.hexdigest()


def own_models() -> list[type[Model]]:
    """Our models, by name."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("pafyll.")]
    return sorted(ours, key=lambda model: model._meta.label)


def table_fingerprint(model: type[Model]) -> str:
    """The table's name and the SHA-256 of its rows: for finding where two worlds differ."""
    passing = PASSING | DRAWN.get(model._meta.label, set())
    columns = [field.attname for field in model._meta.concrete_fields if field.attname not in passing]
    digest = hashlib.sha256()
    for row in model._default_manager.order_by("pk").values_list(*columns).iterator(chunk_size=5000):
        digest.update(json.dumps(row, default=_plain, sort_keys=True, ensure_ascii=False).encode())
    return f"{model._meta.label} {digest.hexdigest()}"


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, bytes | memoryview):
        return hashlib.sha256(bytes(value)).hexdigest()
    return str(value)
