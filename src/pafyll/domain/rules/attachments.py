"""What may be attached to an appeal. The kind is what the bytes are, whatever the file is called."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from pafyll.domain.answers import Answer, no, yes

MOST_BYTES = 10 * 1024 * 1024  # Påfyll's own limit: no rule names one
MOST_FILES = 10  # for one appeal, also our own
MACROS = "vbaproject.bin"
WORD_PARTS = {"[Content_Types].xml", "word/document.xml"}


@dataclass(frozen=True)
class FileKind:
    """A kind of file: its ending, the type that a browser is told, and its name."""

    code: str
    media_type: str
    label: str


PDF = FileKind("pdf", "application/pdf", "PDF")
PNG = FileKind("png", "image/png", "PNG-bilde")
JPEG = FileKind("jpg", "image/jpeg", "JPEG-bilde")
WORD = FileKind("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word-dokument")
KINDS = {one.code: one for one in (PDF, PNG, JPEG, WORD)}
STARTS = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))


def kind_of_content(content: bytes) -> FileKind | None:
    """The kind that the bytes are; None for everything that is not taken. A Word file with macros is not taken."""
    for start, kind in STARTS:
        if content.startswith(start):
            return kind
    return WORD if content.startswith(b"PK") and _is_word(content) else None


def may_be_attached(content: bytes, *, already: int) -> Answer:
    """Whether a file with these bytes may be added to an appeal that has so many from before."""
    if not content:
        return no("empty_file", "Filen er tom.", remedy="Velg en annen fil.", field="file")
    if len(content) > MOST_BYTES:
        return no(
            "file_too_large",
            "Filen er større enn {most} MB.",
            remedy="Gjør den mindre, eller del den i flere filer.",
            field="file",
            most=str(MOST_BYTES // 1024 // 1024),
        )
    if already >= MOST_FILES:
        return no("too_many_files", "Du har lagt ved {most} filer, og flere er det ikke plass til.", field="file",
                  remedy="Samle flere sider i én PDF.", most=str(MOST_FILES))  # fmt: skip
    if kind_of_content(content) is None:
        return no(
            "kind_not_taken",
            "Filen er ikke en PDF, et bilde (PNG eller JPEG) eller et Word-dokument (docx) uten makroer.",
            remedy="Lagre den som PDF, og prøv igjen. Det er innholdet som teller, ikke navnet på filen.",
            field="file",
        )
    return yes()


def _is_word(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = packed.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False
    return set(names) >= WORD_PARTS and not any(name.lower().endswith(MACROS) for name in names)
