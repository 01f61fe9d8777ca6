"""Making, renewing and revoking keys, and finding the one that a system comes with."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import AlreadyChanged, Refusal, record, require
from pafyll.apps.connections.models import AccessToken, Webhook
from pafyll.apps.connections.permissions import may_make_token, may_renew_token, may_revoke_token
from pafyll.apps.connections.services.webhooks import end
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.answers import no
from pafyll.domain.lifecycles.webhook import WebhookStatus
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.rules.tokens import OVERLAP, may_have

MARK = "pafyll_"  # so that a key that lies about is recognised as ours
SEEN_EVERY = timedelta(minutes=1)


@transaction.atomic
def make_token(
    *,
    organisation: Organisation,
    name: str,
    scopes: Collection[str],
    days: int,
    by: User,
    at: datetime,
    comes_by: str = AccessToken.Way.KEY,
) -> tuple[AccessToken, str]:
    """A key for a system, and its secret, which is told now and never again; "" where it comes by Maskinporten."""
    require(may_make_token(viewer_of(by, day=norwegian_day(at)), organisation))
    lasts = timedelta(days=days)
    is_authority = organisation.kind == Organisation.Kind.DIRECTORATE
    require(may_have(scopes, lasts=lasts, is_owner=organisation.is_owner, is_authority=is_authority))
    if not name.strip():
        raise Refusal(no("name_missing", "Gi nøkkelen et navn.", field="name"))
    token, secret = _made(organisation, by, name.strip(), sorted(set(scopes)), at, lasts)
    if comes_by == AccessToken.Way.MASKINPORTEN:
        token, secret = _by_maskinporten(token, at)
    record(about=token.about, verb="made", by=by, at=at, name=token.name, scopes=token.scopes, comes_by=comes_by)
    return token, secret


@transaction.atomic
def renew_token(*, token: AccessToken, by: User, at: datetime) -> tuple[AccessToken, str]:
    """A new key in the place of the old one, for the same things and as long. The old one lives a day more."""
    old = _locked(token)
    require(may_renew_token(viewer_of(by, day=norwegian_day(at)), old))
    _require_alive(old, at)
    if old.comes_by == AccessToken.Way.MASKINPORTEN:
        remedy = "Trekk tilgangen tilbake når den går mot slutten, og åpne en ny."
        raise Refusal(no("comes_by_maskinporten", "Det er ingen nøkkel å fornye.", remedy=remedy))
    if AccessToken.objects.filter(follows=old).exists():
        raise Refusal(no("already_renewed", "Nøkkelen er fornyet før.", remedy="Bruk den nye, eller lag en til."))
    new, secret = _made(old.organisation, old.holder, old.name, old.scopes, at, old.expires_at - old.made_at, old)
    old.expires_at = min(old.expires_at, at + OVERLAP)
    old.save(update_fields=["expires_at"])
    Webhook.objects.filter(token=old).update(token=new)
    record(about=new.about, verb="renewed", by=by, at=at, name=new.name, follows=old.pk)
    return new, secret


@transaction.atomic
def revoke_token(*, token: AccessToken, by: User, at: datetime) -> AccessToken:
    """Stops the key at once, and the addresses that are told with it. Raises AlreadyChanged when it is stopped."""
    one = _locked(token)
    require(may_revoke_token(viewer_of(by, day=norwegian_day(at)), one))
    if one.revoked_at:
        raise AlreadyChanged("nøkkelen")
    one.revoked_at, one.revoked_by = at, by
    one.save(update_fields=["revoked_at", "revoked_by"])
    for hook in one.webhooks.exclude(status=WebhookStatus.ENDED):
        end(hook, by=by, at=at)
    record(about=one.about, verb="revoked", by=by, at=at, name=one.name)
    return one


def token_with(secret: str, *, at: datetime) -> AccessToken | None:
    """The key that has the secret, when it is in force. One query."""
    if not secret.startswith(MARK):
        return None
    rows = AccessToken.objects.filter(digest=digest_of(secret), revoked_at=None, expires_at__gt=at)
    return rows.filter(holder__is_active=True).select_related("holder", "organisation").first()


def note_use(token: AccessToken, *, at: datetime) -> None:
    """When the key was last used, to the minute."""
    not_lately = Q(last_used_at=None) | Q(last_used_at__lt=at - SEEN_EVERY)
    AccessToken.objects.filter(not_lately, pk=token.pk).update(last_used_at=at)


def digest_of(secret: str) -> str:
    """What is kept of a secret. It is 256 random bits, so a plain hash tells nobody what it was."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _made(
    organisation: Organisation,
    holder: User,
    name: str,
    scopes: list[str],
    at: datetime,
    lasts: timedelta,
    follows: AccessToken | None = None,
) -> tuple[AccessToken, str]:
    secret = MARK + secrets.token_urlsafe(32)
    token = AccessToken.objects.create(
        organisation=organisation,
        holder=holder,
        name=name,
        scopes=scopes,
        digest=digest_of(secret),
        hint=secret[: len(MARK) + 5],
        made_at=at,
        expires_at=at + lasts,
        follows=follows,
    )
    return token, secret


def _by_maskinporten(token: AccessToken, at: datetime) -> tuple[AccessToken, str]:
    """The access without a key that anybody knows, instead of the one that the organisation had."""
    Organisation.objects.select_for_update().get(pk=token.organisation_id)  # so that two at once leave one
    way = AccessToken.Way.MASKINPORTEN
    earlier = AccessToken.objects.filter(organisation=token.organisation, comes_by=way, expires_at__gt=at)
    if earlier.filter(revoked_at=None).exists():
        text = "{name} har åpnet for Maskinporten fra før."
        remedy = "Trekk den tilgangen tilbake først."
        raise Refusal(no("maskinporten_is_open", text, remedy=remedy, name=token.organisation.name))
    token.comes_by, token.hint = way, ""
    token.save(update_fields=["comes_by", "hint"])
    return token, ""


def _locked(token: AccessToken) -> AccessToken:
    rows = AccessToken.objects.select_for_update(of=("self",)).select_related("organisation", "holder")
    return rows.get(pk=token.pk)


def _require_alive(token: AccessToken, at: datetime) -> None:
    if token.revoked_at or token.expires_at <= at:
        raise Refusal(no("token_is_over", "Nøkkelen virker ikke lenger.", remedy="Lag en ny."))
