"""How an operation is declared: its address, what it gives, and which scope a key needs for it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, TypeVar

from ninja import Router

from pafyll.api.v1.callers import Session, Token
from pafyll.api.v1.problems import Problem

PROBLEMS = frozenset({400, 401, 403, 404, 409, 422, 429})
OPEN_PROBLEMS = frozenset({400, 404, 422, 429})
View = TypeVar("View", bound=Callable[..., Any])


def operation(
    router: Router,
    method: str,
    path: str,
    *,
    name: str,
    gives: Any,
    scope: str,
    status: int = 200,
    also: Collection[int] = (),
) -> Callable[[View], View]:
    """For somebody who is logged in, or a key with the scope. also: statuses of problems beside the usual ones."""
    problems = PROBLEMS | set(also)
    return _declared(router, method, path, name, {status: gives, problems: Problem}, [Token(scope), Session(csrf=True)])


def open_to_all(router: Router, path: str, *, name: str, gives: Any) -> Callable[[View], View]:
    """For reading by anybody."""
    return _declared(router, "get", path, name, {200: gives, OPEN_PROBLEMS: Problem}, None)


def _declared(router: Router, method: str, path: str, name: str, answers: Any, auth: Any) -> Callable[[View], View]:
    def declare(view: View) -> View:
        return router.api_operation(
            [method.upper()], path, response=answers, url_name=name, auth=auth, operation_id=view.__name__
        )(view)

    return declare
