"""Calls of the API as another system makes them: a name of an address, and a body as JSON."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse

PROBLEM = "application/problem+json"


def call(
    client: Client, method: str, name: str, *args: Any, body: Any = None, headers: Any = None, **query: Any
) -> Any:
    """Calls the address with that name. query is what follows the question mark."""
    address = reverse(f"api:{name}", args=args) + (f"?{urlencode(query)}" if query else "")
    send = getattr(client, method)
    if body is None:
        return send(address, headers=headers)
    return send(address, json.dumps(body), content_type="application/json", headers=headers)
