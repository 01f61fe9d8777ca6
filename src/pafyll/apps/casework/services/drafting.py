"""Drafts a case paper from the owner's own figures: proposal, background, frames, views and assessment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from pafyll.apps.accounts.models import User
from pafyll.apps.casework import figures
from pafyll.apps.casework.figures import Offered
from pafyll.apps.casework.models import Case, CasePaper, CommitteeStatement, ConsultationStatement, PaperVersion
from pafyll.apps.casework.paper_blocks import HEADING, LIST, PARAGRAPH, PROPOSAL, TABLE, Block, Point
from pafyll.apps.casework.services.paper_versions import blocks_of, start_paper, version_of, write_version
from pafyll.apps.casework.services.recording import Refusal
from pafyll.domain.answers import no
from pafyll.domain.lifecycles.case import PaperStatus

VIEWS = "views"  # the heading that the views stand under
VIEW = "v"  # the views themselves: v1, v2 …


def draft_paper(*, case: Case, by: User, at: datetime, language: str = "nb") -> CasePaper:
    """A first draft with the figures that are known now. Everything in it can be changed afterwards."""
    offered = figures.offered(owner=case.owner, about=case.about)
    with override(language):
        blocks = [*_draft(case, offered)]
        return start_paper(case=case, blocks=blocks, what=_("Laget utkast"), language=language, by=by, at=at)


def next_edition(*, case: Case, by: User, at: datetime) -> CasePaper:
    """A new edition that begins where the one that was issued last ended."""
    last = case.papers.filter(status=PaperStatus.ISSUED).first()
    if last is None:
        raise Refusal(no("nothing_issued", "Ingen utgave er utstedt ennå. Endre den som er under arbeid."))
    blocks = blocks_of(version_of(last))
    return start_paper(case=case, blocks=blocks, what=_("Ny utgave"), language=last.language, by=by, at=at)


def gather_views(*, paper: CasePaper, seen: int, by: User, at: datetime) -> PaperVersion:
    """Puts what unions and committees have said under "Synspunkter", in place of what was gathered before."""
    with override(paper.language):
        said = [*_views(paper.case)]
        what = _("Hentet inn synspunkter")
    if not said:
        raise Refusal(no("no_views", "Ingen har uttalt seg i saken ennå."))
    others = [one for one in blocks_of(version_of(paper)) if not _is_view(one)]
    at_heading = next((i + 1 for i, one in enumerate(others) if one.id == VIEWS), len(others))
    blocks = [*others[:at_heading], *said, *others[at_heading:]]
    return write_version(paper=paper, seen=seen, blocks=blocks, what=what, by=by, at=at)


def _is_view(block: Block) -> bool:
    return block.id.startswith(VIEW) and block.id[1:].isdigit()


def _draft(case: Case, offered: Sequence[Offered]) -> Iterator[Block]:
    by_section = {name: [one for one in offered if one.section == name] for name in figures.SECTIONS}
    yield Block("b1", HEADING, pgettext("politisk sak", "Forslag til vedtak"))
    yield Block("b2", PROPOSAL, points=_points(case, by_section["proposal"]))
    yield Block("b3", HEADING, _("Bakgrunn"))
    yield from _background(case, by_section["background"])
    yield Block("b10", HEADING, _("Rammer"))
    yield from _frames(by_section["frames"])
    yield Block(VIEWS, HEADING, _("Synspunkter"))
    yield from [*_views(case)] or [Block("v1", PARAGRAPH, _("Saken er ikke drøftet ennå."))]
    yield from _said("b20", by_section["views"])
    yield Block("b21", HEADING, _("Vurdering"))
    yield Block("b22", PARAGRAPH, _("Her skriver saksbehandleren hva kommunedirektøren mener, og hvorfor."))
    yield from _said("b23", by_section["assessment"])


def _points(case: Case, offered: Sequence[Offered]) -> tuple[Point, ...]:
    own = [Point(_sentence(one), one.opens, one.target, one.quantity) for one in offered]
    agrees = _("{owner} slutter seg til prioriteringene slik de går fram av saken.").format(owner=case.owner)
    return (*own, Point(agrees))


def _background(case: Case, offered: Sequence[Offered]) -> Iterator[Block]:
    asked = _("I {earlier} ble det bedt om dette: «{asked}» Denne saken svarer på det.")
    for number, one in enumerate(case.follow_ups.select_related("earlier__body"), 4):
        yield Block(f"b{number}", PARAGRAPH, asked.format(earlier=one, asked=one.asked))
    duty = _(
        "Opplæringslova §§ 17-3 og 17-4 stiller krav til kompetansen hos dem som underviser, og § 17-8 gir skoleeieren "
        "ansvaret for at de får utvikle den."
    )
    yield Block("b8", PARAGRAPH, duty)
    yield from _said("b9", offered)


def _frames(offered: Sequence[Offered]) -> Iterator[Block]:
    spread = _("Et skoleår går over to budsjettår. Kostnaden faller derfor både på høsten og på våren etter.")
    yield Block("b11", PARAGRAPH, spread)
    if offered:
        rows = tuple((one.label, f"{{{one.reference}}}") for one in offered)
        yield Block("b12", TABLE, _("Tallene som saken bygger på"), header=(_("Hva"), _("Tall")), rows=rows)


def _said(key: str, offered: Sequence[Offered]) -> Iterator[Block]:
    if offered:
        yield Block(key, LIST, items=tuple(_sentence(one) for one in offered))


def _sentence(one: Offered) -> str:
    return one.sentence or f"{one.label}: {{{one.reference}}}"


def _views(case: Case) -> Iterator[Block]:
    """A heading, the words and the stances for each union that has spoken, then each committee."""
    said = [block for statement in _statements(case) for block in _view_of_union(statement)]
    for heard in CommitteeStatement.objects.filter(body__case=case).select_related("body"):
        title = _("{body}, sak {number}").format(body=heard.body, number=heard.number)
        said += [Block("", HEADING, title, level=3), *_paragraphs(heard.words)]
    for number, block in enumerate(said, 1):
        yield replace(block, id=f"{VIEW}{number}")


def _statements(case: Case) -> Sequence[ConsultationStatement]:
    rows = ConsultationStatement.objects.filter(consultation__case=case)
    return list(rows.select_related("consultation__union").order_by("consultation__union__name"))


def _view_of_union(statement: ConsultationStatement) -> Iterator[Block]:
    yield Block("", HEADING, str(statement.consultation.union), level=3)
    yield from _paragraphs(statement.words)
    told = _("Punkt {number}: {stance}")
    items = tuple(told.format(number=n, stance=_(stance)) for n, _text, stance in statement.by_point)
    if items:
        yield Block("", LIST, items=items)


def _paragraphs(words: str) -> Iterator[Block]:
    for line in words.splitlines():
        if line.strip():
            yield Block("", PARAGRAPH, line.strip())
