"""Issues a case paper: the same blocks as PDF and Word, kept as they were, with the figures of the day."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from pafyll.apps.accounts.models import User
from pafyll.apps.casework import figures, paper_blocks
from pafyll.apps.casework.figures import Kept
from pafyll.apps.casework.models import Case, CaseBody, CasePaper
from pafyll.apps.casework.paper_blocks import Block
from pafyll.apps.casework.permissions.cases import may_edit_paper
from pafyll.apps.casework.services.before_issuing import said_before_issuing
from pafyll.apps.casework.services.paper_versions import blocks_of, kept_of, version_of
from pafyll.apps.casework.services.recording import AlreadyChanged, advance, record, require
from pafyll.apps.documents import word
from pafyll.apps.documents.blocks import Head
from pafyll.apps.documents.composing import compose
from pafyll.apps.documents.registry import document_type_of
from pafyll.apps.documents.services import issue
from pafyll.apps.documents.types.case_paper.type import CasePaper as Context
from pafyll.apps.documents.types.case_paper.type import FigureSource, Part
from pafyll.apps.documents.typesetting import written
from pafyll.apps.organisations.models import Person
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.case import CASE_PAPER, PaperStatus
from pafyll.domain.rules.deadlines import norwegian_day

KIND = "case_paper"
S = PaperStatus


@transaction.atomic
def issue_paper(
    *, paper: CasePaper, seen: int, audience: str, by: User, at: datetime, in_spite: bool = False
) -> CasePaper:
    """Freezes the paper and keeps it as PDF and Word. The one that was issued before is replaced.

    Refused while a figure has moved on, and while the text names one of the owner's people. What else should be
    settled first is refused too, unless the writer issues it in spite of that; the history then says so.
    """
    locked, day = CasePaper.objects.select_for_update().get(pk=paper.pk), norwegian_day(at)  # the case: after the wait
    require(may_edit_paper(viewer_of(by, day=day), locked.case, day=day))
    if locked.current != seen:
        raise AlreadyChanged(CASE_PAPER.label)
    open_matter = said_before_issuing(locked.case)
    require(first_no([may_be_issued(locked, audience), yes() if in_spite else open_matter]))
    last = locked.case.papers.filter(status=S.ISSUED).select_related("document").first()
    if last is not None:
        advance(last, lifecycle=CASE_PAPER, to=S.REPLACED, by=by, at=at)
    _freeze(locked, last, audience, by, at)
    advance(locked, lifecycle=CASE_PAPER, to=S.ISSUED, by=by, at=at, audience=audience)
    why = "" if open_matter else str(open_matter)
    told: dict[str, Any] = {"edition": locked.edition, "audience": audience}
    record(about=locked.case.key, verb="paper_issued", by=by, at=at, why=why, **told)
    paper.refresh_from_db()
    return paper


def may_be_issued(paper: CasePaper, audience: str) -> Answer:
    """Whether the paper can be issued: to somebody, with figures that hold, a proposal, and nobody's name in it."""
    version = version_of(paper)
    blocks = blocks_of(version)
    if audience not in CasePaper.Audience.values:
        return no("audience_missing", "Velg hvem saksframlegget er til.", field="audience")
    if not any(point.text.strip() for point in paper_blocks.points_of(blocks)):
        return no("proposal_missing", "Skriv minst ett punkt i forslaget til vedtak.")
    moved = [one for one in figures.standings(kept_of(version).values(), owner=paper.case.owner) if one.is_moved]
    if moved:
        return no(
            "figures_moved",
            "Disse tallene har endret seg siden de ble skrevet: {labels}.",
            remedy="Oppdater tallene, se over teksten, og prøv igjen.",
            labels=", ".join(one.kept.label for one in moved),
        )
    return names_nobody(paper.case, paper_blocks.words_of(blocks))


def names_nobody(case: Case, words: str) -> Answer:
    """A no when the words hold the full name of somebody who works for the owner: the paper is read by everyone."""
    works_there = Q(employments__workplace__parent=case.owner) | Q(role_grants__organisation=case.owner)
    people = Person.objects.filter(works_there).values_list("first_name", "last_name").distinct()
    lowered = words.lower()
    named = sorted({f"{first} {last}" for first, last in people if f"{first} {last}".lower() in lowered})
    if not named:
        return yes()
    return no(
        "person_named",
        "Saksframlegget nevner {names}. Det blir lest av alle, og skal ikke navngi ansatte.",
        remedy="Skriv rollen i stedet, for eksempel «en lærer» eller «kommunedirektøren».",
        names=", ".join(named),
    )


def _freeze(paper: CasePaper, last: CasePaper | None, audience: str, by: User, at: datetime) -> None:
    language, kind = paper.language, document_type_of(KIND)
    with override(language):
        context = context_of(paper, audience=audience)
        head = _head(paper.case, norwegian_day(at))
    document = issue(
        kind=KIND,
        head=head,
        context=context,
        about=paper.about,
        by=by,
        at=at,
        language=language,
        replaces=last.document if last else None,
    )
    file = word.docx(compose(kind, head=head, context=context, language=language))
    paper.document, paper.word, paper.word_sha256 = document, file, hashlib.sha256(file).hexdigest()
    paper.audience, paper.issued_by, paper.issued_at = audience, by, at
    paper.save(update_fields=["document", "word", "word_sha256", "audience", "issued_by", "issued_at"])


def context_of(paper: CasePaper, *, audience: str) -> Context:
    """The paper as a document reads it, in the language that is switched on."""
    version, case = version_of(paper), paper.case
    kept, blocks = kept_of(version), blocks_of(version)
    used = [kept[one] for one in paper_blocks.references_in(blocks) if one in kept]
    return Context(
        title=case.title,
        bodies=tuple(_body(one) for one in case.bodies.all()),
        parts=tuple(_part(block, kept) for block in blocks),
        sources=tuple(FigureSource(one.label, one.text, one.source, _as_of(one)) for one in used),
        office=_("Kommunedirektøren") if case.owner.kind == "municipality" else str(case.owner),
        edition=paper.edition,
        follow_ups=tuple(f"{one}: {one.asked}" for one in case.follow_ups.select_related("earlier__body")),
        attachments=_attachments(case, audience),
        is_internal=audience == CasePaper.Audience.UNIONS,
    )


def _attachments(case: Case, audience: str) -> tuple[str, ...]:
    rows = case.attachments.all() if audience == CasePaper.Audience.UNIONS else case.attachments.filter(is_public=True)
    return tuple(rows.values_list("title", flat=True))


def _part(block: Block, kept: Mapping[str, Kept]) -> Part:
    def written_out(texts: Sequence[str]) -> tuple[str, ...]:
        return tuple(paper_blocks.filled(text, kept) for text in texts)

    items = {
        paper_blocks.PROPOSAL: [point.text for point in block.points],
        paper_blocks.FIGURE: [f"{{{block.reference}}}"],
    }.get(block.kind, block.items)
    return Part(
        kind=block.kind,
        text=paper_blocks.filled(block.text, kept),
        level=block.level,
        items=written_out(items),
        header=block.header,
        rows=tuple(written_out(row) for row in block.rows),
        amounts=paper_blocks.amounts_of(block),
        is_numbered=block.is_numbered,
        last_is_sum=block.last_is_sum,
    )


def _body(body: CaseBody) -> str:
    day = f", {written(body.meets_on)}" if body.meets_on else ""
    return f"{body.name}{day} ({_(str(CaseBody.Part(body.part).label))})"


def _as_of(kept: Kept) -> str:
    return written(date.fromisoformat(kept.as_of)) if kept.as_of else ""


def _head(case: Case, day: date) -> Head:
    resolves = case.bodies.filter(part=CaseBody.Part.RESOLVES).first()
    return Head(
        sender=case.owner.name,
        recipient=resolves.name if resolves else case.owner.name,
        dated_on=day,
        case_number=case.case_number,
        contact=case.owner.email,
    )
