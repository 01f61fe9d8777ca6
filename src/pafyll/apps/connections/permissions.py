"""Who makes keys for an organisation's systems, who renews and revokes them, and who keeps the addresses of a key."""

from __future__ import annotations

from datetime import datetime

from pafyll.apps.connections.models import AccessToken, Webhook
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Role, Viewer
from pafyll.domain.answers import Answer, first_no, no, yes

# Who administers at an owner and in the directorate; at a provider, who does the same as the system, and who leads.
MAKERS = (Role.OWNER_DECIDER, Role.DIRECTORATE_DECIDER, Role.PROVIDER_OFFICER, Role.DEPUTY_HEAD, Role.UNIT_HEAD)


def makes_tokens_for(viewer: Viewer) -> list[Organisation]:
    """Organisations that the viewer may make keys for, by name. A role that is lent gives no keys. No query."""
    own = [one.organisation for one in viewer.grants if one.role in MAKERS and not one.is_delegated]
    return sorted({one.pk: one for one in own}.values(), key=lambda one: one.name)


def may_make_tokens(viewer: Viewer) -> Answer:
    """Whether the viewer may make a key for any organisation."""
    if makes_tokens_for(viewer):
        return yes()
    return no(
        "not_token_maker_anywhere",
        "Du kan ikke lage API-nøkler.",
        remedy="Be en beslutter hos eieren, eller en studieadministrator eller leder hos tilbyderen.",
    )


def may_make_token(viewer: Viewer, organisation: Organisation) -> Answer:
    """Whether the viewer may make a key for the organisation's system. A system makes none."""
    if viewer.user is not None and viewer.user.acts_only_for is not None:
        return no("a_person_makes_keys", "En nøkkel kan ikke lage flere nøkler.", remedy="Logg inn, og lag den der.")
    if organisation in makes_tokens_for(viewer):
        return yes()
    return no(
        "not_token_maker",
        "Du kan ikke lage nøkler for {name}.",
        remedy="Be en beslutter hos eieren, eller en studieadministrator eller leder hos tilbyderen.",
        name=organisation.name,
    )


def may_renew_token(viewer: Viewer, token: AccessToken) -> Answer:
    """Whether the viewer may renew the key: only who it acts as, or the system itself."""
    if viewer.user is None or viewer.user.pk != token.holder_id:
        return no("not_your_token", "Nøkkelen er laget av en annen.", remedy="Lag en ny, og trekk den gamle tilbake.")
    if viewer.user.acts_only_for == token.organisation_id:
        return yes()
    return may_make_token(viewer, token.organisation)


def may_revoke_token(viewer: Viewer, token: AccessToken) -> Answer:
    """Whether the viewer may stop the key: everybody who may make one there."""
    return first_no([may_make_token(viewer, token.organisation)])


def may_register_webhook(viewer: Viewer, token: AccessToken, at: datetime) -> Answer:
    """Whether the viewer may have an address told with the key: only who it acts as, or the system itself."""
    if token.revoked_at or token.expires_at <= at:
        return no("token_is_over", "Nøkkelen virker ikke lenger.", remedy="Lag en ny.")
    return may_renew_token(viewer, token)


def may_keep_webhook(viewer: Viewer, webhook: Webhook) -> Answer:
    """Whether the viewer may pause, try, renew or end the address: the system, and everybody who makes keys there."""
    token = webhook.token
    if viewer.user is not None and viewer.user.acts_only_for == token.organisation_id:
        return may_renew_token(viewer, token)
    return may_make_token(viewer, token.organisation)
