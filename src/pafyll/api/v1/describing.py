"""openapi.json as it should be: what the library does not say of problems, keys that repeat a call, and scopes."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI

from pafyll.api.v1.problems import MEDIA_TYPE, Problem

METHODS = ("get", "put", "post", "patch", "delete")


class Api(NinjaAPI):
    """The library's, with the description put right, and made once: it takes seconds, and anyone may ask for it."""

    _described: Any = None

    def get_openapi_schema(self, **given: Any) -> Any:
        if self._described is None:
            self._described = self._describe(**given)
        return self._described

    def _describe(self, **given: Any) -> Any:
        described = super().get_openapi_schema(**given)
        for path in described["paths"].values():
            for method, one in path.items():
                _put_right(method, one)
        _add_problem(described["components"])
        _add_scopes(self, described["paths"])
        return described


def _put_right(method: str, one: dict[str, Any]) -> None:
    one["parameters"] = [{**row, "required": True} if row["in"] == "path" else row for row in one["parameters"]]
    if method == "post":
        one["parameters"].append(_pointer("parameters", "IdempotencyKey"))
    answers = one["responses"]
    one["responses"] = {str(status): answers[status] if status < 400 else _ref(status) for status in sorted(answers)}


def _ref(status: int) -> dict[str, str]:
    return _pointer("responses", "TooOften" if status == 429 else "Problem")


def _add_problem(components: dict[str, Any]) -> None:
    shape = Problem.model_json_schema(ref_template="#/components/schemas/{model}", mode="serialization")
    components["schemas"].update(shape.pop("$defs") | {"Problem": shape})
    components.update(_shared())


def _shared() -> dict[str, Any]:
    """What every operation points at: the two kinds of no, and the key that makes a call safe to repeat."""
    return {
        "responses": {
            "Problem": {"description": "What is wrong, and what to do about it.", "content": _content()},
            "TooOften": {
                "description": "Too many calls in five minutes.",
                "headers": {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}},
                "content": _content(),
            },
        },
        "parameters": {"IdempotencyKey": _idempotency_key()},
    }


def _content() -> dict[str, Any]:
    return {MEDIA_TYPE: {"schema": _pointer("schemas", "Problem")}}


def _idempotency_key() -> dict[str, Any]:
    return {
        "name": "Idempotency-Key",
        "in": "header",
        "required": False,
        "description": "The same key and body give the same answer for at least 24 hours; another body gives 409.",
        "schema": {"type": "string", "pattern": "^[!-~]{1,100}$"},
    }


def _pointer(kind: str, name: str) -> dict[str, str]:
    return {"$ref": f"#/components/{kind}/{name}"}


def _add_scopes(api: NinjaAPI, paths: dict[str, Any]) -> None:
    """The scope that a key needs, where the description asks for a key."""
    scopes = {
        one.operation_id: auth.scope  # type: ignore[attr-defined]
        for router in api._get_bound_routers()
        for view in router.path_operations.values()
        for one in view.operations
        for auth in one.auth_callbacks
        if getattr(auth, "scope", "")
    }
    for path in paths.values():
        for one in path.values():
            if scope := scopes.get(one["operationId"]):
                one["security"] = [{**row, "Token": [scope]} if "Token" in row else row for row in one["security"]]
