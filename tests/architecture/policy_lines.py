"""Every line of the policy: each function that answers whether somebody may, and how one is turned round for a while.

A line is turned in its own code, so that whoever has imported it by name asks the turned one too.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

from tests.architecture.sources import ROOT

APPS = ROOT / "src" / "pafyll" / "apps"
ALLOW, DENY = "allow", "deny"
Line = FunctionType

_asked: set[str] = set()
_true: dict[int, FunctionType] = {}


@cache
def policy_lines() -> dict[str, Line]:
    """By name: what the permissions of every app define, and return an Answer from."""
    found: dict[str, Line] = {}
    for path in sorted([*APPS.glob("*/permissions.py"), *APPS.glob("*/permissions/*.py")]):
        module = import_module(_dotted(path))
        for name, value in vars(module).items():
            if inspect.isfunction(value) and value.__module__ == module.__name__ and _answers(value):
                found[f"{module.__name__.removeprefix('pafyll.apps.')}.{name}"] = value
    return found


def unasked_lines() -> list[str]:
    """Lines that no code asks: neither their own module nor one that imports them."""
    asked = {name for path in (ROOT / "src").rglob("*.py") for name in _asked_in(path)}
    return [name for name, line in policy_lines().items() if (line.__module__, line.__name__) not in asked]


def _asked_in(path: Path) -> Iterator[tuple[str, str]]:
    """The module and the name of what the file uses of its own, imports, or takes from a module that it imported."""
    text = path.read_text(encoding="utf-8")
    if "permissions" not in text and "permissions" not in str(path):
        return
    nodes = list(ast.walk(ast.parse(text)))
    modules = {}
    for node in nodes:
        for one in node.names if isinstance(node, ast.ImportFrom) else ():
            yield node.module or "", one.name
            modules[one.asname or one.name] = f"{node.module}.{one.name}"
    for node in nodes:
        if isinstance(node, ast.Name):
            yield _dotted(path), node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield modules.get(node.value.id, ""), node.attr


def _dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(".__init__")


def _answers(function: Line) -> bool:
    return function.__annotations__.get("return") == "Answer"


@contextmanager
def turned(line: Line, way: str) -> Iterator[None]:
    """Meanwhile the line says yes, or no, to everybody."""
    with _with_code(line, {ALLOW: _always_yes, DENY: _always_no}[way].__code__):
        yield


@contextmanager
def watched() -> Iterator[set[str]]:
    """Which lines are asked meanwhile. Empty the set between two calls."""
    with ExitStack() as stack:
        for number, (name, line) in enumerate(policy_lines().items()):
            _true[number] = FunctionType(
                line.__code__, line.__globals__, line.__name__, line.__defaults__, line.__closure__
            )
            _true[number].__kwdefaults__ = line.__kwdefaults__
            _names[number] = name
            marked = _note.__code__.replace(
                co_consts=tuple(number if one == MARK else one for one in _note.__code__.co_consts)
            )
            stack.enter_context(_with_code(line, marked))
        yield _asked


MARK = 918273645
_names: dict[int, str] = {}


def called(number: int) -> Callable[..., Any]:
    """Notes that the line was asked, and gives the true one."""
    _asked.add(_names[number])
    return _true[number]


@contextmanager
def _with_code(line: Line, code: CodeType) -> Iterator[None]:
    before = line.__code__, line.__defaults__, line.__kwdefaults__
    line.__code__, line.__defaults__, line.__kwdefaults__ = code, None, None
    try:
        yield
    finally:
        line.__code__, line.__defaults__, line.__kwdefaults__ = before


def _always_yes(*args: Any, **kwargs: Any) -> Any:
    from pafyll.domain.answers import yes

    return yes()


def _always_no(*args: Any, **kwargs: Any) -> Any:
    from pafyll.domain.answers import no

    return no("turned_round", "Denne regelen er snudd i en test.")


def _note(*args: Any, **kwargs: Any) -> Any:
    from tests.architecture.policy_lines import called

    return called(918273645)(*args, **kwargs)
