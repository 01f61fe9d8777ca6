"""The paper editor: blocks as plain forms, figures that tell when they have moved, and issuing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.casework import paper_blocks
from pafyll.apps.casework.models import Case, CasePaper, PaperVersion
from pafyll.apps.casework.paper_blocks import Block
from pafyll.apps.casework.permissions.cases import may_see, may_work_on
from pafyll.apps.casework.queries.case_papers import ShownPaper, figures_of, figures_to_choose, shown_block, shown_paper
from pafyll.apps.casework.services.drafting import draft_paper, gather_views, next_edition
from pafyll.apps.casework.services.issuing_papers import issue_paper
from pafyll.apps.casework.services.paper_versions import blocks_of, renew_figures, undo, write_version
from pafyll.apps.planning.queries.findings import findings_of
from pafyll.domain.answers import Refusal
from pafyll.domain.lifecycles.case import PaperStatus
from pafyll.integrations.clock import now
from pafyll.web.components.case_files import paper_file, paper_html
from pafyll.web.components.http import DeskRequest, see_other
from pafyll.web.components.refusing import is_done, said, tried
from pafyll.web.owner.chosen import Chosen, at_owner_desk
from pafyll.web.owner.forms.case_blocks import KIND_NAMES, BlockForm, with_figure
from pafyll.web.owner.forms.cases import IssueForm
from pafyll.web.owner.views.cases import own_case


@at_owner_desk
def editor(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """The paper that is being written, block by block, with the standing of every figure."""
    case = own_case(request, chosen, pk, may_work_on)
    paper = _draft(case)
    return render(request, "owner/case_paper.html", _context(chosen, case, shown_paper(paper), IssueForm()))


def _context(chosen: Chosen, case: Case, shown: ShownPaper, form: IssueForm) -> dict[str, Any]:
    kinds = list(KIND_NAMES.items())
    waiting = [one for one in findings_of(owner=case.owner, case=case) if one.is_open]
    return {"chosen": chosen, "case": case, "shown": shown, "form": form, "kinds": kinds, "waiting": waiting}


def _draft(case: Case) -> CasePaper:
    """The paper that is being written. 404 when none is."""
    paper = case.papers.filter(status=PaperStatus.DRAFTED).select_related("case__owner").first()
    if paper is None:
        raise Http404
    return paper


@require_POST
@at_owner_desk
def begin(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """A draft where there is none: from the figures the first time, from the issued edition afterwards."""
    case = own_case(request, chosen, pk, may_work_on)
    start = next_edition if case.papers.exists() else draft_paper
    try:
        start(case=case, by=request.user, at=now())
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
        return see_other("owner:case", pk)
    return see_other("owner:case_paper", pk)


@require_POST
@at_owner_desk
def change(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """One button in the editor: add, move, remove, undo, or give figures the value of now."""
    case = own_case(request, chosen, pk, may_work_on)
    paper, (what, _sep, key) = _draft(case), request.POST.get("do", "").partition(" ")
    if what not in BUTTONS:
        return see_other("owner:case_paper", pk)
    try:
        made = BUTTONS[what](request, paper, _seen(request), key)
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
        return see_other("owner:case_paper", pk)
    if isinstance(made, str):
        return see_other("owner:case_block", pk, made)
    response = see_other("owner:case_paper", pk)
    response["Location"] += f"#{key}" if what in ("up", "down") else ""
    return response


def _seen(request: DeskRequest) -> int:
    sent = request.POST.get("seen", "")
    return int(sent) if sent.isdigit() and len(sent) < 9 else 0


Done = PaperVersion | str  # a key of a block that is to be written next


def _write(request: DeskRequest, paper: CasePaper, seen: int, blocks: list[Block], what: str) -> PaperVersion:
    return write_version(paper=paper, seen=seen, blocks=blocks, what=what, by=request.user, at=now())


def _blocks(paper: CasePaper, seen: int) -> list[Block]:
    """The blocks that the writer saw; the service refuses when they are no longer the present ones."""
    found = PaperVersion.objects.filter(paper=paper, number=seen).first()
    return blocks_of(found) if found else []


def _add(request: DeskRequest, paper: CasePaper, seen: int, after: str) -> Done:
    kind = request.POST.get(f"kind-{after}", request.POST.get("kind", ""))
    if kind not in paper_blocks.KINDS:
        kind = paper_blocks.PARAGRAPH
    blocks = _blocks(paper, seen)
    block = Block(paper_blocks.new_id(blocks), kind)
    what = _("La til: {kind}").format(kind=str(KIND_NAMES[kind]).lower())
    _write(request, paper, seen, paper_blocks.inserted(blocks, block, after=after), what)
    return block.id


def _moved(step: int) -> Callable[[DeskRequest, CasePaper, int, str], Done]:
    def move(request: DeskRequest, paper: CasePaper, seen: int, key: str) -> Done:
        blocks = paper_blocks.moved(_blocks(paper, seen), key, step)
        return _write(request, paper, seen, blocks, _("Flyttet en del"))

    return move


def _remove(request: DeskRequest, paper: CasePaper, seen: int, key: str) -> Done:
    return _write(request, paper, seen, paper_blocks.removed(_blocks(paper, seen), key), _("Slettet en del"))


def _undo(request: DeskRequest, paper: CasePaper, seen: int, key: str) -> Done:
    return undo(paper=paper, seen=seen, by=request.user, at=now())


def _renew(request: DeskRequest, paper: CasePaper, seen: int, reference: str) -> Done:
    references = [reference] if reference else []
    return renew_figures(paper=paper, seen=seen, references=references, by=request.user, at=now())


def _views(request: DeskRequest, paper: CasePaper, seen: int, key: str) -> Done:
    return gather_views(paper=paper, seen=seen, by=request.user, at=now())


BUTTONS: dict[str, Callable[[DeskRequest, CasePaper, int, str], Done]] = {
    "add": _add,
    "up": _moved(-1),
    "down": _moved(1),
    "remove": _remove,
    "undo": _undo,
    "renew": _renew,
    "views": _views,
}


@at_owner_desk
def block(request: DeskRequest, chosen: Chosen, pk: int, key: str) -> HttpResponse:
    """One block as a form. "Sett inn" puts a figure into the text, "Se" shows how it reads; neither keeps anything."""
    case = own_case(request, chosen, pk, may_work_on)
    paper = _draft(case)
    shown = shown_paper(paper)
    found = paper_blocks.find([one.block for one in shown.blocks], key)
    if found is None:
        raise Http404
    asked = request.POST.get("do", "")
    sent = with_figure(request.POST, found) if asked == "insert" else request.POST
    form = BlockForm(sent or None, block=found, figures=figures_to_choose(paper), owner=chosen.owner)
    if request.method == "POST" and asked not in ("insert", "look") and _is_saved(request, paper, form):
        messages.success(request, _("Lagret."))
        return see_other("owner:case_paper", pk)
    written = form.value() if form.is_valid() else found
    preview = shown_block(written, shown.standings, owner=case.owner, at=now())
    context = {"chosen": chosen, "case": case, "shown": shown, "form": form, "block": found, "preview": preview}
    context |= {"kind_name": KIND_NAMES[found.kind], "used": figures_of(preview)}
    if request.htmx and asked == "look":
        return render(request, "owner/case_block_form.html#look", context)
    return render(request, "owner/case_block_form.html", context, status=422 if form.errors else 200)


def _is_saved(request: DeskRequest, paper: CasePaper, form: BlockForm) -> bool:
    if not form.is_valid():
        return False
    what = _("Skrev: {kind}").format(kind=str(KIND_NAMES[form.block.kind]).lower())
    seen = _seen(request)
    changed = paper_blocks.changed(_blocks(paper, seen), form.value())
    return tried(form, lambda: _write(request, paper, seen, changed, what)) is not None


@require_POST
@at_owner_desk
def issue(request: DeskRequest, chosen: Chosen, pk: int) -> HttpResponse:
    """Issues the paper as PDF and Word."""
    case = own_case(request, chosen, pk, may_work_on)
    paper, form = _draft(case), IssueForm(request.POST)
    seen = _seen(request)
    if form.is_valid():
        given = form.cleaned_data
        if is_done(form, lambda: issue_paper(paper=paper, seen=seen, **given, by=request.user, at=now())):
            messages.success(request, _("Saksframlegget er utstedt."))
            return see_other("owner:issued_paper", pk, paper.pk)
    return render(request, "owner/case_paper.html", _context(chosen, case, shown_paper(paper), form), status=422)


@at_owner_desk
def issued(request: DeskRequest, chosen: Chosen, pk: int, paper: int) -> HttpResponse:
    """An issued edition as a page, with its figures as they were that day."""
    case = own_case(request, chosen, pk, may_see)
    found = _issued(case, paper)
    context = {"chosen": chosen, "case": case, "paper": found, "html": paper_html(found)}
    return render(request, "owner/case_issued.html", context)


@at_owner_desk
def file(request: DeskRequest, chosen: Chosen, pk: int, paper: int, form: str) -> HttpResponse:
    """An issued edition as PDF or Word."""
    return paper_file(_issued(own_case(request, chosen, pk, may_see), paper), form)


def _issued(case: Case, pk: int) -> CasePaper:
    found = case.papers.filter(pk=pk, document__isnull=False).select_related("document", "case__owner").first()
    if found is None:
        raise Http404
    return found
