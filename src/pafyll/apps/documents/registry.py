"""The document types there are: every folder under types/ that has a type.py."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from pafyll.apps.documents import types
from pafyll.apps.documents.kinds import DocumentType


@cache
def document_types() -> dict[str, DocumentType]:
    """All types by code, in the order of their codes."""
    names = sorted(module.name for module in pkgutil.iter_modules(types.__path__))
    found = [import_module(f"{types.__name__}.{name}.type").TYPE for name in names]
    return {kind.code: kind for kind in found}


def document_type_of(code: str) -> DocumentType:
    """The type with the code. Raises KeyError."""
    return document_types()[code]
