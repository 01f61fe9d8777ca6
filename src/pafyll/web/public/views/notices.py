"""«Varsler»: how one wants one's mail, what one has got, and a calendar of one's deadlines."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from pafyll.apps.casework.models import TaskCalendar
from pafyll.apps.casework.queries.mail import mails_to, topics_for
from pafyll.apps.casework.services import task_calendars
from pafyll.apps.casework.services.mail_choices import choose
from pafyll.integrations.clock import now
from pafyll.web.components.context import rooms_of
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
    context = {"form": form, "calendars": _calendars(request)}
    return render(request, "public/notices.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def task_calendar(request: DeskRequest, desk: str) -> HttpResponse:
    """Makes, renews or takes away the calendar of one of the viewer's desks."""
    if desk not in _desks(request):
        raise Http404
    do = request.POST.get("do")
    if do == "renew":
        task_calendars.renew(user=request.user, desk=desk, at=now())
    elif do == "stop":
        task_calendars.take_away(user=request.user, desk=desk)
    else:
        task_calendars.make(user=request.user, desk=desk, at=now())
    return see_other("public:notices")


def _desks(request: DeskRequest) -> dict[str, str]:
    """The desks that the viewer's roles open, with their names."""
    return {one.desk: one.label for one in rooms_of(request.viewer, "")}


def _calendars(request: DeskRequest) -> list[tuple[str, str, str]]:
    """(desk, its name, the calendar's address or "") of each."""
    made = {one.desk: one for one in TaskCalendar.objects.filter(user=request.user)}
    return [(desk, label, _address(request, made.get(desk))) for desk, label in _desks(request).items()]


def _address(request: DeskRequest, made: TaskCalendar | None) -> str:
    if made is None:
        return ""
    return request.build_absolute_uri(reverse("public:task_calendar", args=[task_calendars.token_of(made)]))


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
