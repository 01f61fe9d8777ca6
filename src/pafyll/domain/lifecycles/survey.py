"""A questionnaire's versions, a survey from plan to result, its invitations, and what follows: dialogue and events."""

from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status


class QuestionnaireVersionStatus(Status):
    PREVIEW = "preview", "Under arbeid"
    TEST = "test", "Til prøving"
    LIVE = "live", "I bruk"
    REPLACED = "replaced", "Erstattet"


Q = QuestionnaireVersionStatus
QUESTIONNAIRE_VERSION = Lifecycle(
    "questionnaire_version",
    "spørreskjemaet",
    QuestionnaireVersionStatus,
    {
        Q.PREVIEW: {Q.TEST},
        Q.TEST: {Q.PREVIEW, Q.LIVE},
        Q.LIVE: {Q.REPLACED},  # frozen: a mistake is mended by a new version
        Q.REPLACED: set(),
    },
)


class SurveyStatus(Status):
    DRAFT = "draft", "Kladd"
    OPEN = "open", "Åpen"
    CLOSED = "closed", "Avsluttet"
    CANCELLED = "cancelled", "Avlyst"


S = SurveyStatus
SURVEY = Lifecycle(
    "survey",
    "undersøkelsen",
    SurveyStatus,
    {
        S.DRAFT: {S.OPEN, S.CANCELLED},
        S.OPEN: {S.CLOSED},  # what is answered is not thrown away: it is closed, and shown if there is enough
        S.CLOSED: set(),
        S.CANCELLED: set(),
    },
)


class InvitationStatus(Status):
    INVITED = "invited", "Ikke svart"
    ANSWERED = "answered", "Svart"
    DECLINED = "declined", "Vil ikke svare"
    LAPSED = "lapsed", "Svarte ikke i tide"


I = InvitationStatus  # noqa: E741
INVITATION = Lifecycle(
    "survey_invitation",
    "invitasjonen",
    InvitationStatus,
    {
        I.INVITED: {I.ANSWERED, I.DECLINED, I.LAPSED},
        I.DECLINED: {I.INVITED, I.LAPSED},  # whoever changes her mind while it is open
        I.ANSWERED: set(),  # nothing leads from here to the answer, so it cannot be taken back
        I.LAPSED: set(),
    },
)


class AgreedMeasureStatus(Status):
    AGREED = "agreed", "Avtalt"
    DONE = "done", "Gjort"
    DROPPED = "dropped", "Frafalt"


A = AgreedMeasureStatus
AGREED_MEASURE = Lifecycle(
    "agreed_measure",
    "tiltaket",
    AgreedMeasureStatus,
    {A.AGREED: {A.DONE, A.DROPPED}, A.DONE: set(), A.DROPPED: set()},
)


class SharingEventStatus(Status):
    DRAFT = "draft", "Kladd"
    PUBLISHED = "published", "Publisert"
    CANCELLED = "cancelled", "Avlyst"
    HELD = "held", "Gjennomført"


E = SharingEventStatus
SHARING_EVENT = Lifecycle(
    "sharing_event",
    "arrangementet",
    SharingEventStatus,
    {
        E.DRAFT: {E.PUBLISHED, E.CANCELLED},
        E.PUBLISHED: {E.CANCELLED, E.HELD},
        E.CANCELLED: set(),
        E.HELD: set(),
    },
)


class SignUpStatus(Status):
    UNCONFIRMED = "unconfirmed", "Venter på bekreftelse"
    COMING = "coming", "Har plass"
    WAITING = "waiting", "På venteliste"
    CANCELLED = "cancelled", "Meldt av"


U = SignUpStatus
SIGN_UP = Lifecycle(
    "sign_up",
    "påmeldingen",
    SignUpStatus,
    {
        U.UNCONFIRMED: {U.COMING, U.WAITING, U.CANCELLED},
        U.COMING: {U.CANCELLED},
        U.WAITING: {U.COMING, U.CANCELLED},
        U.CANCELLED: set(),
    },
)
