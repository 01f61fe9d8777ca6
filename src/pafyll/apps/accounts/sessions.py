"""Sessions in the database that may end at a stated time, and with the browser too.

Django moves the end of a session each time something is kept in it: who saves a draft every hour would never be asked
again. A stated end stays where it is, but then Django forgets that the cookie should go with the browser.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as StoredSession


class SessionStore(StoredSession):
    """As Django's, but a stated end does not make the cookie outlive the browser."""

    def get_expire_at_browser_close(self) -> bool:
        return bool(settings.SESSION_EXPIRE_AT_BROWSER_CLOSE or super().get_expire_at_browser_close())
