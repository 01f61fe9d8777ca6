"""What rounds, applications, rankings, admissions and participations wait for."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from pafyll.apps.applications.inbox_terms import (
    DECIDER,
    DIRECTORATE,
    NAME,
    NOT_OWN,
    OWNER,
    OWNERS_LAST,
    PREPARED_BY_ANOTHER,
    PROVIDER,
    TEACHERS_LAST,
    WINDOW_CLOSES,
    owners_work,
    principals_state,
    stands_in_round,
    teachers_write,
    window_is_open,
)
from pafyll.apps.applications.models import (
    Admission,
    AllocationRun,
    Application,
    Dispensation,
    FreedPlace,
    LateConfirmation,
    Participation,
    ParticipationTerm,
    PlaceOffer,
    Ranking,
    Round,
    WaitingList,
)
from pafyll.apps.casework.waiting import Herself, Holders, Inbox, Rests, Waits, not_about, not_by
from pafyll.apps.organisations.models import RoleGrant
from pafyll.domain.lifecycles.admission import ADMISSION, AdmissionStatus
from pafyll.domain.lifecycles.allocation import RUN, RunStatus
from pafyll.domain.lifecycles.application import APPLICATION, ApplicationStatus
from pafyll.domain.lifecycles.change import LATE_CONFIRMATION, LateStatus
from pafyll.domain.lifecycles.dispensation import DISPENSATION, DispensationStatus
from pafyll.domain.lifecycles.freed_place import FREED_PLACE, PLACE_OFFER, FreedStatus, PlaceOfferStatus
from pafyll.domain.lifecycles.participation import PARTICIPATION, TERM, ParticipationStatus, TermStatus
from pafyll.domain.lifecycles.ranking import RANKING, RankingStatus
from pafyll.domain.lifecycles.round import ROUND, RoundStatus
from pafyll.domain.rules.deadlines import norwegian_day

Role = RoleGrant.Role
A, D, S, F, L, O, P, R, K, T, N = (  # noqa: E741
    AdmissionStatus,
    DispensationStatus,
    ApplicationStatus,
    FreedStatus,
    LateStatus,
    PlaceOfferStatus,
    ParticipationStatus,
    RunStatus,
    RankingStatus,
    TermStatus,
    RoundStatus,
)
STUDENT = ("participation__person__first_name", "participation__person__last_name", "offer__programme__name")
LATE = ("term__participation__person__first_name", "term__participation__person__last_name", "term__semester")
WITHOUT_TIME = "The deadline is over, and what was not done lapses by itself."


def admit(todo: object, **more: object) -> Waits:
    return Waits(todo, PROVIDER, "provider:admission", name=STUDENT, **more)  # type: ignore[arg-type]


def study_starts(at: datetime) -> Q:
    return Q(offer__starts_on__isnull=True) | Q(offer__starts_on__lte=norwegian_day(at))


def study_ends(at: datetime) -> Q:
    return Q(offer__ends_on__isnull=True) | Q(offer__ends_on__lte=norwegian_day(at))


def nobody_offers(at: datetime) -> Q:
    """Freed places are offered by themselves while the round has a running waiting list."""
    return ~Q(Exists(WaitingList.objects.filter(round=OuterRef("round"), is_running=True)))


INBOX = (
    Inbox(
        ROUND,
        Round,
        {
            N.DRAFT: Waits(
                _("Gjør runden klar, og kunngjør den"), DIRECTORATE, "authority:round", due="opens_at", name=NAME
            ),
            N.OPEN: Waits(
                _("Kjør fordelingen, og få den vedtatt"),
                DIRECTORATE,
                "authority:round",
                due="result_on",
                name=NAME,
                only=lambda at: Q(owner_closes_at__lte=at),
                otherwise="Teachers apply and owners rank, until the owners' deadline is over.",
            ),
            N.ALLOCATED: Waits(
                _("Avslutt runden når alle har begynt"),
                DIRECTORATE,
                "authority:round",
                due="admission_on",
                name=NAME,
                only=lambda at: Q(admission_on__lte=norwegian_day(at)),
                otherwise="Places are answered and admitted to, until the day of admission.",
            ),
        },
        ended="The round is closed.",
    ),
    Inbox(
        APPLICATION,
        Application,
        {
            S.DRAFT: Waits(
                _("Gjør søknaden ferdig, og send den"),
                Herself("person"),
                "teacher:application",
                due=TEACHERS_LAST,
                name=("round__name",),
                only=teachers_write,
                otherwise=WITHOUT_TIME,
            ),
            S.SUBMITTED: (
                Waits(
                    _("Skriv uttalelse om søknaden"),
                    Holders((Role.PRINCIPAL,), "school", but=(not_about("person"),)),
                    "school:application",
                    due=OWNERS_LAST,
                    name=("person__first_name", "person__last_name"),
                    only=lambda at: principals_state(at) & Q(school__isnull=False),
                    otherwise=WITHOUT_TIME,
                ),
                Waits(
                    _("Godkjenn søknaden, eller avslå den"),
                    OWNER,
                    "owner:application",
                    due=OWNERS_LAST,
                    name=("person__first_name", "person__last_name"),
                    only=lambda at: owners_work(at) & Q(school__isnull=True),
                    otherwise=WITHOUT_TIME,
                ),
            ),
            S.STATED: Waits(
                _("Godkjenn søknaden, eller avslå den"),
                OWNER,
                "owner:application",
                due=OWNERS_LAST,
                name=("person__first_name", "person__last_name"),
                only=owners_work,
                otherwise=WITHOUT_TIME,
            ),
            S.APPROVED: Rests("The owner's ranking is the task, and takes it along."),
            S.REJECTED: Rests("The owner has said no. It can be taken back until the deadline, but need not be."),
            S.RANKED: Rests("The allocation of the round is the task, and takes it along."),
            S.GRANTED: Rests("The participation goes on from here."),
            S.REFUSED: Rests("It stands in the queue, and an offer of a freed place is a task of its own."),
        },
        ended="The application is withdrawn, or nobody handled it in time.",
    ),
    Inbox(
        RANKING,
        Ranking,
        {
            K.OPEN: Waits(
                _("Prioriter søknadene, og send prioriteringen"),
                Holders((Role.OWNER_OFFICER, Role.OWNER_DECIDER), "owner"),
                "owner:ranking",
                keys=(),
                due=OWNERS_LAST,
                name=("round__name", "owner__name"),
                only=owners_work,
                otherwise=WITHOUT_TIME,
            ),
            K.SUBMITTED: Rests("The allocation of the round is the task, and takes it along."),
        },
        ended="A ranking has no last status.",
    ),
    Inbox(
        RUN,
        AllocationRun,
        {
            R.CALCULATED: Waits(
                _("Kontroller kjøringen av fordelingen"),
                Holders(DIRECTORATE.roles, but=(stands_in_round,)),
                "authority:run",
                due="round__result_on",
                name=("round__name", "pk"),
                only=lambda at: Q(scenario__isnull=True, round__status=N.OPEN),
                otherwise="A trial on the bench, or one of a round that is allocated, is compared and nothing more.",
            ),
            R.REVIEWED: Waits(
                _("Vedta fordelingen"),
                Holders(DECIDER.roles, but=(not_by("run_by", "reviewed_by"), stands_in_round)),
                "authority:run",
                due="round__result_on",
                name=("round__name", "pk"),
                only=lambda at: Q(round__status=N.OPEN),
                otherwise="Another run was decided in the round.",
            ),
        },
        ended="It is decided, or put aside.",
    ),
    Inbox(
        DISPENSATION,
        Dispensation,
        {
            D.PREPARED: Waits(
                _("Avgjør om fristen skal utsettes"),
                PREPARED_BY_ANOTHER,
                "authority:dispensation",
                due="closes_before",
                name=("case_number",),
                only=lambda at: Q(round__status=N.OPEN),
                otherwise="The round is allocated, and its deadlines are moved no more.",
            )
        },
        ended="It is granted or refused.",
    ),
    Inbox(
        FREED_PLACE,
        FreedPlace,
        {
            F.FREE: Waits(
                _("Bestem hvordan den ledige plassen skal tilbys"),
                DIRECTORATE,
                "authority:freed",
                keys=("round",),
                name=("offer__programme__name",),
                only=nobody_offers,
                otherwise="It is offered to the next in line by itself; now nobody there can have it.",
            ),
            F.OFFERED: Rests("The offer is the task, and the one who got it has it."),
        },
        ended="The place is filled, or was not.",
    ),
    Inbox(
        PLACE_OFFER,
        PlaceOffer,
        {
            O.OPEN: Waits(
                _("Svar på tilbudet om plass"),
                Herself("application__person"),
                "teacher:queue",
                keys=("application",),
                due="answer_by",
                name=("place__offer__programme__name",),
            )
        },
        ended="It is answered, not answered in time, or taken back.",
    ),
    Inbox(
        ADMISSION,
        Admission,
        {
            A.RECEIVED: admit(_("Vurder om søkeren kan tas opp"), due="participation__round__admission_on"),
            A.OFFERED: Waits(
                _("Svar på tilbudet om studieplass"),
                Herself("participation__person"),
                "teacher:admission",
                keys=("participation",),
                due="answer_by",
                name=("offer__programme__name",),
            ),
            A.ACCEPTED: admit(_("Ta opp søkeren som har takket ja"), due="offer__starts_on"),
            A.ADMITTED: admit(
                _("Før om studenten møtte"),
                due="offer__starts_on",
                only=study_starts,
                otherwise="The study starts on a day that has not come.",
            ),
            A.STARTED: admit(
                _("Før resultatet"),
                due="offer__ends_on",
                only=study_ends,
                otherwise="The study goes on until a day that has not come.",
            ),
            A.DEFERRED: admit(_("Før resultatet etter utsettelsen"), due="result_on"),
            A.NOT_STARTED: Rests("She did not come. It is mended if she came after all, but need not be."),
            A.FAILED: Rests("The result is given. A new examination is entered when there is one."),
        },
        ended="The study is passed, or admission came to nothing.",
    ),
    Inbox(
        PARTICIPATION,
        Participation,
        {
            P.AWARDED: Rests("The semester to be confirmed is the task."),
            P.STARTED: Waits(
                _("Før at deltakeren har fullført, eller meld en endring"),
                Holders((Role.OWNER_OFFICER, Role.OWNER_DECIDER), "owner", but=(not_about("person"),)),
                "owner:participant",
                due="offer__ends_on",
                name=("person__first_name", "person__last_name"),
                only=lambda at: Q(offer__ends_on__lte=norwegian_day(at)),
                otherwise="The study goes on.",
            ),
            P.DEFERRED: Rests("It is put off until the teacher takes it up again."),
        },
        ended="The study is completed, or was given up.",
    ),
    Inbox(
        TERM,
        ParticipationTerm,
        {
            T.AWAITING: Waits(
                _("Bekreft at deltakeren er i gang"),
                Holders((Role.OWNER_OFFICER, Role.OWNER_DECIDER), "participation__owner", but=(NOT_OWN,)),
                "owner:confirm",
                keys=(),
                due=WINDOW_CLOSES,
                name=("participation__person__first_name", "participation__person__last_name"),
                only=window_is_open,
                otherwise="The semester is confirmed in its window, which is not open.",
            ),
            T.CONFIRMED: Rests("It is confirmed, and the payment statement takes it along."),
            T.NOT_STARTED: Rests("She has not started. A slip may be mended while the window is open."),
            T.NOT_CONFIRMED: Rests("The window is closed. The owner may ask to confirm late, but need not."),
            T.DEFERRED: Rests("It is put off until the teacher takes it up again."),
        },
        ended="The semester is over for the participant.",
    ),
    Inbox(
        LATE_CONFIRMATION,
        LateConfirmation,
        {
            L.ASKED: Waits(
                _("Vurder om semesteret kan bekreftes for sent"),
                Holders(DIRECTORATE.roles, but=(not_about("term__participation__person"),)),
                "authority:late",
                name=LATE,
            ),
            L.PREPARED: Waits(
                _("Avgjør om semesteret kan bekreftes for sent"),
                Holders(DECIDER.roles, but=(not_by("prepared_by"), not_about("term__participation__person"))),
                "authority:late",
                name=LATE,
            ),
        },
        ended="It is accepted or refused.",
    ),
)
