"""What changes, recoveries, money and payments in further education wait for."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pafyll.apps.casework.waiting import Holders, Inbox, Rests, Waits, not_about, not_by
from pafyll.apps.grants.inbox_awards import AWARDS
from pafyll.apps.grants.inbox_payments import PAYMENTS
from pafyll.apps.grants.inbox_terms import (
    DIRECTORATE,
    OTHER_DECIDER,
    OWNER_ROLES,
    after,
    before,
    leaves_paid_money,
)
from pafyll.apps.grants.models import Change, MoneyProposal, Recovery, RecoveryCase
from pafyll.domain.lifecycles.change import CHANGE, RECOVERY_CASE, ChangeStatus, RecoveryCaseStatus
from pafyll.domain.lifecycles.money_proposal import MONEY_PROPOSAL, MoneyProposalStatus
from pafyll.domain.lifecycles.payment_statement import RECOVERY, RecoveryStatus
from pafyll.domain.rules.changes import ChangeKind

C, M, R, V = ChangeStatus, MoneyProposalStatus, RecoveryCaseStatus, RecoveryStatus
STUDENT = ("participation__person__first_name", "participation__person__last_name")
NOT_OWN = not_about("participation__person")
OWNER = Holders(OWNER_ROLES, "owner", but=(NOT_OWN,))
FOREWARNED = ("commitment__owner__name", "commitment__term__semester")
STOPS = (ChangeKind.WITHDRAW, ChangeKind.DROP_OUT, ChangeKind.DEFER)

INBOX = (
    Inbox(
        CHANGE,
        Change,
        {
            C.REPORTED: Waits(_("Svar på endringen som er meldt"), OWNER, "owner:report", name=STUDENT),
            C.PROPOSED: Waits(
                _("Vurder endringen"), Holders(DIRECTORATE.roles, but=(NOT_OWN,)), "authority:change", name=STUDENT
            ),
            C.PREPARED: Waits(
                _("Avgjør endringen"),
                Holders(OTHER_DECIDER.roles, but=(not_by("prepared_by"), NOT_OWN)),
                "authority:change",
                name=STUDENT,
            ),
            C.CARRIED_OUT: Waits(
                _("Velg om pengene skal betales tilbake eller omdisponeres"),
                OWNER,
                "owner:choice",
                name=STUDENT,
                only=lambda at: Q(kind__in=STOPS, holds_money=False, choice__isnull=True) & leaves_paid_money(),
                otherwise="It is carried out, and no paid money is left to choose about.",
            ),
            C.REFUSED: Rests("It is refused. It is handled anew only after an appeal, which is a task of its own."),
        },
        ended="It was taken back.",
    ),
    Inbox(
        RECOVERY_CASE,
        RecoveryCase,
        {
            R.FOREWARNED: (
                Waits(
                    _("Uttal dere om pengene som kan bli krevd tilbake"),
                    Holders(OWNER_ROLES, "commitment__owner"),
                    "owner:recovery",
                    due="comments_due_on",
                    name=FOREWARNED,
                    only=before("comments_due_on"),
                ),
                Waits(
                    _("Vurder om pengene skal kreves tilbake"),
                    DIRECTORATE,
                    "authority:recovery",
                    name=FOREWARNED,
                    only=after("comments_due_on"),
                ),
            ),
            R.COMMENTED: Waits(
                _("Vurder om pengene skal kreves tilbake"), DIRECTORATE, "authority:recovery", name=FOREWARNED
            ),
            R.PREPARED: Waits(
                _("Avgjør om pengene skal kreves tilbake"), OTHER_DECIDER, "authority:recovery", name=FOREWARNED
            ),
        },
        ended="It is demanded, or dropped.",
    ),
    Inbox(
        RECOVERY,
        Recovery,
        {V.DEMANDED: Rests("It is taken out of the owner's next payment statement.")},
        ended="It is settled, or annulled after an appeal.",
    ),
    Inbox(
        MONEY_PROPOSAL,
        MoneyProposal,
        {
            M.PREPARED: Waits(
                _("Godkjenn bevilgningen eller rammen"),
                OTHER_DECIDER,
                "authority:money_proposal",
                name=("budget_year", "item"),
            )
        },
        ended="It is booked, or was sent back.",
    ),
    *AWARDS,
    *PAYMENTS,
)
