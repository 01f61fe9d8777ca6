"""Writing a case paper: each change is a version of its own, and undoing goes back to the one it was made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from pafyll.apps.accounts.models import User
from pafyll.apps.casework import figures, paper_blocks
from pafyll.apps.casework.figures import Kept, UnknownFigure
from pafyll.apps.casework.models import Case, CasePaper, PaperVersion
from pafyll.apps.casework.paper_blocks import Block
from pafyll.apps.casework.permissions.cases import may_edit_paper
from pafyll.apps.casework.services.recording import AlreadyChanged, Refusal, record, require
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.answers import no
from pafyll.domain.lifecycles.case import PaperStatus
from pafyll.domain.rules.deadlines import norwegian_day

PAPER = "saksframlegget"


def version_of(paper: CasePaper) -> PaperVersion:
    """The version that counts now. One query."""
    return PaperVersion.objects.get(paper=paper, number=paper.current)


def blocks_of(version: PaperVersion) -> list[Block]:
    """The version's blocks."""
    return paper_blocks.from_plain(version.blocks)


def kept_of(version: PaperVersion) -> dict[str, Kept]:
    """The figures in the version, by reference."""
    return {reference: Kept.from_plain(stored) for reference, stored in version.figures.items()}


@transaction.atomic
def start_paper(
    *, case: Case, blocks: Sequence[Block], what: str, language: str = "nb", by: User, at: datetime
) -> CasePaper:
    """A new edition of the case's paper. Only one is drafted at a time."""
    Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    require(may_edit_paper(viewer_of(by, day=norwegian_day(at)), case, day=norwegian_day(at)))
    if case.papers.filter(status=PaperStatus.DRAFTED).exists():
        raise Refusal(no("paper_is_drafted", "Saken har allerede et saksframlegg under arbeid."))
    edition = (case.papers.aggregate(last=Max("edition"))["last"] or 0) + 1
    paper = CasePaper.objects.create(case=case, edition=edition, language=language)
    _store(paper, 1, None, blocks, _figures(blocks, {}, case, at), what, by, at)
    record(about=case.key, verb="paper_started", by=by, at=at, edition=edition)
    return paper


@transaction.atomic
def write_version(
    *,
    paper: CasePaper,
    seen: int,
    blocks: Sequence[Block],
    what: str,
    renew: Sequence[str] = (),
    by: User,
    at: datetime,
) -> PaperVersion:
    """Keeps the blocks as a new version made from the one that the writer saw.

    Figures keep their value; those in renew, and those that are new, get the value of now. Raises AlreadyChanged when
    somebody else has written in the meantime.
    """
    locked = _locked(paper, seen, by, at)
    before = version_of(locked)
    kept = {reference: one for reference, one in kept_of(before).items() if reference not in renew}
    number = (locked.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    made = _store(locked, number, seen, blocks, _figures(blocks, kept, locked.case, at), what, by, at)
    CasePaper.objects.filter(pk=paper.pk).update(current=number)
    paper.current = number
    return made


@transaction.atomic
def undo(*, paper: CasePaper, seen: int, by: User, at: datetime) -> PaperVersion:
    """Goes back to the version that the present one was made from. Nothing is lost: the versions stay."""
    locked = _locked(paper, seen, by, at)
    before = version_of(locked).made_from
    if before is None:
        raise Refusal(no("nothing_to_undo", "Dette er den første utgaven, så det er ikke noe å angre."))
    CasePaper.objects.filter(pk=paper.pk).update(current=before)
    paper.current = before
    return version_of(paper)


def renew_figures(
    *, paper: CasePaper, seen: int, references: Sequence[str] = (), by: User, at: datetime
) -> PaperVersion:
    """Gives the figures the value of now: those named, or all that have moved."""
    version = version_of(paper)
    kept = kept_of(version)
    moved = [one.kept.reference for one in figures.standings(kept.values(), owner=paper.case.owner) if one.is_moved]
    named = list(references) or moved
    if not set(named) & set(moved):
        raise Refusal(no("nothing_moved", "Tallene er allerede oppdatert."))
    what = _("Oppdaterte tall")
    return write_version(paper=paper, seen=seen, blocks=blocks_of(version), what=what, renew=named, by=by, at=at)


def _locked(paper: CasePaper, seen: int, by: User, at: datetime) -> CasePaper:
    locked = CasePaper.objects.select_for_update().get(pk=paper.pk)  # its case is read after the wait
    day = norwegian_day(at)
    require(may_edit_paper(viewer_of(by, day=day), locked.case, day=day))
    if locked.status != PaperStatus.DRAFTED:
        raise Refusal(
            no(
                "paper_is_issued",
                "Saksframlegget er utstedt, og kan ikke endres.",
                remedy="Lag en ny utgave hvis noe må rettes.",
            )
        )
    if locked.current != seen:
        raise AlreadyChanged(PAPER)
    return locked


def _figures(blocks: Sequence[Block], kept: Mapping[str, Kept], case: Case, at: datetime) -> dict[str, Kept]:
    """A value for each reference in the blocks: the kept one, else the value of now. Raises Refusal on unknown ones."""
    found = {}
    for reference in paper_blocks.references_in(blocks):
        try:
            found[reference] = kept.get(reference) or figures.keep(reference, owner=case.owner, at=at)
        except UnknownFigure:
            raise Refusal(
                no(
                    "unknown_figure",
                    "Tallet «{reference}» finnes ikke.",
                    remedy="Velg et tall fra listen under feltet, eller skriv tallet som vanlig tekst.",
                    field="text",
                    reference=reference,
                )
            ) from None
    return found


def _store(
    paper: CasePaper,
    number: int,
    made_from: int | None,
    blocks: Sequence[Block],
    kept: Mapping[str, Kept],
    what: str,
    by: User,
    at: datetime,
) -> PaperVersion:
    return PaperVersion.objects.create(
        paper=paper,
        number=number,
        made_from=made_from,
        blocks=paper_blocks.as_plain(blocks),
        figures={reference: one.as_plain() for reference, one in kept.items()},
        what=what,
        by=by,
        at=at,
    )
