"""Surveys as the one who asks sees them: planning, opening, inviting, and how many have answered. Never who."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from pafyll.apps.applications.models import Round
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.surveys.models import Survey
from pafyll.apps.surveys.permissions import may_change, may_run
from pafyll.apps.surveys.queries.surveys import own_surveys, own_versions, response_of, responses
from pafyll.apps.surveys.services.closing import close_survey
from pafyll.apps.surveys.services.inviting import invite
from pafyll.apps.surveys.services.surveys import cancel_survey, change_survey, may_open, open_survey, plan_survey
from pafyll.domain.answers import Refusal, require
from pafyll.domain.lifecycles.survey import QuestionnaireVersionStatus, SurveyStatus
from pafyll.domain.surveys.showing import Wanted
from pafyll.integrations.clock import now, today
from pafyll.web.components.http import DeskRequest, see_other
from pafyll.web.components.refusing import is_done, said, tried
from pafyll.web.components.surveys.desk import SurveyDesk
from pafyll.web.components.surveys.forms import InviteForm, SurveyForm
from pafyll.web.components.surveys.pages import askers, page, survey_here
from pafyll.web.components.surveys.responding import response_figures


def surveys(request: DeskRequest, desk: SurveyDesk) -> HttpResponse:
    """The surveys of those whom the viewer asks for, each with how many have answered."""
    askers(request)
    rows = list(own_surveys(request.viewer))
    told = responses(rows)
    return page(request, desk, "surveys", {"rows": [(one, told[one.pk]) for one in rows]})


def new(request: DeskRequest, desk: SurveyDesk) -> HttpResponse:
    """A survey to plan."""
    askers(request)
    form = _form(request)
    if form.is_valid() and (made := tried(form, lambda: plan_survey(plan=form.value(), by=request.user, at=now()))):
        return see_other(desk.to["survey"], made.pk)
    return page(request, desk, "new_survey", {"form": form, "survey": None}, status=422 if form.errors else 200)


def edit(request: DeskRequest, desk: SurveyDesk, pk: int) -> HttpResponse:
    """A draft to change."""
    found = survey_here(request, pk)
    require(may_change(request.viewer, found))
    form = _form(request, found)
    if is_done(form, lambda: change_survey(survey=found, plan=form.value(), by=request.user, at=now())):
        return see_other(desk.to["survey"], pk)
    return page(request, desk, "new_survey", {"form": form, "survey": found}, status=422 if form.errors else 200)


def survey(request: DeskRequest, desk: SurveyDesk, pk: int) -> HttpResponse:
    """One survey: what it asks of whom, what is promised, and the response as it stands now."""
    found = survey_here(request, pk)
    context = {
        "survey": found,
        "response": response_of(found, Wanted()),
        "figures": response_figures(found),
        "may_open": may_open(found, today()),
        "reminders": list(found.reminders.all()),
        "is_closed": found.status == SurveyStatus.CLOSED,
        "takes_lists": found.status == SurveyStatus.OPEN,
    }
    return page(request, desk, "survey", context)


@require_POST
def move(request: DeskRequest, desk: SurveyDesk, pk: int) -> HttpResponse:
    """Opens, closes or calls off."""
    found, do = survey_here(request, pk), request.POST.get("do", "")
    try:
        if do == "open":
            open_survey(survey=found, by=request.user, at=now())
            messages.success(request, _("Undersøkelsen er åpen. De som skal spørres, får invitasjon i natt."))
        elif do == "close":
            close_survey(survey=found, by=request.user, at=now())
            messages.success(request, _("Undersøkelsen er avsluttet, og svarene er stokket."))
        elif do == "cancel":
            cancel_survey(survey=found, by=request.user, at=now())
            messages.success(request, _("Undersøkelsen er avlyst."))
    except Refusal as refusal:
        messages.error(request, said(refusal.answer))
    return see_other(desk.to["survey"], pk)


def invite_by_list(request: DeskRequest, desk: SurveyDesk, pk: int) -> HttpResponse:
    """People who are asked by their address, without a log-in."""
    found = survey_here(request, pk)
    require(may_run(request.viewer, found))
    form = InviteForm(request.POST or None)
    if form.is_valid():
        count = tried(form, lambda: invite(survey=found, invitees=form.value(_cell(found)), at=now()))
        if count is not None:
            text = ngettext("%(count)s er invitert.", "%(count)s er invitert.", count) % {"count": count}
            messages.success(request, text)
            return see_other(desk.to["survey"], pk)
    return page(request, desk, "invite", {"form": form, "survey": found}, status=422 if form.errors else 200)


def _cell(found: Survey) -> tuple[str, ...]:
    """Those on a list are the owner's own, where it is a provider."""
    is_provider = found.owner.kind == Organisation.Kind.PROVIDER
    return (found.owner.number if is_provider else "", "", "")


def _form(request: DeskRequest, found: Survey | None = None) -> SurveyForm:
    versions = own_versions(request.viewer).exclude(status=QuestionnaireVersionStatus.REPLACED)
    years = Round.objects.order_by("-study_year").values_list("study_year", flat=True).distinct()
    names = ("title", "title_nn", "moment", "promise", "opens_on", "closes_on")
    initial = {name: getattr(found, name) for name in names} if found else {"promise": Survey.Promise.ANONYMOUS}
    if found:
        initial |= {"version": found.version_id, "study_year": found.population.get("study_year")}
    return SurveyForm(request.POST or None, versions=versions, years=years, initial=initial)
