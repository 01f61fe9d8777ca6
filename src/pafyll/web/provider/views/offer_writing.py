"""Writing offers: new, edited, copied from the year before, looked over, previewed and published."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from pafyll.apps.applications.queries.offer_changes import effect_of_cancelling, effect_of_capacity
from pafyll.apps.applications.queries.provider import own_offers
from pafyll.apps.applications.services.offer_changes import call_off, change_capacity
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.catalogue.permissions import may_change_offer
from pafyll.apps.catalogue.services import publish_offer, unpublish_offer
from pafyll.apps.catalogue.services.editing import (
    confirm_unchanged,
    copy_offer,
    copy_year,
    edit_offer,
    values_of,
    versions_of,
    write_offer,
)
from pafyll.domain.answers import Refusal
from pafyll.domain.rules.offers import LOOKED_OVER, may_be_published
from pafyll.integrations.clock import now, today
from pafyll.web.components.http import DeskRequest, fetch, see_other
from pafyll.web.components.refusing import is_done, said, tried
from pafyll.web.provider.exchange import own_provider
from pafyll.web.provider.forms.offers import CancelForm, CapacityForm, OfferForm

FORM = "provider/offer_form.html"
YEARS_AHEAD = 4


def new(request: DeskRequest) -> HttpResponse:
    """A new offer, as a draft."""
    provider = own_provider(request)
    first = {"study_year": _years()[1], "semesters": 2, "starts_in": "H", "mode": "online"}
    form = OfferForm(request.POST or None, years=_years(), initial=first)
    if form.is_valid():
        made = tried(form, lambda: write_offer(provider=provider, values=form.value(), by=request.user, at=now()))
        if made is not None:
            messages.success(request, _("Utkastet er lagret. Se over det før du publiserer."))
            return see_other("provider:offer_preview", made.pk)
    return render(request, FORM, {"form": form, "offer": None}, status=422 if form.errors else 200)


def edit(request: DeskRequest, pk: int) -> HttpResponse:
    """Everything that the offer and its programme say."""
    shown = _own(request, pk)
    form = OfferForm(request.POST or None, years=_years(shown.study_year), initial=_initial(shown))
    if is_done(
        form,
        lambda: edit_offer(offer=shown, values=form.value(), seen=form.seen, by=request.user, at=now()),
    ):
        messages.success(request, _("Lagret."))
        return see_other("provider:offer_preview", shown.pk)
    return render(request, FORM, {"form": form, "offer": shown}, status=422 if form.errors else 200)


def _initial(offer: StudyOffer) -> dict[str, Any]:
    offer_version, programme_version = versions_of(offer)
    return vars(values_of(offer)) | {"seen_offer": offer_version, "seen_programme": programme_version}


def _years(also: int | None = None) -> list[int]:
    first = today().year - 1
    return sorted({*range(first, first + YEARS_AHEAD), *([also] if also else [])})


@require_POST
def copy(request: DeskRequest, pk: int) -> HttpResponse:
    """Next year's from this one."""
    try:
        made = copy_offer(last=_own(request, pk), by=request.user, at=now())
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
        return see_other("provider:offer", pk)
    messages.success(request, _("Utkastet er laget. Gå gjennom sjekklisten før du publiserer."))
    return see_other("provider:offer_preview", made.pk)


@require_POST
def copy_all(request: DeskRequest, year: int) -> HttpResponse:
    """Drafts of everything that was given in the year."""
    made = copy_year(provider=own_provider(request), study_year=year, by=request.user, at=now())
    text = ngettext("%(count)s utkast er laget.", "%(count)s utkast er laget.", len(made)) % {"count": len(made)}
    messages.success(request, text if made else _("Alt er kopiert fra før."))
    return see_other("provider:home")


def preview(request: DeskRequest, pk: int) -> HttpResponse:
    """What everyone will read, what is still last year's, and the button that makes it public."""
    shown = _own(request, pk)
    if request.method == "POST":
        return _publish(request, shown)
    context = {
        "offer": shown,
        "values": values_of(shown),
        "may": may_be_published(values_of(shown), shown.unchecked),
        "checks": _checks(shown),
    }
    return render(request, "provider/offer_preview.html", context)


def _checks(offer: StudyOffer) -> list[tuple[str, str, Any]]:
    """The lines of the checklist: code, name and what stands there now."""
    values = values_of(offer)
    return [(code, label, getattr(values, code)) for code, label in LOOKED_OVER.items() if code in offer.unchecked]


def _publish(request: DeskRequest, shown: StudyOffer) -> HttpResponse:
    act = unpublish_offer if request.POST.get("gjor") == "tilbake" else publish_offer
    try:
        act(offer=shown, by=request.user, at=now())
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
        return see_other("provider:offer_preview", shown.pk)
    is_public = shown.status == StudyOffer.Status.PUBLISHED
    messages.success(request, _("Tilbudet er publisert.") if is_public else _("Tilbudet er tatt ut av katalogen."))
    return see_other("provider:offer", shown.pk)


@require_POST
def confirm(request: DeskRequest, pk: int, item: str) -> HttpResponse:
    """Says that one line of the checklist shall be as last year."""
    confirm_unchanged(offer=_own(request, pk), item=item, by=request.user, at=now())
    return see_other("provider:offer_preview", pk)


def capacity(request: DeskRequest, pk: int) -> HttpResponse:
    """The effect of another number of places; a POST does what was shown."""
    shown = _own(request, pk)
    form = CapacityForm(request.POST or request.GET or None, initial={"capacity": shown.capacity})
    effect = effect_of_capacity(shown, form.cleaned_data["capacity"]) if form.is_valid() else None
    if request.method == "POST" and effect is not None:
        seen = request.POST.get("sett", "")
        act = tried(
            form,
            lambda: change_capacity(offer=shown, capacity=effect.after, seen=seen, by=request.user, at=now()),
        )
        if act is not None:
            messages.success(request, _("Antall plasser er endret."))
            return see_other("provider:offer", shown.pk)
    context = {"offer": shown, "form": form, "effect": effect}
    return render(request, "provider/offer_capacity.html", context, status=422 if form.errors else 200)


def cancel(request: DeskRequest, pk: int) -> HttpResponse:
    """Who is touched if the study is called off; a POST does it."""
    shown = _own(request, pk)
    form = CancelForm(request.POST or None)
    if is_done(
        form,
        lambda: call_off(
            offer=shown,
            reason=form.cleaned_data["reason"],
            seen=request.POST.get("sett", ""),
            by=request.user,
            at=now(),
        ),
    ):
        messages.success(request, _("Studiet er avlyst. De det gjelder, har fått beskjed."))
        return see_other("provider:offer", shown.pk)
    context = {"offer": shown, "form": form, "effect": effect_of_cancelling(shown)}
    return render(request, "provider/offer_cancel.html", context, status=422 if form.errors else 200)


def _own(request: DeskRequest, pk: int) -> StudyOffer:
    return fetch(own_offers(viewer=request.viewer), pk, viewer=request.viewer, may=may_change_offer)
