"""Mail that the viewer's organisation has sent: what reached the mail server, what is tried again and what failed."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.casework.letters import letters
from pafyll.apps.casework.models import Mail
from pafyll.apps.casework.queries.mail import counts_by_status, mails_sent
from pafyll.apps.casework.services.delivering import try_again
from pafyll.domain.lifecycles.mail import MailStatus
from pafyll.integrations.clock import machine_now, now
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.inbox.forms import SentForm

ON_A_PAGE = 50


def sent(request: DeskRequest, desk: str) -> HttpResponse:
    """The list, the newest first, narrowed by status; subjects and texts are the reader's own."""
    rows = mails_sent(viewer=request.viewer, desk=desk)
    form = SentForm(request.GET or None)
    status = form.value()
    page = Paginator(rows.filter(status=status) if status else rows, ON_A_PAGE).get_page(request.GET.get("side"))
    context = {
        "form": form,
        "page": page,
        "rows": [_row(one, desk) for one in page.object_list],
        "counts": counts_by_status(rows),
        "here": f"{desk}:sent_mail",
    }
    return render(request, "components/inbox/sent.html", context)


@require_POST
def again(request: DeskRequest, desk: str, pk: int) -> HttpResponse:
    """Has a mail that came back tried once more."""
    mail = fetch(mails_sent(viewer=request.viewer, desk=desk), pk, viewer=request.viewer)
    try_again(mail=mail, by=request.user, at=now(), machine=machine_now())
    messages.success(request, _("E-posten blir prøvd på nytt."))
    return see_other(f"{desk}:sent_mail")


def _row(mail: Mail, desk: str) -> dict[str, object]:
    letter = letters().get(mail.letter)
    return {
        "mail": mail,
        "to": letter.to.label if letter else "",
        "may_try": mail.status == MailStatus.FAILED,
        "again": reverse(f"{desk}:try_mail", args=[mail.pk]),
    }
