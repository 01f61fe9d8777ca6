"""Logs in production: one JSON object on each line, with the request that it belongs to and no identity numbers."""

from __future__ import annotations

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from pafyll.operations.redacting import cleaned

current_request: ContextVar[str] = ContextVar("current_request", default="")
BUILT_IN = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
LEFT_OUT = {"request", "server_time"}  # Django's own extras: a request tells its address, which may hold a secret


class JsonFormatter(logging.Formatter):
    """Everything that is said is cleaned last, whole: message, arguments, what was sent along and tracebacks."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _message(record),
        }
        if number := current_request.get():
            told["request_id"] = number
        told |= {key: value for key, value in vars(record).items() if key not in BUILT_IN | LEFT_OUT}
        if record.exc_info:
            told["exception"] = self.formatException(record.exc_info)
        if record.stack_info:
            told["stack"] = self.formatStack(record.stack_info)
        kept = {key: value if key == "time" else cleaned(value) for key, value in told.items()}
        return json.dumps(kept, ensure_ascii=False)


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except Exception:  # arguments that do not fit: a line is better than a fault in the middle of another
        return f"{record.msg} {record.args!r}"


def production(level: str = "INFO") -> dict[str, Any]:
    """Django's LOGGING: everything to standard error, which systemd and containers keep."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": JsonFormatter}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # 404 and 403 are told by our own line for each request, which has the route's name and not the address.
            "django.request": {"level": "ERROR"},
            "django.security.DisallowedHost": {"level": "CRITICAL"},
        },
    }
