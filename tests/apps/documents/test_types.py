"""Every document type, set from its own example in both languages."""

from __future__ import annotations

import io
import re
from typing import Any

import page
import pytest
from pypdf import PdfReader

from pafyll.apps.documents import plaintext, typesetting
from pafyll.apps.documents.blocks import Composition
from pafyll.apps.documents.composing import compose
from pafyll.apps.documents.kinds import LANGUAGES
from pafyll.apps.documents.registry import document_type_of, document_types
from tests.fixtures.snapshots import Approved

EVERY = [(code, language) for code in document_types() for language in LANGUAGES]
# The validator takes a stream whose last byte happens to be a line break for one that is a byte too short.
FALSE_ALARM = "PDFA2A-STREAM-LENGTH-001"


@pytest.fixture(params=EVERY, ids=[".".join(one) for one in EVERY])
def composed(request: pytest.FixtureRequest) -> Composition:
    code, language = request.param
    kind = document_type_of(code)
    head, context = kind.example()
    return compose(kind, head=head, context=context, language=language)


def test_a_document_says_what_was_approved(
    composed: Composition, request: pytest.FixtureRequest, approved: Approved
) -> None:
    code = request.node.callspec.id.removesuffix(f".{composed.language}")
    approved(f"documents/{code}.{composed.language}.txt", plaintext.text(composed))


def test_a_document_is_tagged_for_screen_readers_and_made_to_be_kept(composed: Composition) -> None:
    made = typesetting.pdf(composed)
    for profile in ("ua1", "2a"):
        found = [failure.rule_id for failure in page.validate_pdf_bytes(made, profile=profile).failures]
        if FALSE_ALARM in found and _lengths_are_right(made):
            found.remove(FALSE_ALARM)
        assert found == [], profile


def test_a_document_has_its_title_language_and_one_heading_of_the_first_level(composed: Composition) -> None:
    reader = PdfReader(io.BytesIO(typesetting.pdf(composed)))
    kinds = list(_structure(reader.trailer["/Root"]["/StructTreeRoot"]["/K"]))  # type: ignore[index]
    assert reader.metadata
    assert reader.metadata.title == composed.title
    assert reader.trailer["/Root"]["/Lang"] == composed.language  # type: ignore[index]
    assert kinds.count("/H1") == 1
    assert "/H2" in kinds


def test_everything_the_text_says_is_in_the_pdf_too(composed: Composition) -> None:
    reader = PdfReader(io.BytesIO(typesetting.pdf(composed)))
    printed = _letters("".join(one.extract_text() for one in reader.pages))
    for word in set(re.findall(r"[\wæøå]{6,}", plaintext.text(composed).lower())):
        assert _letters(word) in printed, word


def test_the_same_document_becomes_the_same_bytes(composed: Composition) -> None:
    assert typesetting.pdf(composed) == typesetting.pdf(composed)


def test_every_type_has_a_label_a_body_in_each_language_and_an_example() -> None:
    for kind in document_types().values():
        assert kind.label
        assert all(kind.body(language).exists() for language in LANGUAGES), kind.code
        assert kind.example()


def _letters(text: str) -> str:
    """Letters and digits only: line breaks and hyphens come where the line ends."""
    return re.sub(r"[\W_]+", "", text.lower())


def _structure(node: Any) -> Any:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for one in node:
            yield from _structure(one)
    elif hasattr(node, "get"):
        if node.get("/S"):
            yield node["/S"]
        yield from _structure(node.get("/K", []))


def _lengths_are_right(made: bytes) -> bool:
    """Whether every stream is exactly as long as it says, counted from its first byte to the word that ends it."""
    ends = [
        made[match.end() + int(match[1]) :].startswith((b"\nendstream", b"\r\nendstream"))
        for match in re.finditer(rb"/Length (\d+)[^>]*?>>\s*?stream\n", made)
    ]
    return bool(ends) and all(ends)
