"""The test settings for processes in networks of their own: real mail, workers, and a job that counts."""

import os

from pafyll.config.settings.test import *  # noqa: F403
from pafyll.config.settings.test import INSTALLED_APPS as USUAL
from tests.siege.addresses import MAIL_AT, MAIL_PORT

INSTALLED_APPS = [*USUAL, "tests.siege.counting.CountingConfig"]
ALLOWED_HOSTS = ["*"]
JOBS = "worker"
JOB_LEASE_SECONDS = int(os.environ.get("PAFYLL_JOB_LEASE", 2))
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST, EMAIL_PORT = MAIL_AT, MAIL_PORT
EMAIL_TIMEOUT = 1  # less than a lease, as in production
WHITENOISE_AUTOREFRESH = False
