"""A case's files and issued papers as answers to a request. Who may have them is for the desk's view."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.safestring import SafeString, mark_safe

from pafyll.apps.casework.models import CaseAttachment, CasePaper
from pafyll.apps.casework.queries.case_papers import issued_html

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DRESSED = (
    ("<h2>", '<h2 class="ds-heading" data-size="sm">'),
    ("<h3>", '<h3 class="ds-heading" data-size="xs">'),
    ("<p>", '<p class="ds-paragraph">'),
    ("<ul>", '<ul class="ds-list">'),
    ("<ol>", '<ol class="ds-list">'),
    ("<dl>", '<dl class="p-facts">'),
    ("<table>", '<div class="p-scroll"><table class="ds-table">'),
    ("</table>", "</table></div>"),
    ("<th>", '<th scope="col">'),
    ('<th class="amount">', '<th scope="col">'),
)


def paper_html(paper: CasePaper) -> SafeString:
    """The issued paper in the classes of our pages. The markup is a document body's own, with all text escaped."""
    html = issued_html(paper)
    for plain, dressed in DRESSED:
        html = html.replace(plain, dressed)
    return mark_safe(html)  # noqa: S308 – see issued_html


def paper_file(paper: CasePaper | None, form: str) -> HttpResponse:
    """The paper as it was issued: "pdf" or "docx". 404 for another form, and before it is issued."""
    if paper is None or paper.document is None or paper.word is None or form not in ("pdf", "docx"):
        raise Http404
    content, kind = (paper.document.pdf, "application/pdf") if form == "pdf" else (paper.word, WORD)
    name = f"saksframlegg-{paper.case.slug}-{paper.edition}.{form}"
    shown = "inline" if form == "pdf" else "attachment"
    return _answer(bytes(content), kind, f'{shown}; filename="{name}"')


def attachment_file(attachment: CaseAttachment | None) -> HttpResponse:
    """The attachment as it came, always as a download."""
    if attachment is None:
        raise Http404
    name = attachment.file_name.encode("ascii", "replace").decode().replace("?", "_")
    return _answer(bytes(attachment.content), attachment.content_type, f'attachment; filename="{name}"')


def _answer(content: bytes, kind: str, disposition: str) -> HttpResponse:
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=kind, headers=headers)
