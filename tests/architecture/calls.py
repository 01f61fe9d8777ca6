"""What the code calls, by full name, so that a rule can be said of every call there is."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.architecture.sources import python_files, text_of


@dataclass(frozen=True)
class Call:
    """One call. name is as imported: "hashlib.sha256" whether hashlib or sha256 was imported, under whatever name."""

    where: str
    name: str
    node: ast.Call

    def has(self, argument: str, value: object) -> bool:
        """Whether the argument is given by name, with just that value."""
        given = [one.value for one in self.node.keywords if one.arg == argument]
        return any(isinstance(one, ast.Constant) and one.value == value for one in given)


@cache
def calls() -> tuple[Call, ...]:
    """Every call in the product."""
    return tuple(call for path in python_files(under="src/", migrations=True) for call in calls_in(path, text_of(path)))


def calls_in(path: Path, text: str) -> Iterator[Call]:
    tree = ast.parse(text)
    known = dict(_imported(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (name := _name(node.func, known)):
            yield Call(f"{path}:{node.lineno}", name, node)


@cache
def imports() -> tuple[tuple[str, str], ...]:
    """Where something is imported, and its full name."""
    return tuple(
        (str(path), name)
        for path in python_files(under="src/", migrations=True)
        for _known, name in _imported(ast.parse(text_of(path)))
    )


def _imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for one in node.names:
                yield (one.asname or one.name.split(".")[0], one.name if one.asname else one.name.split(".")[0])
        if isinstance(node, ast.ImportFrom) and node.module:
            for one in node.names:
                yield (one.asname or one.name, f"{node.module}.{one.name}")


def _name(node: ast.expr, known: dict[str, str]) -> str:
    if isinstance(node, ast.Name):
        return known.get(node.id, node.id)
    if isinstance(node, ast.Attribute):
        before = _name(node.value, known)
        return f"{before}.{node.attr}" if before else ""
    return ""
