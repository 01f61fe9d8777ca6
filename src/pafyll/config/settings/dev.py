"""A demonstration on this machine: the story world, log in as, mail to files."""

import os

from pafyll.config.settings.base import *  # noqa: F403
from pafyll.config.settings.base import VAR

DEBUG = os.environ.get("PAFYLL_DEBUG") == "1"  # off, so that a demonstration shows the same error pages as production
SECRET_KEY = "only-for-a-demonstration-on-this-machine"  # noqa: S105
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
LOG_IN_AS = True
CONFIRMS = False  # who is one of the cast has shown nobody who she is
WEBHOOKS = os.environ.get("PAFYLL_WEBHOOKS", "off")  # the addresses of the story are nobody's
SEAL_KEYS = ["b25seS1mb3ItYS1kZW1vbnN0cmF0aW9uLW9yLXRlc3Q="]
FIND_KEY = "only-for-a-demonstration-or-a-test"
os.environ.setdefault("PAFYLL_NOW_FILE", str(VAR / "now.txt"))  # "Flytt klokka" on the log-in-as page
WHITENOISE_USE_FINDERS = True  # style sheets are found where they lie, without collecting them first
WHITENOISE_AUTOREFRESH = True
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"django.request": {"handlers": ["console"], "level": "ERROR"}},
}
