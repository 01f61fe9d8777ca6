"""«Varsler»: how one wants one's mail, what one has got, and a calendar of one's deadlines."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from pafyll.apps.casework.queries.mail import mails_to, topics_for
from pafyll.apps.casework.services.mail_choices import choose
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.public.forms.notices import NoticesForm

ON_A_PAGE = 50


@login_required
@never_cache
def notices(request: DeskRequest) -> HttpResponse:
    """The choices. A POST keeps them."""
    topics = topics_for(viewer=request.viewer)
    form = NoticesForm(request.POST or None, user=request.user, topics=topics)
    if request.method == "POST" and form.is_valid():
        language, choices = form.value()
        choose(user=request.user, language=language, choices=choices)
        messages.success(request, _("Valgene dine er lagret."))
        return see_other("public:notices")
    context = {"form": form, "topics": topics}
    return render(request, "public/notices.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
def received(request: DeskRequest) -> HttpResponse:
    """Everything that has been written to me, and whether it reached the mail server."""
    page = Paginator(mails_to(viewer=request.viewer), ON_A_PAGE).get_page(request.GET.get("side"))
    return render(request, "public/received.html", {"page": page})


@login_required
@never_cache
def received_one(request: DeskRequest, pk: int) -> HttpResponse:
    """One of them, as it was written."""
    mail = fetch(mails_to(viewer=request.viewer), pk, viewer=request.viewer)
    return render(request, "public/received_one.html", {"mail": mail})
