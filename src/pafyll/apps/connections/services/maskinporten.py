"""Systems that come with a token from Maskinporten: whom it is for, which access that is, and the issuer's keys."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F, Q

from pafyll.apps.connections.models import AccessToken, IssuerKeys
from pafyll.domain.answers import Refusal, no
from pafyll.integrations.clock import machine_now
from pafyll.integrations.maskinporten.keys import Unreachable, public_keys
from pafyll.integrations.maskinporten.tokens import Access, Expected, check_access_token, scope_of
from pafyll.integrations.signed_tokens import BadToken

logger = logging.getLogger(__name__)
ASKED_EVERY = timedelta(hours=1)
AT_MOST_EVERY = timedelta(minutes=1)  # a token with an invented key name must not make us ask for ever
TRUSTED = timedelta(hours=24)  # how long keys are trusted when the issuer is away

NO_ACCESS = no(
    "no_access_for_organisation",
    "Virksomheten har ikke åpnet for at systemer kommer med Maskinporten.",
    remedy="Be en beslutter hos eieren, eller en leder hos tilbyderen, om å åpne for det på siden for API-nøkler.",
)


def looks_like_one(secret: str) -> bool:
    """Whether it is a token that Maskinporten may have made, where this Påfyll takes those."""
    return bool(settings.MASKINPORTEN) and secret.count(".") == 2


def access_with(secret: str, *, at: datetime, machine: datetime) -> AccessToken:
    """The organisation's access, narrowed to what the token is for. Nothing of it may be saved.

    Two queries, and nobody outside is asked. Raises Refusal where the organisation has opened no access, and for a
    token that is not sound, which names the claim that is wrong and says nothing of it.
    """
    try:
        said = _checked(secret, machine)
    except BadToken as error:
        text = "Tokenet fra Maskinporten kan ikke brukes her ({what})."
        remedy = "Hent et nytt, for denne tjenesten og med et av scopene som står i dokumentasjonen."
        raise Refusal(no("token_not_valid", text, remedy=remedy, what=error.detail)) from None
    rows = AccessToken.objects.filter(comes_by=AccessToken.Way.MASKINPORTEN, organisation__number=said.number)
    rows = rows.filter(revoked_at=None, expires_at__gt=at, holder__is_active=True)
    token = rows.select_related("holder", "organisation").order_by("-made_at", "-pk").first()
    if token is None:
        raise Refusal(NO_ACCESS)
    token.scopes = [scope for scope in token.scopes if scope in said.scopes]
    return token


def scopes_there(token: AccessToken) -> list[str]:
    """What the scopes of an access are called in Maskinporten."""
    return [scope_of(code, settings.MASKINPORTEN["prefix"]) for code in token.scopes]


def ask_for_keys(*, machine: datetime) -> int:
    """Asks the issuer when it is time, or a token has come with a key that is new. The crew does so; 1 when it did."""
    issuer = settings.MASKINPORTEN.get("issuer", "")
    if not issuer:
        return 0
    IssuerKeys.objects.get_or_create(issuer=issuer)  # two queries where nothing is to be done
    is_old = Q(known_at=None) | Q(known_at__lte=machine - ASKED_EVERY) | Q(wanted_at__gte=F("asked_at"))
    due = Q(asked_at=None) | (Q(asked_at__lte=machine - AT_MOST_EVERY) & is_old)
    mine = IssuerKeys.objects.filter(issuer=issuer)
    if not mine.filter(due).exists() or not mine.filter(due).update(asked_at=machine):  # or another crew was quicker
        return 0
    try:
        keys = public_keys(issuer)
    except Unreachable as error:
        logger.warning("Maskinporten gives no keys: %s", error)
        return 0
    mine.update(keys=keys, known_at=machine)
    return 1


def errand() -> int:
    """What the crew does all the time."""
    return ask_for_keys(machine=machine_now())


def _checked(secret: str, machine: datetime) -> Access:
    place = settings.MASKINPORTEN
    known = IssuerKeys.objects.filter(issuer=place["issuer"]).first()
    if known is None or known.known_at is None or machine - known.known_at > TRUSTED:
        raise BadToken("keys")
    named = {key["kid"]: key for key in known.keys}
    try:
        return check_access_token(secret, find_key=named.get, expected=Expected(**place), at=machine)
    except BadToken as error:
        if error.detail == "kid":
            IssuerKeys.objects.filter(pk=known.pk).update(wanted_at=machine)
        raise
