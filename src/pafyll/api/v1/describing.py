"""openapi.json as it should be: what the library does not say of problems, keys that repeat a call, and scopes."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI

from pafyll.api.v1.problems import MEDIA_TYPE, Problem

METHODS = ("get", "put", "post", "patch", "delete")
IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "The same key and body give the same answer for at least 24 hours; another body gives 409.",
    "schema": {"type": "string", "pattern": "^[!-~]{1,100}$"},
}
RETRY_AFTER = {"description": "Seconds to wait.", "schema": {"type": "integer"}}


class Api(NinjaAPI):
    """The library's, with the description put right."""

    def get_openapi_schema(self, **given: Any) -> Any:
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
        one["parameters"].append({"$ref": "#/components/parameters/IdempotencyKey"})
    answers = one["responses"]
    one["responses"] = {str(status): answers[status] if status < 400 else _ref(status) for status in sorted(answers)}


def _ref(status: int) -> dict[str, str]:
    return {"$ref": f"#/components/responses/{'TooOften' if status == 429 else 'Problem'}"}


def _add_problem(components: dict[str, Any]) -> None:
    shape = Problem.model_json_schema(ref_template="#/components/schemas/{model}", mode="serialization")
    components["schemas"].update(shape.pop("$defs"))
    components["schemas"]["Problem"] = shape
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    components["responses"] = {
        "Problem": {"description": "What is wrong, and what to do about it.", "content": content},
        "TooOften": {
            "description": "Too many calls in five minutes.",
            "headers": {"Retry-After": RETRY_AFTER},
            "content": content,
        },
    }
    components["parameters"] = {"IdempotencyKey": IDEMPOTENCY_KEY}


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
