"""Who may publish and cancel study offers."""

from __future__ import annotations

from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.organisations.permissions import Role, Viewer
from pafyll.domain.answers import Answer, no, yes


def may_change_offer(viewer: Viewer, offer: StudyOffer) -> Answer:
    """Whether the viewer acts for the provider that gives the study."""
    if offer.programme.provider_id in viewer.organisations_in(Role.PROVIDER_OFFICER):
        return yes()
    return no(
        "not_your_study",
        "Bare {provider} kan endre dette studietilbudet.",
        remedy="Ta kontakt med studiestedet hvis noe er feil.",
        provider=offer.programme.provider.name,
    )


def may_write_for(viewer: Viewer, provider: int) -> Answer:
    """Whether the viewer writes offers for the provider."""
    if provider in viewer.organisations_in(Role.PROVIDER_OFFICER):
        return yes()
    return no("not_provider_officer", "Bare studieadministrasjonen kan skrive studietilbud for studiestedet.")
