"""Every document type from its example, and the mails that the demonstration has sent."""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import mail as django_mail
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from pafyll.apps.documents.composing import body_html, compose
from pafyll.apps.documents.kinds import LANGUAGES, DocumentType
from pafyll.apps.documents.registry import document_types
from pafyll.apps.documents.typesetting import pdf
from pafyll.devtools.local import local_only
from pafyll.web.components.http import DeskRequest

MOST_MAILS = 50


@dataclass(frozen=True)
class Mail:
    """A sent mail as a person reads it."""

    subject: str
    to: str
    text: str


@local_only
def previews(request: DeskRequest) -> HttpResponse:
    """The lists of documents and mails."""
    context = {"kinds": document_types().values(), "languages": LANGUAGES, "mails": sent_mails()}
    return render(request, "devtools/previews.html", context)


@local_only
def document(request: DeskRequest, code: str, language: str) -> HttpResponse:
    """A document type's example as a page."""
    kind = _kind(code, language)
    head, content = kind.example()
    html = body_html(kind, head=head, context=content, language=language)
    context = {"kind": kind, "language": language, "html": mark_safe(html)}  # noqa: S308 - escaped by the body's template
    return render(request, "devtools/document.html", context)


@local_only
def document_pdf(request: DeskRequest, code: str, language: str) -> HttpResponse:
    """The same example as PDF."""
    kind = _kind(code, language)
    head, content = kind.example()
    made = pdf(compose(kind, head=head, context=content, language=language))
    return HttpResponse(made, content_type="application/pdf")


@local_only
def mail(request: DeskRequest, number: int) -> HttpResponse:
    """One sent mail; number counts from the newest, 0."""
    mails = sent_mails()
    if number >= len(mails):
        raise Http404
    return render(request, "devtools/mail.html", {"mail": mails[number]})


def _kind(code: str, language: str) -> DocumentType:
    kind = document_types().get(code)
    if kind is None or language not in LANGUAGES:
        raise Http404
    return kind


def sent_mails() -> list[Mail]:
    """The newest mails first: from the folder that the demonstration writes to, or from a test's outbox."""
    outbox: list[Any] = getattr(django_mail, "outbox", [])
    folder = Path(settings.EMAIL_FILE_PATH)
    files = sorted(folder.glob("*.log"), reverse=True) if folder.exists() else []
    parts = [part for file in files[:MOST_MAILS] for part in reversed(_messages(file))]
    shown = [Mail(one.subject, ", ".join(one.to), one.body) for one in reversed(outbox)] + [
        _mail(part) for part in parts
    ]
    return shown[:MOST_MAILS]


def _messages(file: Path) -> list[bytes]:
    """Django writes a line of dashes after each mail in a file."""
    return [part.strip() for part in file.read_bytes().split(b"-" * 79) if part.strip()]


def _mail(content: bytes) -> Mail:
    message = message_from_bytes(content, _class=EmailMessage, policy=policy.default)
    body = message.get_body(("plain",))
    return Mail(str(message["Subject"]), str(message["To"]), str(body.get_content()) if body else "")
