"""What this app keeps about people. Each field stands under one mark; a field without one fails a test."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from pafyll.domain.privacy import Table, about_people, by_officers
from pafyll.domain.privacy_marks import CALL

TABLES: tuple[Table, ...] = (
    by_officers(
        "connections.AccessToken",
        "holder revoked_by",
        "organisation name scopes digest hint made_at expires_at last_used_at follows revoked_at",
    ),
    about_people("connections.CallCount", _("Kall fra systemer"), "", (CALL, "caller"), impersonal="since calls"),
    about_people(
        "connections.KeptAnswer",
        _("Svar til systemer"),
        "",
        (CALL, "caller body"),
        impersonal="key digest status content_type made_at",
    ),
)
