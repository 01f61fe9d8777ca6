"""What this app keeps about people. Each field stands under one mark; a field without one fails a test."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from pafyll.domain.privacy import Table, about_people
from pafyll.domain.privacy_marks import ACCOUNT, IDENTITY, IN_SESSION, NAME

TABLES: tuple[Table, ...] = (
    about_people(
        "accounts.User",
        _("Brukeren din"),
        "self",
        (ACCOUNT, "email password last_login is_active"),
        (NAME, "username first_name last_name date_joined language"),
        impersonal="is_superuser is_staff groups user_permissions",
    ),
    about_people(
        "accounts.LogIn",
        _("Innloggingsleverandører du har brukt"),
        "user",
        (IDENTITY, "user issuer subject linked_at"),
    ),
    about_people(
        "accounts.OpenSession",
        _("Åpne økter"),
        "user",
        (IN_SESSION, "session user issuer sid opened_at"),
    ),
)
