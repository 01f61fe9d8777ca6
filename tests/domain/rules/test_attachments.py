"""What may be attached to an appeal is judged by what it is, and never by what it is called."""

from __future__ import annotations

import io
import zipfile

import pytest

from pafyll.domain.rules.attachments import MOST_BYTES, MOST_FILES, kind_of_content, may_be_attached

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


def word(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name in ("[Content_Types].xml", *names):
            file.writestr(name, "x")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 ...", "pdf"),
        (PNG, "png"),
        (b"\xff\xd8\xff\xe0 JFIF", "jpg"),
        (word("word/document.xml"), "docx"),
        (word("word/document.xml", "word/vbaProject.bin"), None),
        (word("xl/workbook.xml"), None),
        (b"PK\x03\x04 not a zip", None),
        (b"MZ\x90\x00", None),
        (b"<html><script>alert(1)</script></html>", None),
        (b"\xd0\xcf\x11\xe0 an old Word file", None),
        (b"%!PS-Adobe", None),
        (b"GIF89a", None),
    ],
)
def test_the_bytes_say_what_a_file_is(content, kind):
    found = kind_of_content(content)

    assert (found.code if found else None) == kind
    assert bool(may_be_attached(content, already=0)) is (kind is not None)


def test_a_file_has_a_size_and_an_appeal_has_room_for_some():
    largest = PNG + b"\0" * (MOST_BYTES - len(PNG))

    assert may_be_attached(largest, already=MOST_FILES - 1)
    assert may_be_attached(largest + b"\0", already=0).code == "file_too_large"
    assert may_be_attached(PNG, already=MOST_FILES).code == "too_many_files"
    assert may_be_attached(b"", already=0).code == "empty_file"
