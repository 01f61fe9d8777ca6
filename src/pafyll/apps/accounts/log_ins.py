"""Logging in by a provider: who we ask, how a log-in begins and ends, and which of our sessions end with theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction

from pafyll.apps.accounts.models import OpenSession, User
from pafyll.integrations.oidc import flow
from pafyll.integrations.oidc.flow import Begun, Done
from pafyll.integrations.oidc.metadata import known
from pafyll.integrations.oidc.provider import Provider
from pafyll.integrations.oidc.refusals import LogInRefused

__all__ = ["Begun", "Done", "LogInRefused", "Provider"]

HIGH = "high"


def providers() -> list[Provider]:
    """Those that this installation lets people log in with, in the order of the settings."""
    found: list[Provider] = settings.LOG_IN_WITH
    return found


def provider_named(code: str) -> Provider | None:
    return next((one for one in providers() if one.code == code), None)


def confirming_provider() -> Provider | None:
    """The first that can confirm who somebody is at the highest level."""
    return next((one for one in providers() if one.gives_high), None)


@dataclass(frozen=True)
class Asked:
    """What a log-in is for. confirming: someone who is logged in shows again who she is, at the highest level."""

    confirming: bool = False

    def level(self, provider: Provider) -> str:
        return HIGH if self.confirming else provider.least


def begin(provider: Provider, *, asked: Asked, back_to: str, language: str) -> Begun:
    """Where the browser goes now. Raises LogInRefused when the provider does not answer."""
    level = asked.level(provider)
    return flow.begin(provider, back_to=back_to, level=level, again=asked.confirming, language=language)


def finish(provider: Provider, *, code: str, begun: dict[str, str], asked: Asked, back_to: str, at: datetime) -> Done:
    """Who came back. Raises LogInRefused."""
    level = asked.level(provider)
    return flow.finish(provider, code=code, begun=begun, back_to=back_to, level=level, again=asked.confirming, at=at)


def is_the_issuer(provider: Provider, stated: str) -> bool:
    """Whether an answer says that it is from the provider that was asked (RFC 9207). Not saying it is allowed."""
    return not stated or stated == str(known(provider).description["issuer"])


@transaction.atomic
def remember_session(*, session_key: str, user: User, done: Done | None, at: datetime) -> None:
    """Notes that the user is logged in, and which of the provider's sessions opened ours: its end there ends ours.

    done is None where nobody was asked who she is, in a demonstration.
    """
    issuer, sid = (done.claims.issuer, done.claims.session or "") if done else ("", "")
    OpenSession.objects.update_or_create(
        session_id=session_key, defaults={"user": user, "issuer": issuer, "sid": sid, "opened_at": at}
    )


def end_sessions_of(provider: Provider, *, issuer: str, sid: str) -> int:
    """Ends those of our sessions that a session at the provider opened. Safe twice, and for sessions we never had."""
    if not sid or issuer.rstrip("/") != provider.issuer:
        return 0
    opened = OpenSession.objects.filter(issuer=issuer, sid=sid).values_list("session_id", flat=True)
    keys = list(opened)
    if keys:
        Session.objects.filter(pk__in=keys).delete()
    return len(keys)


def log_out_address(provider: Provider) -> str:
    """Where the provider ends its own session; "" where it cannot."""
    return flow.log_out_address(provider)


def origins_of(provider: Provider) -> list[str]:
    """Where the provider's own pages are, for the one address of ours that they may hold in a frame."""
    return flow.origins_of(provider)
