"""Files that people send in: what they may be, and whether the content is what the name says."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from pafyll.domain.answers import Refusal, no

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 100 * 1024 * 1024
MOST_MEMBERS = 5_000
OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES = {
    "pdf": "application/pdf",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
}
STARTS = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff", "jpeg": b"\xff\xd8\xff"}
MAIN_PART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
ACTIVE_PDF = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile)\b")


@dataclass(frozen=True)
class CheckedFile:
    """What the file is, and a name without anything that a browser or a disk could misread."""

    content_type: str
    safe_name: str


def checked(file_name: str, content: bytes) -> CheckedFile:
    """What the file is. Raises Refusal with what to do when it is too big, of another kind, or holds programs."""
    name = re.sub(r"[^\w.() -]+", "_", file_name.replace("\\", "/").rpartition("/")[2]).strip(" .")
    ending = name.rpartition(".")[2].lower()
    if not content:
        raise _refused("file_empty", "Filen er tom.")
    if len(content) > MOST_BYTES:
        raise _refused("file_too_big", "Filen er større enn 10 MB.", "Del den opp, eller lagre den med mindre bilder.")
    if ending not in TYPES:
        told = "Filen må være PDF, Word (docx), Excel (xlsx) eller et bilde (png, jpg)."
        raise _refused("file_kind", told, "Lagre den som PDF, og prøv igjen.")
    if not _is_what_it_says(ending, content):
        told = "Filen heter noe på .{ending}, men innholdet er noe annet."
        raise Refusal(
            no("file_is_not", told, remedy="Åpne den, lagre den på nytt, og prøv igjen.", field="file", ending=ending)
        )
    if ending == "pdf" and ACTIVE_PDF.search(content):
        raise _refused(
            "file_has_programs", "PDF-en inneholder programkode eller innebygde filer.", "Skriv den ut som ny PDF."
        )
    return CheckedFile(TYPES[ending], name)


def _is_what_it_says(ending: str, content: bytes) -> bool:
    if ending in STARTS:
        return content.startswith(STARTS[ending])
    return _is_office(content, MAIN_PART[ending])


def _is_office(content: bytes, main: str) -> bool:
    """A zip of the kind that Word and Excel write, without macros, and not larger inside than anyone writes."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            members = file.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    names = {one.filename for one in members}
    has_macros = any(name.lower().endswith("vbaproject.bin") for name in names)
    is_bomb = len(members) > MOST_MEMBERS or sum(one.file_size for one in members) > MOST_UNPACKED
    return {"[Content_Types].xml", main} <= names and not has_macros and not is_bomb


def _refused(code: str, text: str, remedy: str = "") -> Refusal:
    return Refusal(no(code, text, remedy=remedy, field="file"))
