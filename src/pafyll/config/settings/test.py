"""The test suite: PAFYLL_DATABASE names the database, every outside system is its fake."""

import os

from pafyll.config.settings.base import *  # noqa: F403
from pafyll.config.settings.base import database

DEBUG = False
SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
LOG_IN_AS = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATABASES = {"default": database(os.environ.get("PAFYLL_DATABASE", "sqlite://:memory:"))}
JOBS = os.environ.get("PAFYLL_JOBS", "immediate")
WHITENOISE_AUTOREFRESH = True  # style sheets are found where they lie, without collecting them first
WHITENOISE_USE_FINDERS = True
