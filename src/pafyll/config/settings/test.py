"""The test suite: PAFYLL_DATABASE names the database, every outside system is its fake."""

import os
from pathlib import Path

from pafyll.config.settings.base import *  # noqa: F403
from pafyll.config.settings.base import database

DEBUG = False
SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
LOG_IN_AS = True
CONFIRMS = False  # who is one of the cast has shown nobody who she is
SEAL_KEYS = ["b25seS1mb3ItYS1kZW1vbnN0cmF0aW9uLW9yLXRlc3Q="]
FIND_KEY = "only-for-a-demonstration-or-a-test"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATABASES = {"default": database(os.environ.get("PAFYLL_DATABASE", "sqlite://:memory:"))}
if "sqlite" in DATABASES["default"]["ENGINE"]:  # said, since pytest knows by Django's own engine only that it is so
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}
MAINTENANCE_FILE = Path("/nonexistent/maintenance.json")  # a test that closes something says where
JOBS = os.environ.get("PAFYLL_JOBS", "immediate")
WHITENOISE_AUTOREFRESH = True  # style sheets are found where they lie, without collecting them first
WHITENOISE_USE_FINDERS = True
TASKS_IN_MENU = False  # or the first page that a test opens asks more than the second; the tests of menus turn it on
