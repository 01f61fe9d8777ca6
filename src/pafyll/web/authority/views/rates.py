"""Rates with source and signature, and each owner's quota."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from pafyll.apps.applications.models import OwnerFrame
from pafyll.apps.applications.queries.rounds import missing_rates
from pafyll.apps.applications.services import rounds as services
from pafyll.apps.organisations.models import Organisation
from pafyll.integrations.clock import now
from pafyll.web.authority.forms.rounds import QuotaForm, RateForm
from pafyll.web.authority.refusals import tried
from pafyll.web.authority.views.rounds import own_round
from pafyll.web.components.http import DeskRequest, see_other

PAGE_SIZE = 50


def rates(request: DeskRequest, pk: int) -> HttpResponse:
    """The round's rates, and a form that enters or replaces one."""
    round = own_round(request, pk)
    form = RateForm(request.POST or None)
    if form.is_valid() and tried(
        form, lambda: services.enter_rate(round=round, rate=form.value(), by=request.user, at=now())
    ):
        messages.success(request, _("Satsen er ført, med navnet ditt og tidspunktet."))
        return see_other("authority:rates", pk)
    last = round.copied_from
    context = {
        "round": round,
        "form": form,
        "rows": round.rates.select_related("entered_by").order_by("scheme", "subject_group", "payer"),
        "last_years": last.rates.order_by("scheme", "subject_group", "payer") if last else [],
        "missing": missing_rates(round),
    }
    return render(request, "authority/rates.html", context)


def quotas(request: DeskRequest, pk: int) -> HttpResponse:
    """Every owner with its quota, found by name. As many queries with ten owners as with a thousand."""
    round = own_round(request, pk)
    text = request.GET.get("sok", "").strip()[:100]
    owners = Organisation.objects.filter(kind__in=Organisation.OWNER_KINDS, name__icontains=text).order_by("name")
    page = Paginator(owners, PAGE_SIZE).get_page(request.GET.get("side"))
    frames = {frame.owner_id: frame for frame in OwnerFrame.objects.filter(round=round, owner__in=list(page))}
    context = {"round": round, "page": page, "rows": [(one, frames.get(one.pk)) for one in page], "text": text}
    return render(request, "authority/quotas.html", context)


def quota(request: DeskRequest, pk: int, owner: int) -> HttpResponse:
    """One owner's quota in the round."""
    round = own_round(request, pk)
    chosen = get_object_or_404(Organisation, pk=owner, kind__in=Organisation.OWNER_KINDS)
    frame = OwnerFrame.objects.filter(round=round, owner=chosen).first()
    form = QuotaForm(request.POST or None, initial={"quota": frame.quota if frame else None})
    if form.is_valid() and tried(
        form,
        lambda: services.set_quota(
            round=round, owner=chosen, quota=form.cleaned_data["quota"], by=request.user, at=now()
        ),
    ):
        messages.success(request, _("Kvoten til %(owner)s er lagret.") % {"owner": chosen.name})
        return see_other("authority:quotas", pk)
    return render(request, "authority/quota.html", {"round": round, "owner": chosen, "form": form})
