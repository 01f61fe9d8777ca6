"""What changes of organisations and files of work wait for."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pafyll.apps.casework.waiting import Holders, Inbox, Rests, TheUser, Waits, not_by
from pafyll.apps.organisations.permissions import Role
from pafyll.apps.support.models import BulkFile, Reorganisation
from pafyll.apps.support.permissions import PLANNERS
from pafyll.domain.lifecycles.bulk_file import BULK_FILE, BulkFileStatus
from pafyll.domain.lifecycles.reorganisation import REORGANISATION
from pafyll.domain.lifecycles.reorganisation import ReorganisationStatus as S


def is_stopped(at: datetime) -> Q:
    return ~Q(stopped_by=[])


INBOX = (
    Inbox(
        BULK_FILE,
        BulkFile,
        {
            BulkFileStatus.TRIED: Waits(
                _("Se over filen, og utfør eller forkast den"),
                TheUser("sent_by", PLANNERS),
                "support:bulk_file",
                name=("name",),
            ),
            BulkFileStatus.CARRIED_OUT: Rests("It is done; it may be undone, and need not."),
        },
        ended="It is undone, or thrown away.",
    ),
    Inbox(
        REORGANISATION,
        Reorganisation,
        {
            S.PLANNED: Waits(
                _("Gjør ferdig planen for organisasjonsendringen"),
                Holders(PLANNERS),
                "support:reorganisation",
                due="day",
                name=("source",),
            ),
            S.PROPOSED: Waits(
                _("Se over organisasjonsendringen, og godkjenn den"),
                Holders((Role.DIRECTORATE_DECIDER,), but=(not_by("proposed_by"),)),
                "support:reorganisation",
                due="day",
                name=("source",),
            ),
            S.APPROVED: Waits(
                _("Rydd opp i det som stopper organisasjonsendringen"),
                Holders(PLANNERS),
                "support:reorganisation",
                due="day",
                name=("source",),
                only=is_stopped,
                otherwise="It carries itself out on the day.",
            ),
        },
        ended="It is carried out, or called off.",
    ),
)
