"""Finds what each refusal code says, where the code is written beside its text: the title of the code on a page."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator

from pafyll.devtools.rule_texts import PACKAGE

TITLES = PACKAGE / "web/support/refusal_titles.py"
HEADER = '"""Made by `make messages`: what a refusal says, by its code. Not written by hand.\n\n'
ABOUT = """A code that says several things, or whose words are put together as it goes, stands in refusal_groups.py.
"""
UNCLEAR = ""  # the words are not written where the code is


def spoken_codes() -> dict[str, set[str]]:
    """Every code that a no is given with, and its texts; UNCLEAR among them where one is not written out."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted(PACKAGE.rglob("*.py")):
        for code, text in _noes(ast.parse(path.read_text(encoding="utf-8"))):
            found[code].add(text)
    return dict(sorted(found.items()))


def titles_file() -> str:
    """What refusal_titles.py should hold now: the codes that say one thing."""
    clear = {code: next(iter(texts)) for code, texts in spoken_codes().items() if len(texts) == 1}
    lines = "".join(f"    {code!r}: {text!r},\n" for code, text in clear.items() if text != UNCLEAR)
    return f'{HEADER}{ABOUT}"""\n\nTITLES = {{\n{lines}}}\n'


def unclear_codes() -> list[str]:
    """The codes that need a group: they say several things, or none that is written out."""
    return [code for code, texts in spoken_codes().items() if len(texts) > 1 or UNCLEAR in texts]


def _noes(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            named = _named(node)
            yield from (pair for call in _calls(node) if (pair := _said(call, named)) is not None)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            yield from (pair for call in _calls(node.value) if (pair := _said(call, {})) is not None)


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "no":
            yield node


def _named(function: ast.FunctionDef) -> dict[str, str]:
    """Texts that the function gives a name to before it says them; UNCLEAR where it does so more than once."""
    found: dict[str, list[ast.expr]] = defaultdict(list)
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            for one in node.targets:
                found[getattr(one, "id", "")].append(node.value)
    return {name: _text(values[0]) if len(values) == 1 else UNCLEAR for name, values in found.items()}


def _text(value: ast.expr) -> str:
    return str(value.value) if isinstance(value, ast.Constant) else UNCLEAR


def _said(call: ast.Call, named: dict[str, str]) -> tuple[str, str] | None:
    if len(call.args) < 2 or not isinstance(call.args[0], ast.Constant):
        return None
    code, text = call.args[0].value, call.args[1]
    return str(code), named.get(text.id, UNCLEAR) if isinstance(text, ast.Name) else _text(text)
