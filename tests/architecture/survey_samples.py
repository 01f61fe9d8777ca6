"""One sample of everything that the addresses of surveys, the dialogue and events can name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pafyll.apps.organisations.models import Organisation
from pafyll.apps.surveys.models import (
    AgreedMeasure,
    QualityDialogue,
    QuestionnaireVersion,
    SharingEvent,
    SignUp,
    Survey,
    SurveyInvitation,
)
from pafyll.apps.surveys.services import events
from pafyll.apps.surveys.services.inviting import token_of

Sample = Callable[[], Any]
VERSION = ("version", "change_version", "try_version", "version_words", "new_question", "edit_question", "new_section")


def survey(owner: str, status: str) -> Sample:
    return lambda: Survey.objects.filter(owner__kind=owner, status=status).latest("pk").pk


def national() -> int:
    """The nation's survey that is closed."""
    return Survey.objects.get(owner__kind="directorate", status="closed").pk


def version(owner: str, status: str) -> Sample:
    return lambda: _versions(owner, status).latest("pk").pk


def questionnaire(owner: str) -> Sample:
    return lambda: _versions(owner, "live").earliest("pk").questionnaire_id


def _versions(owner: str, status: str) -> Any:
    return QuestionnaireVersion.objects.filter(questionnaire__owner__kind=owner, status=status)


def karis_invitation() -> int:
    return SurveyInvitation.objects.get(person__user__username="kari", survey__status="open").pk


def link() -> str:
    """The secret link of somebody who has not answered what is open."""
    return token_of(SurveyInvitation.objects.get(pk=karis_invitation()))


def college() -> int:
    return Organisation.objects.get(name="Høgskolen i Innhavet").pk


def measure(status: str = "agreed") -> int:
    return AgreedMeasure.objects.get(status=status).pk


def event(status: str) -> Sample:
    return lambda: SharingEvent.objects.get(status=status).pk


def sign_up_link() -> str:
    return events.token_of(SignUp.objects.get(status="unconfirmed"))


SURVEYS: dict[str, Sample] = {
    **{f"teacher:{name}.pk": karis_invitation for name in (
        *("survey", "survey_section", "survey_check", "survey_decline"),)},
    **{f"public:{name}.token": link for name in ("survey", "survey_section", "survey_check", "survey_decline")},
    "public:sign_up.token": sign_up_link,
    "public:event.pk": event("published"),
    **{f"{desk}:survey_section.key": (lambda: "project") for desk in ("teacher", "public")},
    **{f"authority:survey_{name}.pk": version("directorate", "preview") for name in (*VERSION, "edit_section")},
    **{f"provider:survey_{name}.pk": version("provider", "preview") for name in (*VERSION, "edit_section")},
    "authority:survey_edit_question.key": lambda: "content",
    "provider:survey_edit_question.key": lambda: "our_need",
    "authority:survey_edit_section.key": lambda: "quality",
    "provider:survey_edit_section.key": lambda: "project",
    **{f"authority:survey_{name}.pk": survey("directorate", "draft") for name in ("edit_survey", "move_survey")},
    **{f"authority:survey_{name}.pk": survey("directorate", "open") for name in ("survey", "invite")},
    **{f"authority:survey_{name}.pk": national for name in ("results", "results_workbook", "named")},
    **{f"provider:survey_{name}.pk": survey("provider", "open") for name in ("survey", "invite")},
    **{f"provider:survey_{name}.pk": survey("provider", "draft") for name in ("edit_survey", "move_survey")},
    **{f"provider:survey_{name}.pk": survey("provider", "closed") for name in ("results", "results_workbook", "named")},
    **{f"{desk}:survey_{name}.pk": questionnaire(kind) for desk, kind in (
        ("authority", "directorate"), ("provider", "provider")) for name in ("questionnaire", "begin_version")},
    "authority:survey_take_questionnaire.code": lambda: "project_leaders",
    "provider:survey_take_questionnaire.code": lambda: "participants",
    **{f"provider:{name}.pk": national for name in ("own_results", "own_results_workbook")},
    **{f"provider:{name}.body": college for name in ("own_results", "own_results_workbook")},
    **{f"owner:{name}.pk": national for name in ("survey_result", "survey_workbook")},
    **{f"{desk}:dialogue.pk": (lambda: QualityDialogue.objects.get().pk) for desk in ("authority", "provider")},
    "authority:edit_dialogue.pk": lambda: QualityDialogue.objects.get().pk,
    "authority:agree_measure.pk": lambda: QualityDialogue.objects.get().pk,
    **{f"{desk}:settle_measure.pk": measure for desk in ("authority", "provider")},
    **{f"provider:{name}.pk": event("published") for name in ("event", "edit_event", "move_event", "event_workbook")},
}  # fmt: skip
