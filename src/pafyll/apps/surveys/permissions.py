"""Who may ask: the directorate the nation, and a provider those who study or develop with it."""

from __future__ import annotations

from datetime import date

from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.surveys.models import (
    QualityDialogue,
    Questionnaire,
    QuestionnaireVersion,
    SharingEvent,
    Survey,
    SurveyInvitation,
)
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.survey import InvitationStatus, QuestionnaireVersionStatus, SurveyStatus

Role = RoleGrant.Role
DIRECTORATE = (Role.DIRECTORATE_OFFICER, Role.DIRECTORATE_DECIDER)
V = QuestionnaireVersionStatus


def asks_for(viewer: Viewer) -> frozenset[int]:
    """Keys of the organisations that the viewer may ask on behalf of."""
    return viewer.organisations_in(*DIRECTORATE, Role.PROVIDER_OFFICER)


def offers_for(viewer: Viewer) -> list[Organisation]:
    """The providers that the viewer works for, by name."""
    found = {one.organisation.pk: one.organisation for one in viewer.grants if one.role == Role.PROVIDER_OFFICER}
    return sorted(found.values(), key=lambda one: one.name)


def may_ask(viewer: Viewer, organisation: int) -> Answer:
    """Whether the viewer may make questionnaires and surveys for the organisation."""
    if organisation in asks_for(viewer):
        return yes()
    return no("not_your_survey", "Bare den som spør, kan lage og endre undersøkelsen.")


def may_make(viewer: Viewer, questionnaire: Questionnaire) -> Answer:
    """Whether the viewer may make new versions of the questionnaire."""
    return may_ask(viewer, questionnaire.owner_id)


def may_write(viewer: Viewer, version: QuestionnaireVersion) -> Answer:
    """Whether the viewer may change what the version asks: while it is being worked on."""
    return first_no([may_make(viewer, version.questionnaire), _is_worked_on(version)])


def may_run(viewer: Viewer, survey: Survey) -> Answer:
    """Whether the viewer may open, close and read the survey as a whole."""
    return may_ask(viewer, survey.owner_id)


def may_change(viewer: Viewer, survey: Survey) -> Answer:
    """Whether the viewer may change whom the survey asks, and when: until it opens."""
    return first_no([may_run(viewer, survey), _is_draft(survey)])


def may_answer(invitation: SurveyInvitation, day: date) -> Answer:
    """Whether whoever holds the invitation may answer on the day. Who it is, is asked before: by log-in or by link."""
    survey = invitation.survey
    if invitation.status == InvitationStatus.ANSWERED:
        return no("already_answered", "Du har svart på denne undersøkelsen. Takk!")
    if survey.takes_answers(day):
        return yes()
    if survey.status == SurveyStatus.OPEN and day < survey.opens_on:
        return no("not_open_yet", "Undersøkelsen åpner {day}.", day=survey.opens_on)
    return no("survey_closed", "Undersøkelsen er avsluttet, og tar ikke imot flere svar.")


def may_keep_dialogue(viewer: Viewer) -> Answer:
    """Whether the viewer may write what a quality dialogue came to: the directorate."""
    if viewer.works_for_directorate:
        return yes()
    return no("not_the_directorate", "Direktoratet fører referat fra kvalitetsdialogen.")


def may_settle_measure(viewer: Viewer, dialogue: QualityDialogue, side: str) -> Answer:
    """Whether the viewer may say that a measure is done or dropped: the directorate, or the provider about its own."""
    if viewer.works_for_directorate:
        return yes()
    if side == "provider" and dialogue.provider_id in viewer.organisations_in(Role.PROVIDER_OFFICER):
        return yes()
    return no("not_your_measure", "Bare den som skal gjøre tiltaket, eller direktoratet, kan si at det er gjort.")


def may_hold(viewer: Viewer, event: SharingEvent) -> Answer:
    """Whether the viewer works for the provider that holds the event."""
    if event.provider_id in viewer.organisations_in(Role.PROVIDER_OFFICER):
        return yes()
    return no("not_your_event", "Bare den som holder arrangementet, kan endre det.")


def _is_worked_on(version: QuestionnaireVersion) -> Answer:
    if version.status == V.PREVIEW:
        return yes()
    if version.status == V.TEST:
        return no("questionnaire_on_trial", "Skjemaet er til prøving.", remedy="Ta det tilbake til arbeid først.")
    return no("questionnaire_is_frozen", "Skjemaet er tatt i bruk, og spørsmålene er låst.",
              remedy="Lag en ny versjon.")  # fmt: skip


def _is_draft(survey: Survey) -> Answer:
    if survey.status == SurveyStatus.DRAFT:
        return yes()
    text = "Undersøkelsen er åpnet, og det som er lovet dem som svarer, ligger fast."
    return no("survey_is_open", text, remedy="Lag en ny undersøkelse hvis noe annet skal spørres om.")
