"""Issuing: what was sent is kept as it was."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest

from pafyll.apps.documents.models import Document
from pafyll.apps.documents.queries import documents_about, preview_of
from pafyll.apps.documents.registry import document_type_of, document_types
from pafyll.apps.documents.services import issue
from tests.architecture.pages import faults_of

AT = datetime(2026, 4, 24, 10, tzinfo=UTC)


@pytest.fixture
def letter(db: None) -> Document:
    head, context = document_type_of("place_granted").example()
    return issue(kind="place_granted", head=head, context=context, about="application:1", by=None, at=AT, language="nn")


def test_an_issued_letter_is_kept_with_its_bytes_text_and_hash(letter: Document) -> None:
    kept = Document.objects.get()
    assert kept.title == "Du har fått plass i vidareutdanning 2026/27"
    assert kept.sha256 == hashlib.sha256(bytes(kept.pdf)).hexdigest()
    assert "Du er innvilga plass" in kept.text
    assert kept.context["head"]["case_number"] == "2026/0417-3"
    assert kept.issued_at == AT


def test_a_correction_is_the_next_version_and_names_the_one_it_replaces(letter: Document) -> None:
    head, context = document_type_of("place_granted").example()
    correction = issue(
        kind="place_granted", head=head, context=context, about="application:1", by=None, at=AT, replaces=letter
    )
    assert (correction.version, correction.replaces) == (2, letter)
    assert [one.version for one in documents_about(["application:1"])] == [2, 1]


def test_a_letter_written_from_another_types_context_is_refused(db: None) -> None:
    head, context = document_type_of("place_granted").example()
    with pytest.raises(TypeError, match="PlaceRefused"):
        issue(kind="place_refused", head=head, context=context, about="application:1", by=None, at=AT)
    assert not Document.objects.exists()


def test_listing_documents_takes_one_query_however_many(letter: Document, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert [one.title for one in documents_about(["application:1", "application:2"])]


def test_every_type_can_be_previewed() -> None:
    for kind in document_types().values():
        preview = preview_of(kind.code, language="nb")
        assert preview.label == kind.label
        assert preview.pdf.startswith(b"%PDF")
        assert faults_of(preview.html) == []
        assert "<h1" not in preview.html
