"""The pages on which people answer: the same for one who is logged in and for one who came by a secret link.

What is written is found again by a secret that only the browser keeps. Nothing is put in the session, no message is
left in it, and the page that says thank you is the same for everybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from pafyll.apps.surveys.models import SurveyInvitation
from pafyll.apps.surveys.permissions import may_answer
from pafyll.apps.surveys.services.answering import (
    decline,
    draft_of,
    new_secret,
    save_draft,
    send_answer,
    take_up_again,
)
from pafyll.domain.answers import require
from pafyll.domain.lifecycles.survey import InvitationStatus
from pafyll.domain.rules.questions import QuestionForm, Section, asked, missing_in
from pafyll.integrations.clock import now, today
from pafyll.web.components.cookies import cookie_named, keep
from pafyll.web.components.http import see_other
from pafyll.web.components.question_form import SectionForm

KEPT_FOR = timedelta(days=60)  # that a browser keeps the secret of its draft


@dataclass(frozen=True)
class Respondent:
    """Somebody who is asked, and the addresses at which she answers: by her log-in or by her link."""

    invitation: SurveyInvitation
    desk: str
    whose: int | str  # what the addresses hold: the invitation's key, or the token of the link

    def url(self, name: str, *parts: str) -> tuple[str, ...]:
        """The name and the parts of one of the addresses."""
        return (f"{self.desk}:survey{name}", str(self.whose), *parts)

    @property
    def cookie(self) -> str:
        return cookie_named(f"svar-{self.invitation.token_hash[:16]}")

    def secret(self, request: HttpRequest) -> str:
        return request.COOKIES.get(self.cookie, "")[:64]

    @property
    def to(self) -> dict[str, str]:
        names = {"start": "", "section": "_section", "check": "_check", "decline": "_decline"}
        return {one: f"{self.desk}:survey{name}" for one, name in names.items()}


def start(request: HttpRequest, who: Respondent) -> HttpResponse:
    """What the survey is about, what is promised, and whether it is answered."""
    survey = who.invitation.survey
    language = get_language() or "nb"
    form = survey.version.form_in(language)
    context = {
        "purpose": survey.version.questionnaire.purpose_in(language),
        "may_answer": may_answer(who.invitation, today()),
        "first": form.sections[0].key,
        "has_begun": bool(draft_of(survey, who.secret(request))),
        "has_declined": who.invitation.status == InvitationStatus.DECLINED,
        "has_answered": who.invitation.status == InvitationStatus.ANSWERED,
        "count": len(list(form)),
    }
    return _page(request, who, "start", context)


def section(request: HttpRequest, who: Respondent, key: str) -> HttpResponse:
    """One part of the questions. Kept as one writes; without JavaScript with the button, which also goes on."""
    require(may_answer(who.invitation, today()))
    form, secret = _form(who), who.secret(request)
    part = form.section(key)
    if part is None:
        raise Http404
    answers = draft_of(who.invitation.survey, secret)
    if request.method != "POST":
        fields = SectionForm(part, form=form, answers=answers, bodies={})
        return _section_page(request, who, form, part, fields)
    fields = SectionForm(part, form=form, answers=answers, bodies={}, given=request.POST)
    secret = secret or new_secret()
    found = save_draft(invitation=who.invitation, secret=secret, section=part, given=fields.given(), on=today())
    more = _asks_more(form, part, fields, draft_of(who.invitation.survey, secret))
    if getattr(request, "htmx", False):
        unread = [one.label for one in fields.shown if one.key in found.faults]
        context = {"unread": unread, "more": more, "saved_at": now()}
        return _with_secret(who, secret, _page(request, who, "section#saved", context))
    if found.faults:
        fields.show_faults(found)
        return _with_secret(who, secret, _section_page(request, who, form, part, fields, status=422))
    there = part if more else _next(form, part)
    url = who.url("_section", there.key) if there else who.url("_check")
    return _with_secret(who, secret, see_other(*url))


def check(request: HttpRequest, who: Respondent) -> HttpResponse:
    """What is left to answer, and the button that sends. Afterwards nothing says what was answered."""
    require(may_answer(who.invitation, today()))
    form, survey = _form(who), who.invitation.survey
    missing = missing_in(form, draft_of(survey, who.secret(request)), {})
    if request.method == "POST" and not missing:
        send_answer(invitation=who.invitation, secret=who.secret(request), on=today())
        response = see_other(f"{who.desk}:survey_thanks")
        response.delete_cookie(who.cookie)
        return response
    context = {"missing": missing, "last": form.sections[-1].key, "steps": _steps(form), "form": form}
    return _page(request, who, "check", context, status=422 if request.method == "POST" else 200)


def refuse(request: HttpRequest, who: Respondent) -> HttpResponse:
    """Does not want to answer, or does after all."""
    if request.method == "POST":
        if request.POST.get("do") == "again":
            take_up_again(invitation=who.invitation, on=today())
        else:
            decline(invitation=who.invitation, secret=who.secret(request), on=today())
    return see_other(*who.url(""))


def thanks(request: HttpRequest) -> HttpResponse:
    """The same words for everybody, about no survey in particular."""
    return _no_store(render(request, "components/surveys/thanks.html"))


def _form(who: Respondent) -> QuestionForm:
    return who.invitation.survey.version.form_in(get_language() or "nb")


def _section_page(
    request: HttpRequest, who: Respondent, form: QuestionForm, part: Section, fields: SectionForm, status: int = 200
) -> HttpResponse:
    context = {"part": part, "form": fields, "steps": _steps(form), "is_last": part == form.sections[-1]}
    return _page(request, who, "section", context, status=status)


def _steps(form: QuestionForm) -> list[tuple[str, str, str]]:
    return [(one.key, one.title, "") for one in form.sections]


def _next(form: QuestionForm, part: Section) -> Section | None:
    at = [one.key for one in form.sections].index(part.key) + 1
    return form.sections[at] if at < len(form.sections) else None


def _asks_more(form: QuestionForm, part: Section, fields: SectionForm, answers: dict[str, Any]) -> bool:
    """Whether the answers have opened a question of this part that the page did not show."""
    shown = {one.key for one in fields.shown}
    return any(one in part.questions and one.key not in shown for one in asked(form, answers))


def _page(
    request: HttpRequest, who: Respondent, name: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    survey = who.invitation.survey
    file, sign, part = name.partition("#")
    facts = {"survey": survey, "title": survey.title_in(get_language() or "nb"), "to": who.to, "whose": who.whose}
    template = f"components/surveys/answer_{file}.html{sign}{part}"
    return _no_store(render(request, template, facts | context, status=status))


def _with_secret(who: Respondent, secret: str, response: HttpResponse) -> HttpResponse:
    """Lets the browser keep the secret of its own draft. No script can read it."""
    keep(response, who.cookie, secret, lasts=KEPT_FOR)
    return response


def _no_store(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store, private"
    return response
