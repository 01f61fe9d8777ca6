"""What granian serves where only the server in front is asked about: says which request it was given."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    body = environ["wsgi.input"].read()
    start("200 OK", [("Content-Type", "text/plain")])
    return [f"[{environ['REQUEST_METHOD']} {environ['PATH_INFO']} {len(body)}]".encode()]
