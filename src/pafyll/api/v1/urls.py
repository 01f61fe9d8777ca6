"""The addresses of the API. An operation asks for a key or a session, unless it says that it is open to all."""

from __future__ import annotations

from pafyll.api.v1 import (
    admissions,
    agreements,
    allocations,
    applications,
    catalogue,
    confirmations,
    grants,
    history,
    needs,
    ranking,
    reference,
    statements,
    tokens,
    webhooks,
)
from pafyll.api.v1.callers import Session, Token
from pafyll.api.v1.describing import Api
from pafyll.api.v1.problems import tell_problems_of

DESCRIPTION = "What the pages of Påfyll know and do, for other systems. docs/howto/api.md has a guide for each job."
api = Api(
    title="Påfyll",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api",
    auth=[Token(), Session(csrf=True)],
    docs_url=None,
)
OPEN = (catalogue, reference)
FOR_OWNERS = (needs, applications, ranking, confirmations, statements)
FOR_BOTH = (tokens, webhooks, grants, agreements, history)
for one in (*OPEN, *FOR_OWNERS, admissions, allocations, *FOR_BOTH):
    api.add_router("", one.router)
tell_problems_of(api)
