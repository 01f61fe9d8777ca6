"""Every kind of mail: who gets it, whether they may do without it, and what it says, with invented facts."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

from csp.decorators import csp_update
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template

from pafyll.apps.casework.letters import Letter, letters
from pafyll.apps.casework.mail_samples import previewed
from pafyll.web.components.http import DeskRequest

LANGUAGES = dict(settings.LANGUAGES)


def _style() -> str:
    """The layout's only style, as the browser is told that it may use it."""
    source: str = get_template("casework/mail_layout.html").template.source  # type: ignore[attr-defined]
    found = re.search(r"<style>(.*?)</style>", source, flags=re.S)
    assert found is not None
    return f"'sha256-{b64encode(sha256(found.group(1).encode()).digest()).decode()}'"


def mail_kinds(request: DeskRequest) -> HttpResponse:
    """The list, by the subject that each has in an example."""
    rows = [(one, previewed(one, "nb")[0]) for one in letters().values()]
    return render(request, "authority/mail_kinds.html", {"rows": rows})


def mail_kind(request: DeskRequest, app: str, name: str, language: str) -> HttpResponse:
    """One kind as plain text."""
    letter = _letter(app, name, language)
    subject, text, _html = previewed(letter, language)
    context = {"letter": letter, "subject": subject, "text": text, "language": language, "languages": LANGUAGES,
               "app": app, "name": name}  # fmt: skip
    return render(request, "authority/mail_kind.html", context)


@csp_update({"style-src": [_style()]})  # type: ignore[arg-type]
def mail_kind_html(request: DeskRequest, app: str, name: str, language: str) -> HttpResponse:
    """One kind as HTML, as a mail program shows it."""
    return HttpResponse(previewed(_letter(app, name, language), language)[2])


def _letter(app: str, name: str, language: str) -> Letter:
    found = letters().get(f"{app}/{name}")
    if found is None or language not in LANGUAGES:
        raise Http404
    return found
