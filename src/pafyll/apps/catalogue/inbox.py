"""What study offers wait for."""

from django.utils.translation import gettext_lazy as _

from pafyll.apps.casework.waiting import Holders, Inbox, Rests, Waits
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.organisations.models import RoleGrant
from pafyll.domain.lifecycles.offer import OFFER, OfferStatus

INBOX = (
    Inbox(
        OFFER,
        StudyOffer,
        {
            OfferStatus.DRAFT: Waits(
                _("Gjør studietilbudet ferdig, og publiser det"),
                Holders((RoleGrant.Role.PROVIDER_OFFICER,), "programme__provider"),
                "provider:offer",
                name=("programme__name", "code"),
            ),
            OfferStatus.PUBLISHED: Rests("It is in the catalogue, and applicants find it."),
            OfferStatus.CANCELLED: Rests("It is called off. It can be published again, but need not be."),
        },
        ended="An offer has no last status.",
    ),
)
