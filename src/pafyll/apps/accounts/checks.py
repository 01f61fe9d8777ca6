"""What manage.py check says about the log-in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning

from pafyll.apps.accounts.log_ins import confirming_provider, providers


def check_log_in(**_: Any) -> list[CheckMessage]:
    """Warns where nobody can log in, and where nobody could approve money."""
    if settings.LOG_IN_AS:
        return []
    if not providers():
        text = "Ingen kan logge inn: PAFYLL_LOGIN er ikke satt."
        return [Warning(text, hint="Sett PAFYLL_LOGIN=idporten. Se docs/howto/run.md.", id="pafyll.W001")]
    if confirming_provider() is None:
        text = "Ingen kan godkjenne penger: PAFYLL_LOGIN har ingen innlogging med høyeste sikkerhetsnivå."
        return [Warning(text, hint="Legg idporten til i PAFYLL_LOGIN.", id="pafyll.W002")]
    return []
