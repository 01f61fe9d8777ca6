"""What releases of figures wait for."""

from django.utils.translation import gettext_lazy as _

from pafyll.apps.casework.waiting import Holders, Inbox, Rests, Waits, not_by
from pafyll.apps.organisations.models import RoleGrant
from pafyll.apps.statistics.models import Release
from pafyll.domain.lifecycles.release import RELEASE, ReleaseStatus

INBOX = (
    Inbox(
        RELEASE,
        Release,
        {
            ReleaseStatus.ORDERED: Rests("A job counts it."),
            ReleaseStatus.COUNTED: Waits(
                _("Se over tallene, og publiser dem"),
                Holders((RoleGrant.Role.DIRECTORATE_DECIDER,), but=(not_by("ordered_by"),)),
                "authority:release",
                name=("number", "note"),
            ),
        },
        ended="It is published, or was dropped.",
    ),
)
