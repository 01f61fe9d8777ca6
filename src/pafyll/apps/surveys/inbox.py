"""What questionnaires, surveys, invitations, agreed measures and events wait for."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pafyll.apps.casework.waiting import Herself, Holders, Inbox, Rests, Waits
from pafyll.apps.organisations.models import Organisation, RoleGrant
from pafyll.apps.surveys.models import (
    AgreedMeasure,
    QuestionnaireVersion,
    SharingEvent,
    SignUp,
    Survey,
    SurveyInvitation,
)
from pafyll.domain.lifecycles.survey import (
    AGREED_MEASURE,
    INVITATION,
    QUESTIONNAIRE_VERSION,
    SHARING_EVENT,
    SIGN_UP,
    SURVEY,
    AgreedMeasureStatus,
    InvitationStatus,
    QuestionnaireVersionStatus,
    SharingEventStatus,
    SignUpStatus,
    SurveyStatus,
)
from pafyll.domain.rules.deadlines import norwegian_day

Role = RoleGrant.Role
DIRECTORATE = (Role.DIRECTORATE_OFFICER, Role.DIRECTORATE_DECIDER)
A, E, I, Q_, S, U = (  # noqa: E741
    AgreedMeasureStatus,
    SharingEventStatus,
    InvitationStatus,
    QuestionnaireVersionStatus,
    SurveyStatus,
    SignUpStatus,
)


def of_each(todo: object, owner: str, page: str, **more: object) -> tuple[Waits, Waits]:
    """The same for the directorate and for a provider, which each ask at a desk of their own."""
    only = more.pop("only", lambda at: Q())
    provider = Q(**{f"{owner}__kind": Organisation.Kind.PROVIDER})
    return (
        Waits(todo, Holders(DIRECTORATE, owner), f"authority:{page}", only=lambda at: only(at) & ~provider, **more),  # type: ignore[arg-type, operator]
        Waits(
            todo,
            Holders((Role.PROVIDER_OFFICER,), owner),
            f"provider:{page}",
            only=lambda at: only(at) & provider,  # type: ignore[operator]
            **more,  # type: ignore[arg-type]
        ),
    )


def version(todo: object) -> tuple[Waits, Waits]:
    return of_each(todo, "questionnaire__owner", "survey_version", name=("questionnaire__title", "number"))


def measure(who: Holders, page: str, side: str) -> Waits:
    return Waits(
        _("Gjør tiltaket dere ble enige om, og før det inn"),
        who,
        page,
        keys=("dialogue",),
        due="due_on",
        name=("dialogue__provider__name", "words"),
        only=lambda at: Q(side=side),
    )


def survey_is_over(at: datetime) -> Q:
    return Q(closes_on__lt=norwegian_day(at))


def may_be_answered(at: datetime) -> Q:
    """By somebody with a log-in, while the survey is open."""
    day = norwegian_day(at)
    return Q(person__isnull=False, survey__status=S.OPEN, survey__opens_on__lte=day, survey__closes_on__gte=day)


PROVIDERS_OWN = Holders((Role.PROVIDER_OFFICER,), "provider")
INBOX = (
    Inbox(
        QUESTIONNAIRE_VERSION,
        QuestionnaireVersion,
        {
            Q_.PREVIEW: version(_("Gjør spørreskjemaet ferdig")),
            Q_.TEST: version(_("Prøv spørreskjemaet, og ta det i bruk")),
            Q_.LIVE: Rests("It is in use."),
        },
        ended="A later version has taken its place.",
    ),
    Inbox(
        SURVEY,
        Survey,
        {
            S.DRAFT: of_each(
                _("Gjør undersøkelsen klar, og åpne den"), "owner", "survey_survey", due="opens_on", name=("title",)
            ),
            S.OPEN: of_each(
                _("Avslutt undersøkelsen"),
                "owner",
                "survey_survey",
                due="closes_on",
                name=("title",),
                only=survey_is_over,
                otherwise="It takes answers until its last day.",
            ),
        },
        ended="It is closed, or was called off.",
    ),
    Inbox(
        INVITATION,
        SurveyInvitation,
        {
            I.INVITED: Waits(
                _("Svar på undersøkelsen, eller si at du ikke vil"),
                Herself("person"),
                "teacher:survey",
                due="survey__closes_on",
                name=("survey__title",),
                only=may_be_answered,
                otherwise="Who has no log-in answers by the link in her mail; a survey that is over takes no answer.",
            ),
            I.DECLINED: Rests("She does not want to answer, and need not."),
        },
        ended="It is answered, or was not in time.",
    ),
    Inbox(
        AGREED_MEASURE,
        AgreedMeasure,
        {
            A.AGREED: (
                measure(Holders((Role.PROVIDER_OFFICER,), "dialogue__provider"), "provider:dialogue", "provider"),
                measure(Holders(DIRECTORATE), "authority:dialogue", "directorate"),
            )
        },
        ended="It is done, or dropped.",
    ),
    Inbox(
        SHARING_EVENT,
        SharingEvent,
        {
            E.DRAFT: Waits(
                _("Gjør arrangementet klart, og publiser det"),
                PROVIDERS_OWN,
                "provider:event",
                due="starts_at",
                name=("title",),
            ),
            E.PUBLISHED: Waits(
                _("Før at arrangementet er holdt"),
                PROVIDERS_OWN,
                "provider:event",
                due="ends_at",
                name=("title",),
                only=lambda at: Q(ends_at__lte=at),
                otherwise="People sign up until the day comes.",
            ),
        },
        ended="It is held, or was called off.",
    ),
    Inbox(
        SIGN_UP,
        SignUp,
        {
            U.UNCONFIRMED: Rests("Whoever signed up has no log-in, and confirms by the link in her mail."),
            U.COMING: Rests("She has a place, and the event comes."),
            U.WAITING: Rests("She gets a place by herself when one falls free."),
        },
        ended="She does not come.",
    ),
)
