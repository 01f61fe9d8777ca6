"""Case papers: drafted from live figures, written as versions, and issued as they stood."""

from __future__ import annotations

import hashlib
import io
import os
import re
from dataclasses import replace
from html import unescape

import pytest
from docx import Document as read_docx
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from pafyll.apps.accounts.models import User
from pafyll.apps.casework import paper_blocks
from pafyll.apps.casework.models import Case, CasePaper
from pafyll.apps.casework.paper_blocks import PARAGRAPH, PROPOSAL, Block, Point
from pafyll.apps.casework.queries.case_papers import issued_html, shown_paper
from pafyll.apps.casework.services import AlreadyChanged
from pafyll.apps.casework.services.drafting import draft_paper, next_edition
from pafyll.apps.casework.services.issuing_papers import issue_paper
from pafyll.apps.casework.services.paper_versions import (
    blocks_of,
    kept_of,
    renew_figures,
    undo,
    version_of,
    write_version,
)
from pafyll.domain.answers import Refusal
from tests.apps.cases.conftest import AVAILABLE, Purse
from tests.factories.base import NOW

PUBLIC, UNIONS = CasePaper.Audience.PUBLIC, CasePaper.Audience.UNIONS
EXAMPLES = 10_000 if os.environ.get("PAFYLL_LONG") else 60


def _write(paper: CasePaper, by: User, *blocks: Block, seen: int | None = None) -> None:
    seen = paper.current if seen is None else seen
    write_version(paper=paper, seen=seen, blocks=blocks, what="Skrev", by=by, at=NOW)


def test_a_draft_has_the_five_parts_and_every_figure_in_it_is_a_reference(paper: CasePaper) -> None:
    blocks = blocks_of(version_of(paper))

    headings = [block.text for block in blocks if block.kind == "heading"]
    assert headings == ["Forslag til vedtak", "Bakgrunn", "Rammer", "Synspunkter", "Vurdering"]
    assert paper_blocks.references_in(blocks) == [AVAILABLE]
    assert not re.search(r"\d{5,}", paper_blocks.words_of(blocks))
    assert kept_of(version_of(paper))[AVAILABLE].text == "2000000 kr"


def test_a_drafted_point_says_what_it_opens(paper: CasePaper) -> None:
    point = paper_blocks.points_of(blocks_of(version_of(paper)))[0]
    assert (point.opens, point.target, point.quantity) == ("pocket", "purse:1", 40)


def test_a_figure_that_moves_turns_red_and_is_renewed_only_when_siri_asks(
    paper: CasePaper, purse: Purse, siri: User
) -> None:
    assert shown_paper(paper).moved == []

    purse.amounts[AVAILABLE] = 1_800_000
    [moved] = shown_paper(paper).moved
    assert (moved.kept.text, moved.now and moved.now.text) == ("2000000 kr", "1800000 kr")
    _write(paper, siri, *blocks_of(version_of(paper)))
    assert shown_paper(paper).moved, "writing something else does not renew a figure"

    renew_figures(paper=paper, seen=paper.current, references=[AVAILABLE], by=siri, at=NOW)
    assert shown_paper(paper).moved == []


def test_a_paper_with_a_moved_figure_cannot_be_issued(paper: CasePaper, purse: Purse, siri: User) -> None:
    purse.amounts[AVAILABLE] = 1_800_000
    with pytest.raises(Refusal, match="figures_moved"):
        issue_paper(paper=paper, seen=paper.current, audience=PUBLIC, by=siri, at=NOW)

    purse.amounts.clear()
    with pytest.raises(Refusal, match="figures_moved"):
        issue_paper(paper=paper, seen=paper.current, audience=PUBLIC, by=siri, at=NOW)


def test_an_issued_paper_keeps_the_values_of_its_day(paper: CasePaper, purse: Purse, siri: User) -> None:
    issued = issue_paper(paper=paper, seen=paper.current, audience=PUBLIC, by=siri, at=NOW)
    purse.amounts[AVAILABLE] = 1

    html = issued_html(issued)
    assert "2000000 kr" in html
    assert issued.document is not None
    assert "2000000 kr" in issued.document.text
    assert hashlib.sha256(bytes(issued.word or b"")).hexdigest() == issued.word_sha256
    with pytest.raises(Refusal, match="paper_is_issued"):
        _write(issued, siri)


def _squeezed(text: str) -> str:
    """Without spaces and hyphens, which a set page has where it breaks its lines."""
    return re.sub(r"[\s\-\u2010\u00ad]+", "", text)


def test_page_pdf_and_word_say_the_same(paper: CasePaper, siri: User) -> None:
    issued = issue_paper(paper=paper, seen=paper.current, audience=PUBLIC, by=siri, at=NOW)
    assert issued.document is not None

    file = read_docx(io.BytesIO(bytes(issued.word or b"")))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    word = _squeezed("".join([*(one.text for one in file.paragraphs), *cells]))
    pdf = _squeezed("".join(one.extract_text() for one in PdfReader(io.BytesIO(bytes(issued.document.pdf))).pages))
    lines = [unescape(line) for line in re.sub(r"<[^>]+>", "\n", issued_html(issued)).splitlines()]
    told = [_squeezed(line) for line in lines if line.strip()]
    assert len(told) > 20
    assert [line for line in told if line not in word] == []
    assert [line for line in told if line not in pdf] == []


def test_the_word_file_can_be_read_aloud(paper: CasePaper, siri: User) -> None:
    issued = issue_paper(paper=paper, seen=paper.current, audience=PUBLIC, by=siri, at=NOW)
    file = read_docx(io.BytesIO(bytes(issued.word or b"")))

    assert file.core_properties.title == paper.case.title
    assert file.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "nb-NO"
    assert [one.style.name for one in file.paragraphs if one.text == paper.case.title] == ["Heading 1"]
    assert any(one.style.name == "Heading 2" for one in file.paragraphs)
    assert any(one.style.name == "List Number" for one in file.paragraphs)
    assert file.tables
    assert all(table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None for table in file.tables)


def test_nobodys_name_is_in_a_paper_that_everyone_reads(paper: CasePaper, siri: User, eli: User) -> None:
    blocks = [*blocks_of(version_of(paper)), Block("b90", PARAGRAPH, "Saken er drøftet med eli nordmann i januar.")]
    _write(paper, siri, *blocks)
    with pytest.raises(Refusal) as refused:
        issue_paper(paper=paper, seen=paper.current, audience=PUBLIC, by=siri, at=NOW)
    assert "Eli Nordmann" in str(refused.value.answer)


def test_undoing_goes_back_to_what_was_and_loses_nothing(paper: CasePaper, siri: User) -> None:
    first = blocks_of(version_of(paper))
    _write(paper, siri, Block("b1", PARAGRAPH, "Alt er nytt."))
    undo(paper=paper, seen=paper.current, by=siri, at=NOW)

    assert blocks_of(version_of(paper)) == first
    assert paper.versions.count() == 2
    with pytest.raises(Refusal, match="nothing_to_undo"):
        undo(paper=paper, seen=paper.current, by=siri, at=NOW)


def test_of_two_who_write_at_once_the_second_is_told(paper: CasePaper, siri: User, marit: User) -> None:
    seen = paper.current
    _write(paper, siri, Block("b1", PARAGRAPH, "Siri skrev dette."))
    with pytest.raises(AlreadyChanged):
        _write(paper, marit, Block("b1", PARAGRAPH, "Marit skrev dette."), seen=seen)


def test_an_unknown_reference_is_refused_on_the_field(paper: CasePaper, siri: User) -> None:
    with pytest.raises(Refusal) as refused:
        _write(paper, siri, Block("b1", PARAGRAPH, "Vi har {purse:2099:available}."))
    assert refused.value.answer.field == "text"


def test_a_new_edition_begins_where_the_issued_one_ended_and_replaces_it(
    case: Case, paper: CasePaper, siri: User
) -> None:
    issue_paper(paper=paper, seen=paper.current, audience=UNIONS, by=siri, at=NOW)
    second = next_edition(case=case, by=siri, at=NOW)
    assert blocks_of(version_of(second)) == blocks_of(version_of(paper))

    issue_paper(paper=second, seen=second.current, audience=PUBLIC, by=siri, at=NOW)
    paper.refresh_from_db()
    assert (paper.status, second.edition) == ("replaced", 2)
    assert second.document is not None
    assert second.document.replaces == paper.document


def test_a_case_has_one_paper_under_way(case: Case, paper: CasePaper, siri: User) -> None:
    with pytest.raises(Refusal, match="paper_is_drafted"):
        draft_paper(case=case, by=siri, at=NOW)


TEXTS = st.text(alphabet="abc {}:1|\n<&", max_size=30)
BLOCKS = st.lists(
    st.builds(
        Block,
        id=st.just(""),
        kind=st.sampled_from(paper_blocks.KINDS),
        text=TEXTS,
        items=st.lists(TEXTS, max_size=3).map(tuple),
        points=st.lists(st.builds(Point, text=TEXTS), max_size=2).map(tuple),
    ),
    max_size=6,
).map(lambda blocks: [replace(block, id=f"b{n}") for n, block in enumerate(blocks)])


@settings(max_examples=EXAMPLES, deadline=None)
@given(BLOCKS, st.integers(0, 8), st.sampled_from([-1, 1]))
def test_moving_a_block_there_and_back_changes_nothing(blocks: list[Block], n: int, step: int) -> None:
    once = paper_blocks.moved(blocks, f"b{n}", step)
    assert sorted(one.id for one in once) == sorted(one.id for one in blocks)
    if once != blocks:
        assert paper_blocks.moved(once, f"b{n}", -step) == blocks


@settings(max_examples=EXAMPLES, deadline=None)
@given(BLOCKS)
def test_what_is_kept_is_what_was_written(blocks: list[Block]) -> None:
    assert paper_blocks.from_plain(paper_blocks.as_plain(blocks)) == blocks
    for block in blocks:
        again = [f"{{{one.reference}}}" if one.reference else one.text for one in paper_blocks.pieces(block.text)]
        assert "".join(again) == block.text


def test_a_proposal_without_a_point_cannot_be_issued(paper: CasePaper, siri: User) -> None:
    _write(paper, siri, Block("b1", PROPOSAL))
    with pytest.raises(Refusal, match="proposal_missing"):
        issue_paper(paper=paper, seen=paper.current, audience=PUBLIC, by=siri, at=NOW)
