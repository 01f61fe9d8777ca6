"""What the pages of the form share: the application being written, its steps, and saving against lost updates."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pafyll.apps.applications.models import Application
from pafyll.apps.applications.permissions.applying import may_edit
from pafyll.apps.applications.queries.facts import Applicant, Judgement, applicant_on, judge, local_day
from pafyll.apps.applications.queries.teacher import my_application, my_application_to_write
from pafyll.apps.applications.services.applying import save_draft
from pafyll.apps.applications.services.contents import Contents, contents_being_written
from pafyll.domain.answers import require
from pafyll.integrations.clock import now
from pafyll.web.components.addresses import address_of
from pafyll.web.components.http import DeskRequest

STEPS = {
    "study": gettext_lazy("Studium"),
    "scheme": gettext_lazy("Ordning og semester"),
    "motivation": gettext_lazy("Begrunnelse"),
    "review": gettext_lazy("Se over og send"),
}
STEP_OF_FIELD = {
    "offer_1": "study",
    "offer_2": "study",
    "other_study_name": "study",
    "other_study_credits": "study",
    "school": "scheme",
    "semesters": "scheme",
    "scheme_1": "scheme",
    "scheme_2": "scheme",
    "motivation": "motivation",
}


@dataclass(frozen=True)
class Page:
    """One opening of a page of the form. key tells this opening's own saves from those of another window."""

    application: Application
    contents: Contents
    applicant: Applicant
    judgement: Judgement
    key: str
    step: str

    @property
    def steps(self) -> list[tuple[str, Any, str]]:
        """(code, label, address) for the steps' list."""
        return [(code, label, step_url(self.application, code)) for code, label in STEPS.items()]

    @property
    def title(self) -> str:
        return str(STEPS[self.step])

    @property
    def has_been_sent(self) -> bool:
        return self.application.submitted_at is not None

    @property
    def next_url(self) -> str:
        codes = list(STEPS)
        return step_url(self.application, codes[min(codes.index(self.step) + 1, len(codes) - 1)])

    @property
    def previous_url(self) -> str:
        at = list(STEPS).index(self.step)
        return step_url(self.application, list(STEPS)[at - 1]) if at else ""

    @property
    def autosave_url(self) -> str:
        return reverse("teacher:autosave", args=[self.application.pk, self.step])


def step_url(application: Application, step: str) -> str:
    """The address of a step of the form."""
    return address_of(f"teacher:{step if step in STEPS else 'study'}", application.pk)


def mine_or_404(request: DeskRequest, pk: int) -> Application:
    """My application, without what was decided about it."""
    return _found(my_application(viewer=request.viewer, pk=pk))


def being_written(request: DeskRequest, pk: int, *, alone: bool = False) -> Application:
    """My application, when it may be changed now: else 404, or the page with the reason. alone: with its round only."""
    application = _found(my_application_to_write(viewer=request.viewer, pk=pk, alone=alone))
    require(may_edit(request.viewer, application, now()))
    return application


def _found(application: Application | None) -> Application:
    if application is None:
        raise Http404
    return application


def page_of(request: DeskRequest, application: Application, step: str) -> Page:
    """The page with what the rules say about what is written so far."""
    contents = contents_being_written(application)
    day = local_day(now())
    applicant = applicant_on(viewer=request.viewer, person=application.person, day=day)
    judgement = _judged(application, contents, applicant)
    key = _window(request) or secrets.token_hex(8)
    return Page(application, contents, applicant, judgement, key, step)


def judged_again(page: Page) -> Page:
    """The same page after a save: the contents as they are now, and what the rules say about them."""
    contents = contents_being_written(page.application)
    return replace(page, contents=contents, judgement=_judged(page.application, contents, page.applicant))


def _judged(application: Application, contents: Contents, applicant: Applicant) -> Judgement:
    at_hand = (application.offer_1, application.offer_2)
    return judge(applicant=applicant, contents=contents, round=application.round, at_hand=at_hand)


def save(request: DeskRequest, application: Application, step: str, changes: dict[str, Any]) -> None:
    """Saves some of the fields. Raises AlreadyChanged when another window has saved since this one was opened."""
    save_draft(
        application=application,
        contents=replace(contents_being_written(application), **changes),
        version=version_seen(request, application),
        by=request.user,
        at=now(),
        step=step,
        window=_window(request),
        viewer=request.viewer,
    )


def version_seen(request: HttpRequest, application: Application) -> int:
    """The version this window has seen: the one it was opened with, or the one it saved itself since."""
    posted = request.POST.get("version", "")
    opened = int(posted) if posted.isdecimal() and len(posted) < 9 else -1
    return application.version if _window(request) and _window(request) == application.window else opened


def _window(request: HttpRequest) -> str:
    """The opening of the page that the answer came from, as it was given there."""
    return request.POST.get("window", "")[:32]


def conflict_text() -> str:
    """What a window is told when another has saved."""
    return _("Søknaden er endret i et annet vindu eller på en annen enhet siden du åpnet denne siden.")
