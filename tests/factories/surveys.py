"""Questionnaires, surveys in every state, invitations, answers, the quality dialogue, and events with sign-ups."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256

from factory import LazyAttribute, SelfAttribute, Sequence, SubFactory, Trait

from pafyll.apps.surveys.models import (
    AgreedMeasure,
    AnswerDraft,
    QualityDialogue,
    Questionnaire,
    QuestionnaireVersion,
    SharingEvent,
    SignUp,
    SignUpAttempt,
    Survey,
    SurveyAnswer,
    SurveyInvitation,
    SurveyReminder,
)
from pafyll.domain.lifecycles.survey import (
    AgreedMeasureStatus,
    InvitationStatus,
    QuestionnaireVersionStatus,
    SharingEventStatus,
    SignUpStatus,
    SurveyStatus,
)
from pafyll.domain.surveys.moments import Moment
from pafyll.integrations.clock import OSLO, midnight_after
from tests.factories.base import NOW, TODAY, Factory
from tests.factories.people import OrganisationFactory, UserFactory

CONTENT = [
    {
        "key": "study",
        "title": "Studiet",
        "questions": [
            {
                "key": "standing",
                "label": "Hvor er du i studiet?",
                "kind": "choice",
                "choices": [{"code": "completed", "label": "Ferdig"}, {"code": "quit", "label": "Sluttet"}],
            },
            {
                "key": "useful",
                "label": "Det var nyttig.",
                "kind": "scale",
                "choices": [{"code": "1", "label": "Uenig"}, {"code": "2", "label": "Både og"},
                            {"code": "3", "label": "Enig"}],
            },
            {
                "key": "why",
                "label": "Hvorfor sluttet du?",
                "kind": "choices",
                "choices": [{"code": "time", "label": "Tid"}, {"code": "level", "label": "Nivå"}],
                "condition": {"question": "standing", "answers": ["quit"]},
            },
            {"key": "words", "label": "Noe mer?", "kind": "text", "required": False, "most": 500},
        ],
    }
]  # fmt: skip
WORDS = {
    "part:study.title": "Studiet",
    "standing.label": "Kvar er du i studiet?",
    "standing.choices.completed": "Ferdig",
    "standing.choices.quit": "Slutta",
    "useful.label": "Det var nyttig.",
    "useful.choices.1": "Usamd",
    "useful.choices.2": "Både og",
    "useful.choices.3": "Samd",
    "why.label": "Kvifor slutta du?",
    "why.choices.time": "Tid",
    "why.choices.level": "Nivå",
    "words.label": "Noko meir?",
}


class QuestionnaireFactory(Factory):
    """The directorate's."""

    class Meta:
        model = Questionnaire

    owner = SubFactory(OrganisationFactory, directorate=True)
    code = Sequence("skjema-{}".format)
    title = "Om studiet"
    title_nn = "Om studiet"
    purpose = "Svarene gjør studiene bedre."
    purpose_nn = "Svara gjer studia betre."


class QuestionnaireVersionFactory(Factory):
    """Four questions in both languages, in use."""

    class Meta:
        model = QuestionnaireVersion

    questionnaire = SubFactory(QuestionnaireFactory)
    number = Sequence(lambda n: n + 1)
    status = QuestionnaireVersionStatus.LIVE
    content = LazyAttribute(lambda version: [dict(part) for part in CONTENT])
    words = LazyAttribute(lambda version: dict(WORDS))
    made_by = SubFactory(UserFactory, username="ada")
    made_at = NOW

    class Params:
        preview = Trait(status=QuestionnaireVersionStatus.PREVIEW)
        test = Trait(status=QuestionnaireVersionStatus.TEST)
        live = Trait(status=QuestionnaireVersionStatus.LIVE)
        replaced = Trait(status=QuestionnaireVersionStatus.REPLACED)


class SurveyFactory(Factory):
    """Open this month, anonymous, to those on a list."""

    class Meta:
        model = Survey

    version = SubFactory(QuestionnaireVersionFactory)
    owner = SelfAttribute("version.questionnaire.owner")
    title = "Hva syntes du?"
    title_nn = "Kva syntest du?"
    status = SurveyStatus.OPEN
    moment = Moment.BY_LIST
    opens_on = date(2026, 3, 1)
    closes_on = date(2026, 3, 31)
    least_answers = 5
    least_texts = 10
    made_by = SubFactory(UserFactory, username="ada")
    made_at = NOW

    class Params:
        draft = Trait(status=SurveyStatus.DRAFT, least_answers=None, least_texts=None)
        open = Trait(status=SurveyStatus.OPEN)
        closed = Trait(status=SurveyStatus.CLOSED)
        cancelled = Trait(status=SurveyStatus.CANCELLED, least_answers=None, least_texts=None)
        confidential = Trait(promise=Survey.Promise.CONFIDENTIAL)
        anonymous = Trait(promise=Survey.Promise.ANONYMOUS)


class SurveyInvitationFactory(Factory):
    """Somebody by address, who has not answered."""

    class Meta:
        model = SurveyInvitation

    survey = SubFactory(SurveyFactory)
    key = Sequence("email:{}@example.no".format)
    email = LazyAttribute(lambda one: one.key.removeprefix("email:"))
    name = "En lærer"
    cell = LazyAttribute(lambda one: ["", "", ""])
    token_hash = LazyAttribute(lambda one: sha256(one.key.encode()).hexdigest())
    invited_on = TODAY

    class Params:
        invited = Trait(status=InvitationStatus.INVITED)
        answered = Trait(status=InvitationStatus.ANSWERED, answered_on=TODAY)
        declined = Trait(status=InvitationStatus.DECLINED)
        lapsed = Trait(status=InvitationStatus.LAPSED)


class SurveyReminderFactory(Factory):
    class Meta:
        model = SurveyReminder

    survey = SubFactory(SurveyFactory)
    days_before = 14
    sent_on = date(2026, 3, 17)
    count = 3


class SurveyAnswerFactory(Factory):
    """An anonymous answer; the trait named is one of a confidential survey."""

    class Meta:
        model = SurveyAnswer

    survey = SubFactory(SurveyFactory)
    promise = SelfAttribute("survey.promise")
    cell = LazyAttribute(lambda one: ["", "", ""])
    answers = LazyAttribute(lambda one: {"standing": "completed", "useful": "3"})

    class Params:
        named = Trait(
            survey=SubFactory(SurveyFactory, confidential=True),
            invitation=LazyAttribute(lambda one: SurveyInvitationFactory(survey=one.survey, answered=True)),
        )


class AnswerDraftFactory(Factory):
    class Meta:
        model = AnswerDraft

    key_hash = Sequence("{:064x}".format)
    survey = SubFactory(SurveyFactory)
    answers = LazyAttribute(lambda one: {"standing": "quit"})


class QualityDialogueFactory(Factory):
    class Meta:
        model = QualityDialogue

    provider = SubFactory(OrganisationFactory, provider=True)
    held_on = date(2026, 2, 3)
    present = "Direktoratet og studiestedet"
    discussed = "Resultatene fra i fjor."
    next_on = date(2026, 9, 1)
    made_by = SubFactory(UserFactory, username="ada")
    made_at = NOW


class AgreedMeasureFactory(Factory):
    class Meta:
        model = AgreedMeasure

    dialogue = SubFactory(QualityDialogueFactory)
    words = "Raskere tilbakemelding"
    side = AgreedMeasure.Side.PROVIDER
    due_on = date(2026, 6, 1)

    class Params:
        agreed = Trait(status=AgreedMeasureStatus.AGREED)
        done = Trait(status=AgreedMeasureStatus.DONE, outcome="Gjort.")
        dropped = Trait(status=AgreedMeasureStatus.DROPPED, outcome="Ikke aktuelt.")
        directorate = Trait(side=AgreedMeasure.Side.DIRECTORATE)


class SharingEventFactory(Factory):
    """A TeachMeet next month with two places."""

    class Meta:
        model = SharingEvent

    provider = SubFactory(OrganisationFactory, provider=True)
    kind = SharingEvent.Kind.TEACHMEET
    title = "TeachMeet"
    words = "Vi deler det vi har lært."
    place = "Aulaen"
    starts_at = datetime(2026, 4, 15, 9, tzinfo=OSLO)
    ends_at = datetime(2026, 4, 15, 15, tzinfo=OSLO)
    closes_at = midnight_after(date(2026, 4, 13))
    capacity = 2
    status = SharingEventStatus.PUBLISHED
    made_by = SubFactory(UserFactory, username="nina")
    made_at = NOW

    class Params:
        draft = Trait(status=SharingEventStatus.DRAFT)
        published = Trait(status=SharingEventStatus.PUBLISHED)
        cancelled = Trait(status=SharingEventStatus.CANCELLED)
        held = Trait(status=SharingEventStatus.HELD)
        conference = Trait(kind=SharingEvent.Kind.CONFERENCE)


class SignUpFactory(Factory):
    class Meta:
        model = SignUp

    event = SubFactory(SharingEventFactory)
    name = "Live Aune"
    email = Sequence("gjest-{}@example.no".format)
    token_hash = LazyAttribute(lambda one: sha256(one.email.encode()).hexdigest())
    asked_at = NOW

    class Params:
        unconfirmed = Trait(status=SignUpStatus.UNCONFIRMED)
        coming = Trait(status=SignUpStatus.COMING, confirmed_at=NOW)
        waiting = Trait(status=SignUpStatus.WAITING, confirmed_at=NOW)
        cancelled = Trait(status=SignUpStatus.CANCELLED)


class SignUpAttemptFactory(Factory):
    class Meta:
        model = SignUpAttempt

    day = TODAY
    source_hash = Sequence("{:064x}".format)
    count = 1
