"""What may be sent in: the content must be what the name says, and hold no programs."""

from __future__ import annotations

import io
import zipfile

import pytest

from pafyll.apps.documents.services_uploads import MOST_BYTES, checked
from pafyll.domain.answers import Refusal


def _office(*names: str, size: int = 10) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name in names:
            file.writestr(name, b"0" * size)
    return made.getvalue()


WORD = _office("[Content_Types].xml", "word/document.xml")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.pdf", b"%PDF-1.7\n"),
        ("plan.docx", WORD),
        ("tall.XLSX", _office("[Content_Types].xml", "xl/workbook.xml")),
        ("bilde.png", b"\x89PNG\r\n\x1a\n..."),
        ("bilde.jpeg", b"\xff\xd8\xff\xe0"),
    ],
)
def test_a_file_that_is_what_it_says_comes_in(name: str, content: bytes) -> None:
    assert checked(name, content).content_type


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("tom.pdf", b"", "file_empty"),
        ("stor.pdf", b"%PDF-" + b"0" * MOST_BYTES, "file_too_big"),
        ("program.exe", b"MZ", "file_kind"),
        ("side.html", b"<script>", "file_kind"),
        ("uten-endelse", b"%PDF-", "file_kind"),
        ("plan.pdf", b"MZ\x90", "file_is_not"),
        ("plan.docx", b"%PDF-1.7", "file_is_not"),
        ("plan.docx", _office("xl/workbook.xml", "[Content_Types].xml"), "file_is_not"),
        ("plan.docx", _office("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "file_is_not"),
        ("bombe.docx", _office("[Content_Types].xml", "word/document.xml", size=60_000_000), "file_is_not"),
        ("plan.pdf", b"%PDF-1.7 /JavaScript (app.alert(1))", "file_has_programs"),
    ],
)
def test_a_file_that_is_something_else_is_refused_with_what_to_do(name: str, content: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        checked(name, content)
    assert refused.value.answer.code == code
    assert refused.value.answer.field == "file"


def test_a_name_cannot_lead_to_another_folder() -> None:
    assert checked("..\\..\\etc/passwd;<b>.pdf", b"%PDF-1.7").safe_name == "passwd_b_.pdf"
