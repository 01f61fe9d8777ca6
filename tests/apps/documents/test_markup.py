"""The small HTML of bodies, and what people write in it."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from pafyll.apps.documents import plaintext, typesetting
from pafyll.apps.documents.blocks import Composition, Facts, Head, Listing, Paragraph, Span, Table, plain
from pafyll.apps.documents.composing import MissingFromContext, _engine, compose
from pafyll.apps.documents.filling import FillingFault, as_plain, filled
from pafyll.apps.documents.markup import MarkupFault, read
from pafyll.apps.documents.registry import document_type_of

HEAD = Head("Direktoratet", "Kari", date(2026, 4, 24), "2026/1")


def test_a_body_becomes_a_title_and_blocks() -> None:
    title, blocks = read("<h1>Tittel</h1><p>En <strong>viktig</strong> ting</p><ol><li>A</li><li>B</li></ol>")
    assert title == "Tittel"
    assert blocks[0] == Paragraph((Span("En "), Span("viktig", strong=True), Span(" ting")))
    assert blocks[1] == Listing(((Span("A"),), (Span("B"),)), numbered=True)


def test_a_table_knows_its_amounts_and_its_sum() -> None:
    rows = '<tr><th>Hva</th><th class="amount">Beløp</th></tr><tr><td class="sum">Sum</td><td>2</td></tr>'
    table = read(f"<h1>T</h1><table><caption>Kostnader</caption>{rows}</table>")[1][0]
    assert isinstance(table, Table)
    assert (table.caption, table.header, table.amounts, table.last_is_sum) == (
        "Kostnader",
        ("Hva", "Beløp"),
        frozenset({1}),
        True,
    )


@pytest.mark.parametrize("body", ["<h1>T</h1><script>x</script>", "<p>uten tittel</p>", "<h1>T</h1>løs tekst"])
def test_a_body_with_something_unknown_is_refused(body: str) -> None:
    with pytest.raises(MarkupFault):
        read(body)


def test_a_body_that_asks_for_what_is_not_there_is_refused() -> None:
    with pytest.raises(MissingFromContext, match=r"it\.nothing"):
        _engine().from_string("{{ it.nothing }}").render(_context())


@settings(deadline=None)
@given(st.text(max_size=200))
def test_what_people_write_stays_text_in_every_format(written: str) -> None:
    """No tag, no Typst markup, no template: the text comes out as it went in."""
    kind = document_type_of("application_receipt")
    head, context = kind.example()
    answers = (replace(context.answers[0], value=written),)
    composed = compose(kind, head=head, context=replace(context, answers=answers), language="nb")
    facts = next(block for block in composed.blocks if isinstance(block, Facts))
    assert plain(facts.rows[0][1]).split() == written.split()
    assert typesetting.pdf(composed).startswith(b"%PDF")


@pytest.mark.parametrize("written", ["#panic()", "*a* _b_ `c` $x$", '= x\n#eval("1")', "<b>&amp;</b>", "\\ @ref // x"])
def test_typst_markup_in_a_text_is_printed_and_not_run(written: str) -> None:
    composed = Composition("T", "nb", HEAD, (Paragraph((Span(written),)),))
    assert typesetting.pdf(composed).startswith(b"%PDF")
    assert written.split()[0] in plaintext.text(composed)


@pytest.mark.parametrize("name", ["Čáhcesuolu", "Øyvind Ĳsselå", "Łódź", "Nguyễn Đặng", "Ελένη", "Иван"])
def test_names_from_many_places_are_drawn_as_they_are_written(name: str) -> None:
    made = typesetting.pdf(Composition("T", "nb", replace(HEAD, recipient=name), ()))
    printed = PdfReader(io.BytesIO(made)).pages[0].extract_text()
    assert unicodedata.normalize("NFKC", name) in unicodedata.normalize("NFKC", printed)


def test_what_no_font_can_draw_is_a_box_in_the_letter_and_itself_in_the_text() -> None:
    composed = Composition("T", "nb", HEAD, (Paragraph((Span("Takk 😀 for 山田 \x07 svar"),)),))
    printed = PdfReader(io.BytesIO(typesetting.pdf(composed))).pages[0].extract_text()
    assert "Takk □ for □□" in printed
    assert "Takk 😀 for 山田" in plaintext.text(composed)


def test_a_context_survives_being_kept_as_plain_data() -> None:
    kind = document_type_of("place_granted")
    head, context = kind.example()
    assert filled(kind.context, as_plain(context)) == context
    assert filled(Head, as_plain(head)) == head


def test_plain_data_with_an_unknown_key_is_refused() -> None:
    with pytest.raises(FillingFault, match="colour"):
        filled(Head, {"sender": "D", "colour": "blue"})


def _context() -> object:
    from django.template import Context

    return Context({"it": object()})
