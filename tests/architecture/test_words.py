"""One term, one word: identifiers are English, ASCII, and never the words that the glossary has replaced."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import python_files, text_of

BANNED = {
    "vikar": "substitute",
    "stipend": "scholarship",
    "tilskudd": "grant",
    "soknad": "application",
    "skoleeier": "school owner",
    "vedtak": "decision",
    "klage": "appeal",
}
EMPTY = {"manager", "helper", "helpers", "util", "utils", "common", "misc"}


def test_identifiers_use_the_glossarys_english_words() -> None:
    faults = [
        f"{path}:{line} {name}: say {BANNED[word]}"
        for path in python_files()
        for line, name in _identifiers(path)
        for word in BANNED
        if word in name.lower()
    ]
    assert faults == []


def test_identifiers_are_ascii() -> None:
    faults = [
        f"{path}:{line} {name}" for path in python_files() for line, name in _identifiers(path) if not name.isascii()
    ]
    assert faults == []


def test_modules_and_functions_have_no_empty_words_in_their_names() -> None:
    files = [f"{path}" for path in python_files() if EMPTY & set(re.split(r"[_\W]+", str(path).lower()))]
    names = [
        f"{path}:{line} {name}"
        for path in python_files(under="src/")
        for line, name in _named(path)
        if EMPTY & set(name.lower().split("_"))
    ]
    assert files + names == []


def test_page_paths_are_written_without_norwegian_letters() -> None:
    faults = [
        f"{path}: {route}"
        for path in python_files(under="src/")
        if path.name == "urls.py"
        for route in re.findall(r"path\(\s*\"([^\"]*)\"", text_of(path))
        if not re.fullmatch(r"[a-z0-9/<>:_.-]*", route)
    ]
    assert faults == []


def _identifiers(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(text_of(path))):
        match node:
            case ast.Name():
                yield node.lineno, node.id
            case ast.Attribute():
                yield node.lineno, node.attr
            case ast.arg() | ast.keyword():
                yield node.lineno, node.arg or ""
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.lineno, node.name


def _named(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(text_of(path))):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.lineno, node.name
