"""What this app keeps about people. Each field stands under one mark; a field without one fails a test."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from pafyll.domain.privacy import Table, about_people, by_officers, nothing_personal
from pafyll.domain.privacy_marks import CALL

TABLES: tuple[Table, ...] = (
    by_officers(
        "connections.AccessToken",
        "holder revoked_by",
        "organisation name comes_by scopes digest hint made_at expires_at last_used_at follows revoked_at",
    ),
    about_people("connections.CallCount", _("Kall fra systemer"), "", (CALL, "caller"), impersonal="since calls"),
    about_people(
        "connections.KeptAnswer",
        _("Svar til systemer"),
        "",
        (CALL, "caller body"),
        impersonal="key digest status content_type made_at",
    ),
    nothing_personal("connections.IssuerKeys", "issuer keys known_at asked_at wanted_at"),
    by_officers(
        "connections.Webhook",
        "made_by",
        (
            "token address kinds status sealed earlier_sealed earlier_until made_at answered_at failing_since "
            "rests_until"
        ),
    ),
    nothing_personal("connections.HookNotice", "event", aside=_("Lappen sier bare at hendelsen skal meldes.")),
    nothing_personal(
        "connections.HookDelivery",
        "webhook key notice event name path happened_at made_at status tries next_try_at tried_at answer error",
    ),
)
