"""Sessions in the database that may end at a stated time, and with the browser too.

Django moves the end of a session each time something is kept in it: who saves a draft every hour would never be asked
again. A stated end stays where it is, but then Django forgets that the cookie should go with the browser.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as StoredSession
from django.contrib.sessions.models import Session
from django.db.models import CharField, DateTimeField

from pafyll.integrations.clock import machine_now
from pafyll.integrations.prepared import Prepared, Slot

LASTING = Prepared(
    lambda: Session.objects.filter(pk=Slot("key", CharField()), expire_date__gt=Slot("at", DateTimeField()))
)


class SessionStore(StoredSession):
    """As Django's, but a stated end does not make the cookie outlive the browser, and it is read faster."""

    def _get_session_from_db(self) -> Any:
        found = LASTING.first(key=self.session_key, at=machine_now())
        if found is None:
            self._session_key = None
        return found

    def get_expire_at_browser_close(self) -> bool:
        return bool(settings.SESSION_EXPIRE_AT_BROWSER_CLOSE or super().get_expire_at_browser_close())
