"""Finds the Norwegian texts that live beside the rules, where gettext does not look, so that they are translated too.

The domain is free of Django, so its texts are plain strings. A text is a string with a space or a capital letter,
given to one of the calls below, standing in a table, or under a title in a rule file. Codes are left out.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

PACKAGE = Path(__file__).resolve().parents[1]
SPEAKING_CALLS = {
    *("no", "yes", "Answer", "Text", "Gate", "Section", "Parameter", "Lifecycle", "Wording"),
    *("Scheme", "CollectiveScheme", "_refused", "Bad", "Key", "Field", "Purpose", "Retention"),
}
SPOKEN_NAMES = {"text", "remedy"}
SPOKEN_KEYS = {"title", "label", "help", "own_readings", "name", "text", "sentence", "not_found"}
CODE = re.compile(
    r"#[0-9a-f]{6}|\+\w+|[a-z0-9_.:/%{}\-]*|[A-Z]+[a-z0-9]*[A-Z]\w*|[A-Z_]{3,}"
    r"|Credits|Kroner|Percent|Semester|Constraint|Parameter"
)
SILENT_KEYWORDS = {"law", "law_1998", "law_2024", "source", "code", "field"}


def texts() -> list[str]:
    """Every text beside the rules, once, in alphabetical order."""
    found: set[str] = set()
    for path in _python_files():
        found.update(_in_python(ast.parse(path.read_text(encoding="utf-8"))))
    for path in (PACKAGE / "domain").rglob("*.yaml"):
        found.update(_in_yaml(yaml.safe_load(path.read_text(encoding="utf-8"))))
    return sorted(text for text in found if is_text(text))


def is_text(value: str) -> bool:
    """Whether a string is words for people rather than a code, a path or a format."""
    return bool(value.strip()) and not CODE.fullmatch(value) and bool(re.search(r"[A-Za-zÆØÅæøå]{2}", value))


def _python_files() -> Iterator[Path]:
    yield from sorted((PACKAGE / "domain").rglob("*.py"))
    yield from sorted((PACKAGE / "cli").rglob("*.py"))
    yield from sorted((PACKAGE / "protocols").rglob("*.py"))
    yield from sorted((PACKAGE / "integrations").rglob("*.py"))
    yield from sorted((PACKAGE / "web").glob("*/gate.py"))
    yield from sorted((PACKAGE / "api").rglob("*.py"))
    yield from sorted((PACKAGE / "devtools" / "sandbox").rglob("*.py"))
    yield from sorted((PACKAGE / "apps").rglob("permissions*.py"))
    yield from sorted((PACKAGE / "apps").glob("*/permissions/*.py"))
    yield from sorted((PACKAGE / "apps").glob("*/queries/history.py"))
    yield from sorted((PACKAGE / "apps").glob("*/services*.py"))
    yield from sorted((PACKAGE / "apps").glob("*/services/**/*.py"))


def _in_python(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in SPEAKING_CALLS:
            yield from _spoken(node)
        elif isinstance(node, ast.ClassDef):
            yield from _labels(node)
        elif _is_words(node):
            yield node.value.value  # type: ignore[attr-defined]
        elif _is_table(node):
            yield from _constants(node.value)  # type: ignore[attr-defined]


def _is_words(node: ast.AST) -> bool:
    """A text that is given a name before it is given to a call."""
    if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Constant):
        return False
    return isinstance(node.value.value, str) and any(
        isinstance(t, ast.Name) and t.id in SPOKEN_NAMES for t in node.targets
    )


def _is_table(node: ast.AST) -> bool:
    if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets):
        return False
    return isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Dict | ast.List | ast.Tuple)


def _name(func: ast.expr) -> str:
    return func.id if isinstance(func, ast.Name) else func.attr if isinstance(func, ast.Attribute) else ""


def _spoken(call: ast.Call) -> Iterator[str]:
    for value in [*call.args, *(k.value for k in call.keywords if k.arg not in SILENT_KEYWORDS)]:
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield value.value


def _labels(node: ast.ClassDef) -> Iterator[str]:
    """Class attributes: enum labels, and the sentence or label of a criterion."""
    for line in node.body:
        if isinstance(line, ast.Assign | ast.AnnAssign) and line.value is not None:
            yield from _constants(line.value)


def _constants(node: ast.expr) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def _in_yaml(node: Any, key: str = "") -> Iterator[str]:
    if isinstance(node, dict):
        if node.get("unit") == "text":
            yield from (str(dated["value"]) for dated in node["values"].values())
        for name, value in node.items():
            yield from _in_yaml(value, str(name))
    elif isinstance(node, list):
        for value in node:
            yield from _in_yaml(value, key)
    elif isinstance(node, str) and key in SPOKEN_KEYS:
        yield node
