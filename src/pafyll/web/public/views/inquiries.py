"""The public entrance of a provider: what it does with schools, an inquiry, and a page to follow it with."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from pafyll.apps.accounts.senders import sender_of
from pafyll.apps.assignments.models import Inquiry
from pafyll.apps.assignments.queries.contacts import contacts_of
from pafyll.apps.assignments.queries.inquiries import correspondence_by_link, entrances
from pafyll.apps.assignments.services import intake, receiving
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.assignments.answering import NextStep, answer_due, next_in_assignment, next_step
from pafyll.domain.assignments.areas import area_name, open_areas, replaced_areas
from pafyll.domain.assignments.taking_in import MOST_BODY
from pafyll.domain.lifecycles.inquiry import INQUIRY, OPEN, InquiryStatus
from pafyll.integrations.clock import now, today
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import is_done, tried
from pafyll.web.public.entrance import SECTIONS
from pafyll.web.public.forms.inquiries import InquiryForm, MessageForm

SEARCH_LENGTH = 100


def index(request: DeskRequest) -> HttpResponse:
    """The providers that one can ask."""
    return render(request, "public/entrances.html", {"rows": entrances()})


def entrance(request: DeskRequest, pk: int) -> HttpResponse:
    """What the provider does with schools, what it offers, and whom to ask."""
    provider = fetch(entrances(), pk, viewer=request.viewer)
    words = request.GET.get("sok", "")[:SEARCH_LENGTH]
    day = today()
    context = {
        "provider": provider,
        "words": words,
        "areas": open_areas(day),
        "replaced": [(one, area_name(one.replaced_by)) for one in replaced_areas(day)],
        "contacts": contacts_of(provider, day=day),
        "sections": [(one.template, one.context(request, provider, words)) for one in SECTIONS],
    }
    return render(request, "public/entrance.html", context)


@csrf_exempt
def ask(request: DeskRequest, pk: int) -> HttpResponse:
    """The inquiry form. How much and how often is judged before anything of the body is read."""
    if request.method == "POST":
        if _length(request) > MOST_BODY:
            return _plain(413, _("Det du sendte, er for stort. Skjemaet tar ikke imot filer. Kort ned teksten."))
        if not intake.has_room_for_address(sender_of(request), now()):
            return _too_often()
    answered: HttpResponse = _ask(request, pk)
    return answered


@csrf_protect
def _ask(request: DeskRequest, pk: int) -> HttpResponse:
    provider = fetch(entrances(), pk, viewer=request.viewer)
    at, day = now(), today()
    form = InquiryForm(request.POST if request.method == "POST" else None, at=at, day=day)
    if form.is_valid() and (made := tried(form, lambda: _receive(request, provider, form))):
        if not made.is_mailed:
            messages.warning(request, _("Adressen har fått flere e-poster fra oss i dag. Ta vare på lenken til siden."))
        messages.success(request, _("Vi har mottatt henvendelsen."))
        return see_other("public:inquiry", made.token)
    context = {"provider": provider, "form": form, "due": answer_due(day), "contacts": contacts_of(provider, day=day)}
    return render(request, "public/inquiry_form.html", context, status=422 if form.errors else 200)


def _receive(request: DeskRequest, provider: Organisation, form: InquiryForm) -> receiving.Received:
    return receiving.receive_inquiry(
        provider=provider,
        new=form.value(),
        link_to=lambda token: request.build_absolute_uri(reverse("public:inquiry", args=[token])),
        at=now(),
    )


@never_cache
def inquiry(request: DeskRequest, token: str) -> HttpResponse:
    """Where the inquiry is, what happens next and by when; a message can be added."""
    found = _by_link(token)
    form = MessageForm(request.POST or None)
    if is_done(form, lambda: receiving.add_message(inquiry=found, text=form.cleaned_data["text"], at=now())):
        messages.success(request, _("Meldingen er sendt."))
        return see_other("public:inquiry", token)
    context = {
        "inquiry": found,
        "token": token,
        "area": area_name(found.area),
        "next": _next(found),
        "written": correspondence_by_link(found),
        "form": form,
        "is_open": found.status in OPEN,
        "may_withdraw": INQUIRY.may_become(found.status, InquiryStatus.WITHDRAWN),
    }
    response = render(request, "public/inquiry.html", context, status=422 if form.errors else 200)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


def _next(found: Inquiry) -> NextStep:
    made = found.assignment
    return next_in_assignment(made.status, made.ends_on) if made else next_step(found.status, found.due_on)


@require_POST
def withdraw(request: DeskRequest, token: str) -> HttpResponse:
    """The inquirer takes it back."""
    receiving.withdraw_inquiry(inquiry=_by_link(token), at=now())
    messages.success(request, _("Henvendelsen er trukket."))
    return see_other("public:inquiry", token)


def _by_link(token: str) -> Inquiry:
    found = receiving.inquiry_of_link(token)
    if found is None:
        raise Http404
    return found


def _length(request: HttpRequest) -> int:
    said = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(said) if said.isdecimal() else 0


def _too_often() -> HttpResponse:
    """A page without the frame: it costs next to nothing to refuse ten thousand."""
    response = _plain(
        429, _("Det er sendt mange henvendelser herfra den siste timen. Vent litt, eller send en e-post.")
    )
    response["Retry-After"] = str(intake.seconds_to_next_hour(now()))
    return response


def _plain(status: int, text: str) -> HttpResponse:
    return HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8")
