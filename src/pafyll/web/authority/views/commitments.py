"""What earlier years have promised of this year's money: written by hand, or fetched from what is decided."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pafyll.apps.forums.models import DistributionDraft, NeedsNotification
from pafyll.apps.forums.permissions.distribution import may_distribute
from pafyll.apps.forums.queries.distribution import earlier_needs
from pafyll.apps.forums.services import distribution as services
from pafyll.apps.grants.queries.promised import PromisedPart, awarded_to, claims_on_year, promised_parts
from pafyll.domain.answers import require
from pafyll.integrations.clock import today
from pafyll.web.authority.forms.distribution_keys import CommitmentsForm
from pafyll.web.authority.views.distribution import did, draft_at
from pafyll.web.components.http import DeskRequest, see_other
from pafyll.web.components.refusing import is_done

FETCH = "hent"


def commitments(request: DeskRequest, pk: int) -> HttpResponse:
    """A field for each earlier need. To fetch fills the empty ones and saves nothing."""
    one = draft_at(request, pk)
    needs = list(earlier_needs(one.scheme_year))
    if FETCH in request.POST:
        return _fetched(request, one, needs)
    form = _form(one, needs, request.POST or None, one.commitments)
    if is_done(form, lambda: did(services.set_commitments, request, one, commitments=form.value())):
        return see_other("authority:distribution_draft", pk)
    return _page(request, one, form, status=422 if form.errors else 200)


def _fetched(request: DeskRequest, one: DistributionDraft, needs: list[NeedsNotification]) -> HttpResponse:
    """The form as it was written, with what is claimed in the fields that were empty."""
    day = today()
    require(may_distribute(request.viewer, one.scheme_year, day=day))
    parts = promised_parts(viewer=request.viewer, year=one.scheme_year, needs=needs, day=day)
    written = {need.number: text for need in needs if (text := request.POST.get(need.number, "").strip())}
    form = _form(one, needs, None, {**claims_on_year(parts), **written})
    return _page(request, one, form, parts=[_row(part, written) for part in parts], fetched=True)


def _row(part: PromisedPart, written: dict[str, str]) -> dict[str, Any]:
    """The part, and what became of it in the form."""
    return {"promised": part, "is_kept": part.need in written}


def _form(one: DistributionDraft, needs: list[NeedsNotification], posted: Any, kept: Any) -> CommitmentsForm:
    return CommitmentsForm(posted, needs=needs, year=one.scheme_year.year, awarded=awarded_to(needs), kept=kept)


def _page(
    request: DeskRequest, one: DistributionDraft, form: CommitmentsForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "form": form,
        "title": _("Tilsagn fra tidligere år"),
        "draft": one,
        "year": one.scheme_year,
        "nothing": _("Ingen behov fra tidligere år går inn i dette året."),
        "may": may_distribute(request.viewer, one.scheme_year, day=today()),
        **more,
    }
    return render(request, "authority/distribution_commitments.html", context, status=status)
