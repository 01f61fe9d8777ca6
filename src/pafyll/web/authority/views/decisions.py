"""Review, decide, put aside, replay and tell. Each page spells out what will happen."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pafyll.apps.applications.models import Application
from pafyll.apps.applications.permissions.authority import may_decide, may_prepare_rounds, may_review
from pafyll.apps.applications.queries.authority import results_of, totals_of_rows
from pafyll.apps.applications.services.allocating import check_again, discard_run, review_run
from pafyll.apps.applications.services.deciding import AT_ONCE, decide_run
from pafyll.apps.applications.services.results_mail import tell_results
from pafyll.domain.answers import require
from pafyll.domain.lifecycles.application import APPLICATION, ApplicationStatus
from pafyll.integrations.clock import now
from pafyll.web.authority.forms.rounds import NoteForm, ReasonForm
from pafyll.web.authority.protocol import Protocol
from pafyll.web.authority.refusals import tried
from pafyll.web.authority.views.runs import shown_run
from pafyll.web.components.confirming import confirmed
from pafyll.web.components.http import DeskRequest, see_other


def review(request: DeskRequest, pk: int) -> HttpResponse:
    """A case officer signs that the run has been gone through."""
    run = shown_run(request, pk)
    require(may_review(request.viewer, run))
    form = NoteForm(request.POST or None)
    if form.is_valid() and tried(
        form, lambda: review_run(run=run, by=request.user, at=now(), note=form.cleaned_data["note"])
    ):
        messages.success(request, _("Kjøringen er kontrollert. En annen med fullmakt kan nå vedta den."))
        return see_other("authority:run", pk)
    context = {"run": run, "form": form, "protocol": Protocol(run.protocol, run.round)}
    return render(request, "authority/review.html", context)


@confirmed
def decide(request: DeskRequest, pk: int) -> HttpResponse:
    """A second person decides, after reading what everyone will get."""
    run = shown_run(request, pk)
    require(may_decide(request.viewer, run))
    if request.method == "POST":
        decide_run(run=run, by=request.user, at=now())
        messages.success(request, _("Fordelingen er vedtatt. Hver søker har fått sitt vedtak med begrunnelse."))
        return see_other("authority:run", pk)
    totals = totals_of_rows(results_of(viewer=request.viewer, run=run))
    context = {
        "run": run,
        "totals": totals,
        "protocol": Protocol(run.protocol, run.round),
        "lapsing": _lapsing(run.round_id),
        "at_once": AT_ONCE,
        "later": max(totals.applicants - AT_ONCE, 0),
    }
    return render(request, "authority/decide.html", context)


def _lapsing(round: int) -> int:
    """How many will end without having been handled by their owner."""
    lapsed = ApplicationStatus.LAPSED
    before = [status for status, after in APPLICATION.table.items() if lapsed in after]
    return Application.objects.filter(round_id=round, status__in=before).count()


def discard(request: DeskRequest, pk: int) -> HttpResponse:
    """Puts a run aside, with a reason."""
    run = shown_run(request, pk)
    require(may_prepare_rounds(request.viewer))
    form = ReasonForm(request.POST or None)
    if form.is_valid() and tried(
        form, lambda: discard_run(run=run, by=request.user, at=now(), why=form.cleaned_data["why"])
    ):
        messages.success(request, _("Kjøringen er forkastet. Den kan fortsatt leses."))
        return see_other("authority:run", pk)
    return render(request, "authority/discard.html", {"run": run, "form": form})


@require_POST
def check(request: DeskRequest, pk: int) -> HttpResponse:
    """Calculates the run again from its stored input and says whether it comes out the same."""
    run = shown_run(request, pk)
    if check_again(run=run, by=request.user, at=now()):
        said = _("Samme resultat. Kjøringen er regnet om igjen fra det som ble lagret, og alt stemmer.")
        messages.success(request, said)
    else:
        messages.error(request, _("Resultatet er ikke det samme. Kjøringen må ikke brukes før det er undersøkt."))
    return see_other("authority:run", pk)


@require_POST
def tell(request: DeskRequest, pk: int) -> HttpResponse:
    """Mails the next of those who are not told yet."""
    run = shown_run(request, pk)
    require(may_prepare_rounds(request.viewer))
    count = tell_results(run=run, by=request.user, at=now(), at_most=AT_ONCE)
    messages.success(request, _("%(count)s er varslet nå.") % {"count": count})
    return see_other("authority:run", pk)
