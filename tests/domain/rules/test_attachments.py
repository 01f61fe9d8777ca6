"""What may be attached is judged by what it is; what it is called is at most held against it."""

from __future__ import annotations

import io
import zipfile

import pytest

from pafyll.domain.answers import Refusal
from pafyll.domain.rules.attachments import (
    IN_APPEALS,
    KINDS,
    MOST_BYTES,
    MOST_FILES,
    PNG,
    has_room,
    judged,
    judged_as_named,
    plain_name,
)

PDF = b"%PDF-1.7 ... %%EOF"
PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
WORD, EXCEL, CONTENTS = "word/document.xml", "xl/workbook.xml", "[Content_Types].xml"


def office(*names: str, content: bytes = b"<x/>") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name in names:
            file.writestr(name, content)
    return packed.getvalue()


def locked(content: bytes) -> bytes:
    """The same zip, marked as encrypted."""
    marked = bytearray(content)
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = marked.find(sign)
        while start >= 0:
            marked[start + at] |= 1
            start = marked.find(sign, start + 4)
    return bytes(marked)


def refused(act) -> str:
    with pytest.raises(Refusal) as caught:
        act()
    assert caught.value.answer.field == "file"
    assert caught.value.answer.remedy
    return caught.value.answer.code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (PDF, "pdf"),
        (PICTURE, "png"),
        (b"\xff\xd8\xff\xe0 JFIF", "jpg"),
        (office(CONTENTS, WORD), "docx"),
        (office(CONTENTS, EXCEL), "xlsx"),
    ],
)
def test_the_bytes_say_what_a_file_is(content, code):
    assert judged(content) is KINDS[code]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"%PDF-" + b"0" * MOST_BYTES, "file_too_large"),
        (b"MZ\x90\x00 a program", "kind_not_taken"),
        (b"<html><script>alert(1)</script></html>", "kind_not_taken"),
        (b"\xd0\xcf\x11\xe0 an old Word file", "kind_not_taken"),
        (b"%!PS-Adobe", "kind_not_taken"),
        (b"GIF89a", "kind_not_taken"),
        (office("a.txt"), "kind_not_taken"),
        (office(WORD), "kind_not_taken"),
        (b"%PDF-1.4 cut off", "broken_file"),
        (b"PK\x03\x04 not a zip", "broken_file"),
        (office(CONTENTS, WORD)[:-9], "broken_file"),
        (locked(office(CONTENTS, WORD)), "broken_file"),
        (b"%PDF-1.4 /OpenAction << /S /JavaScript >> %%EOF", "active_file"),
        (b"%PDF-1.7 /JS(app.alert(1)) %%EOF", "active_file"),
        (office(CONTENTS, WORD, "word/vbaProject.bin"), "macros"),
        (office(CONTENTS, WORD, content=b"0" * 60_000_000), "unpacks_too_far"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_not_safe_to_keep_is_refused_with_what_to_do(content, code):
    assert refused(lambda: judged(content)) == code


def test_a_spreadsheet_is_no_part_of_an_appeal():
    assert refused(lambda: judged(office(CONTENTS, EXCEL), kinds=IN_APPEALS.values())) == "kind_not_taken"


@pytest.mark.parametrize("name", ["bilde.png", "BILDE.PNG"])
def test_a_name_that_says_the_same_as_the_content_is_taken(name):
    assert judged_as_named(name, PICTURE) is PNG


@pytest.mark.parametrize("name", ["plan.pdf", "plan.docx", "program.exe", "uten-endelse", ""])
def test_a_name_that_says_something_else_is_refused(name):
    assert refused(lambda: judged_as_named(name, PICTURE)) == "named_otherwise"


def test_a_photograph_has_two_usual_endings():
    assert judged_as_named("klassen.jpeg", b"\xff\xd8\xff\xe0") is judged_as_named("klassen.jpg", b"\xff\xd8\xff\xe0")


def test_the_largest_file_is_taken_and_an_appeal_has_room_for_some():
    assert judged(PICTURE + b"\0" * (MOST_BYTES - len(PICTURE))) is PNG
    assert has_room(MOST_FILES - 1)
    assert has_room(MOST_FILES).code == "too_many_files"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd.png"),
        ("..\\..\\etc/passwd;<b>.pdf", "passwdb.png"),
        ("brev.docm", "brev.png"),
        ('a"; filename="b.exe', "a filenameb.png"),
        ("", "vedlegg.png"),
        ("...", "vedlegg.png"),
        ("x" * 300, "x" * 116 + ".png"),
    ],
)
def test_a_name_has_no_folder_and_ends_as_what_it_is(given, kept):
    assert plain_name(given, PNG) == kept
