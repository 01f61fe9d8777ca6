"""What a file that somebody sends may be. It is judged by its bytes, whatever it is called."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Collection
from dataclasses import dataclass

from pafyll.domain.answers import Answer, Refusal, first_no, no, require, yes

# Påfyll's own limits: no rule names any.
MOST_BYTES = 10_000_000
MOST_UNPACKED = 100_000_000
MOST_PARTS = 5_000
MOST_FILES = 10  # for one appeal
OFFICE = "application/vnd.openxmlformats-officedocument"
CONTENTS = "[Content_Types].xml"
MACROS = "vbaproject.bin"
ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile)\b")
TAIL = 2_048  # a PDF says within so many bytes of its end that it is whole


@dataclass(frozen=True)
class FileKind:
    """A kind of file: its ending, the type that a browser is told, its name, and how its bytes begin.

    part: the file inside a zip that makes it this kind.
    """

    code: str
    media_type: str
    label: str
    begins: bytes
    part: str = ""

    def is_named(self, ending: str) -> bool:
        """Whether files of the kind are called something with this ending."""
        return ending == self.code or (self is JPEG and ending == "jpeg")


PDF = FileKind("pdf", "application/pdf", "PDF", b"%PDF-")
PNG = FileKind("png", "image/png", "PNG-bilde", b"\x89PNG\r\n\x1a\n")
JPEG = FileKind("jpg", "image/jpeg", "JPEG-bilde", b"\xff\xd8\xff")
WORD = FileKind("docx", f"{OFFICE}.wordprocessingml.document", "Word-dokument", b"PK", "word/document.xml")
EXCEL = FileKind("xlsx", f"{OFFICE}.spreadsheetml.sheet", "Excel-ark", b"PK", "xl/workbook.xml")
KINDS = {one.code: one for one in (PDF, PNG, JPEG, WORD, EXCEL)}
IN_APPEALS = {one.code: one for one in (PDF, PNG, JPEG, WORD)}


def judged(content: bytes, *, kinds: Collection[FileKind] = tuple(KINDS.values())) -> FileKind:
    """The kind that the bytes are. Raises Refusal with what is wrong, and what to do, for what is not taken."""
    require(_has_a_size(content))
    kind = next((one for one in kinds if _is(one, content)), None)
    if kind is None:
        names = ", ".join(one.label for one in kinds)
        raise Refusal(
            no(
                "kind_not_taken",
                "Filen er ikke av et slag vi tar imot: {kinds}.",
                remedy="Lagre den som PDF, og prøv igjen. Det er innholdet som teller, ikke navnet på filen.",
                field="file",
                kinds=names,
            )
        )
    require(_is_safe_pdf(content) if kind is PDF else yes())
    return kind


def judged_as_named(name: str, content: bytes) -> FileKind:
    """As judged, and the name must say the same as the content: what it is called is what a reader goes by."""
    kind = judged(content)
    if not kind.is_named(name.rpartition(".")[2].lower()):
        raise Refusal(
            no(
                "named_otherwise",
                "Filen heter «{name}», men innholdet er {kind}.",
                remedy="Gi den rett endelse, eller lagre den på nytt.",
                field="file",
                name=name,
                kind=kind.label,
            )
        )
    return kind


def has_room(already: int) -> Answer:
    """Whether an appeal that has so many files may have one more."""
    if already < MOST_FILES:
        return yes()
    return no(
        "too_many_files",
        "Du har lagt ved {most} filer, og flere er det ikke plass til.",
        remedy="Samle flere sider i én PDF.",
        field="file",
        most=str(MOST_FILES),
    )


def plain_name(name: str, kind: FileKind, *, longest: int = 120) -> str:
    """The file's own name without folders and odd signs, ending as what it is; at most so many signs."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    stem = last.rsplit(".", 1)[0] if "." in last else last
    kept = " ".join("".join(sign for sign in stem if sign.isalnum() or sign in " -_().").split())
    return f"{kept.strip('. ')[: longest - len(kind.code) - 1] or 'vedlegg'}.{kind.code}"


def _has_a_size(content: bytes) -> Answer:
    if not content:
        return no("empty_file", "Filen er tom.", remedy="Velg en annen fil.", field="file")
    if len(content) <= MOST_BYTES:
        return yes()
    return no(
        "file_too_large",
        "Filen er større enn {most} MB.",
        remedy="Gjør den mindre, eller del den i flere filer.",
        field="file",
        most=str(MOST_BYTES // 1_000_000),
    )


def _is(kind: FileKind, content: bytes) -> bool:
    return content.startswith(kind.begins) and (not kind.part or kind.part in _parts(content))


def _is_safe_pdf(content: bytes) -> Answer:
    return first_no([_is_whole(b"%%EOF" in content[-TAIL:]), _is_still(content)])


def _is_whole(is_whole: bool) -> Answer:
    remedy = "Last den ned eller lagre den på nytt, og prøv igjen."
    return yes() if is_whole else no("broken_file", "Filen er ikke hel.", remedy=remedy, field="file")


def _is_still(content: bytes) -> Answer:
    if not ACTIVE.search(content):
        return yes()
    text = "PDF-filen har innhold som kan kjøre når den åpnes."
    return no("active_file", text, remedy="Skriv den ut til en ny PDF, og prøv igjen.", field="file")


def _parts(content: bytes) -> set[str]:
    """The files inside a zip of the kind that Word and Excel write, none for another zip.

    Raises Refusal for a broken or locked one, for macros, and for more than the limits before anything is unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            require(_within_limits(parts))
            require(_is_whole(packed.testzip() is None))
    # zipfile says with all of these that it is broken, locked with a password, or packed in a way it does not know.
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as error:
        text = "Filen er ikke hel, eller den er låst med passord."
        raise Refusal(no("broken_file", text, remedy="Lagre den på nytt, og prøv igjen.", field="file")) from error
    names = {part.filename for part in parts}
    return names if CONTENTS in names else set()


def _within_limits(parts: list[zipfile.ZipInfo]) -> Answer:
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        text = "Filen pakkes ut til mye mer enn den ser ut til."
        return no("unpacks_too_far", text, remedy="Lagre den som PDF, og prøv igjen.", field="file")
    if any(part.filename.lower().endswith(MACROS) for part in parts):
        return no("macros", "Filen har makroer.", remedy="Lagre den uten makroer, og prøv igjen.", field="file")
    return yes()
