"""A session for somebody who is not among those that can be logged in as, written straight in the site's database."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from secrets import token_hex
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.serializers import JSONSerializer
from django.core import signing
from django.utils.crypto import salted_hmac

from tests.fixtures.site import Site

SITES_KEY = "only-for-a-demonstration-on-this-machine"  # of pafyll.config.settings.dev, which the site runs with
HASH_SALT = "django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash"
FIND = (
    "SELECT u.id, u.password FROM accounts_user u JOIN organisations_person p ON p.user_id = u.id"
    " WHERE p.first_name = ? ORDER BY p.id LIMIT 1"
)


def become(page: Any, site: Site, first_name: str) -> None:
    """The browser holds the session of the first person with the name."""
    key = token_hex(16)
    with closing(sqlite3.connect(site.folder / "site.sqlite3")) as database, database:
        number, password = database.execute(FIND, [first_name]).fetchone()
        told = {
            SESSION_KEY: str(number),
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: salted_hmac(HASH_SALT, password, secret=SITES_KEY, algorithm="sha256").hexdigest(),
        }
        kept = signing.dumps(
            told, key=SITES_KEY, salt="django.contrib.sessions.SessionStore", serializer=JSONSerializer, compress=True
        )
        row = [key, kept, "2099-01-01 00:00:00"]
        database.execute("INSERT INTO django_session (session_key, session_data, expire_date) VALUES (?, ?, ?)", row)
    page.context.clear_cookies()
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": site.url}])
