"""A needs notification from an owner, and the form that it answers."""

from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status


class NeedsNotificationStatus(Status):
    DRAFT = "draft", "Kladd"
    SENT = "sent", "Sendt"
    SUPPLEMENT_ASKED = "supplement_asked", "Bedt om tillegg"
    TREATED = "treated", "Behandlet"
    WITHDRAWN = "withdrawn", "Trukket"


N = NeedsNotificationStatus
NEEDS_NOTIFICATION = Lifecycle(
    "needs_notification",
    "behovsmeldingen",
    NeedsNotificationStatus,
    {
        N.DRAFT: {N.SENT, N.WITHDRAWN},
        N.SENT: {N.SUPPLEMENT_ASKED, N.TREATED, N.WITHDRAWN},
        N.SUPPLEMENT_ASKED: {N.SENT, N.TREATED, N.WITHDRAWN},  # treated as it is where the supplement never came
        N.TREATED: set(),
        N.WITHDRAWN: set(),
    },
)
IN_PLAY = frozenset({N.SENT, N.SUPPLEMENT_ASKED, N.TREATED})  # what an authority sees


class FormVersionStatus(Status):
    PREVIEW = "preview", "Under arbeid"
    TEST = "test", "Til prøving"
    LIVE = "live", "I bruk"
    REPLACED = "replaced", "Erstattet"


F = FormVersionStatus
FORM_VERSION = Lifecycle(
    "form_version",
    "skjemaet",
    FormVersionStatus,
    {
        F.PREVIEW: {F.TEST},
        F.TEST: {F.PREVIEW, F.LIVE},
        F.LIVE: {F.REPLACED},  # frozen: a mistake is mended by a new version
        F.REPLACED: set(),
    },
)
