"""What a document type is: a pure context, a body in each language and an example, in a folder of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from pafyll.apps.documents.blocks import Head
from pafyll.apps.documents.filling import filled

LANGUAGES = ("nb", "nn")


def written_form(language: str | None) -> str:
    """The form of Norwegian for a reader of the language: bokmål for those who read pages in English."""
    return language if language in LANGUAGES else "nb"


@dataclass(frozen=True)
class DocumentType:
    """code is the folder's name; label is what lists call it; context is the dataclass that its body reads."""

    code: str
    label: str
    context: type
    folder: Path

    def body(self, language: str) -> Path:
        """The body in the language."""
        return self.folder / f"body.{language}.html"

    def example(self) -> tuple[Head, Any]:
        """The head and the context of example.yaml, for previews and tests."""
        content = yaml.safe_load((self.folder / "example.yaml").read_text(encoding="utf-8"))
        return filled(Head, content["head"]), filled(self.context, content["context"])


def document_type(module_file: str, *, label: str, context: type) -> DocumentType:
    """The type of the folder that type.py lies in."""
    folder = Path(module_file).parent
    return DocumentType(folder.name, label, context, folder)
