"""The addresses of the API. Every operation asks for the session of somebody who is logged in."""

from __future__ import annotations

from ninja import NinjaAPI
from ninja.security import SessionAuth

from pafyll.api.v1 import admissions, needs
from pafyll.api.v1.problems import tell_problems_of

api = NinjaAPI(
    title="Påfyll",
    version="1",
    description="Se docs/howto/api.md.",
    urls_namespace="api",
    auth=SessionAuth(csrf=True),
    docs_url=None,
)
api.add_router("", needs.router)
api.add_router("", admissions.router)
tell_problems_of(api)
