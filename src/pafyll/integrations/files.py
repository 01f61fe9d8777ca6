"""What a file that somebody sends really is: read from its content, never from its name."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from pafyll.domain.answers import Answer, Refusal, no

MOST_BYTES = 10_000_000
MOST_UNPACKED = 100_000_000
MOST_PARTS = 5_000
KINDS = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
BEGINNINGS = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg", b"PK\x03\x04": "zip"}
OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
MACROS = "vbaproject.bin"
ACTIVE = (b"/JavaScript", b"/JS ", b"/Launch", b"/EmbeddedFile")
REMEDY = "Lagre den som PDF, og prøv igjen."


@dataclass(frozen=True)
class CheckedFile:
    """A file that is what it says, by one of the codes of KINDS."""

    kind: str
    content: bytes

    @property
    def media_type(self) -> str:
        return KINDS[self.kind]


def checked_file(content: bytes) -> CheckedFile:
    """The file, when its content is of a kind we take. Raises Refusal with what is wrong and what to do."""
    if not content:
        raise Refusal(no("empty_file", "Filen er tom.", remedy="Velg en annen fil.", field="file"))
    if len(content) > MOST_BYTES:
        raise Refusal(_too_large(len(content)))
    kind = next((kind for beginning, kind in BEGINNINGS.items() if content.startswith(beginning)), "")
    if kind == "zip":
        kind = _office_kind(content)
    if kind == "pdf":
        _look_into_pdf(content)
    if kind not in KINDS:
        raise Refusal(_unknown())
    return CheckedFile(kind, content)


def _too_large(size: int) -> Answer:
    return no(
        "file_too_large",
        "Filen er på {size} MB. Den kan være på høyst {most} MB.",
        remedy="Lagre den i et mindre format, eller del den.",
        field="file",
        size=str(-(-size // 1_000_000)),
        most=str(MOST_BYTES // 1_000_000),
    )


def _unknown() -> Answer:
    text = "Filen er ikke PDF, Word (.docx), Excel (.xlsx), PNG eller JPEG."
    return no("unknown_file", text, remedy=REMEDY, field="file")


def _look_into_pdf(content: bytes) -> None:
    if b"%%EOF" not in content[-2048:]:
        raise Refusal(
            no("broken_file", "Filen er ikke hel.", remedy="Last den ned på nytt, og prøv igjen.", field="file")
        )
    if any(word in content for word in ACTIVE):
        text = "PDF-filen har innhold som kan kjøre når den åpnes."
        raise Refusal(no("active_file", text, remedy="Skriv den ut til en ny PDF, og prøv igjen.", field="file"))


def _office_kind(content: bytes) -> str:
    """docx or xlsx, "" for any other zip file. Nothing is unpacked beyond what the limits allow."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            _within_limits(parts)
            broken = archive.testzip()
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        text = "Filen er ikke hel, eller den er låst med passord."
        raise Refusal(no("broken_file", text, remedy="Lagre den på nytt, og prøv igjen.", field="file")) from error
    if broken:
        raise Refusal(
            no("broken_file", "Filen er ikke hel.", remedy="Last den ned på nytt, og prøv igjen.", field="file")
        )
    names = {part.filename for part in parts}
    return next((kind for name, kind in OFFICE.items() if name in names and "[Content_Types].xml" in names), "")


def _within_limits(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        text = "Filen pakkes ut til mye mer enn den ser ut til."
        raise Refusal(no("unpacks_too_far", text, remedy=REMEDY, field="file"))
    if any(part.filename.lower().endswith(MACROS) for part in parts):
        raise Refusal(no("macros", "Filen har makroer.", remedy="Lagre den uten makroer, og prøv igjen.", field="file"))
