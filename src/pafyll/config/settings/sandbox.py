"""A sandbox for those who build against the API: each has a world of invented people (docs/howto/sandbox.md)."""

import os

from pafyll.config.missing import whole_number
from pafyll.config.settings.base import *  # noqa: F403
from pafyll.config.settings.base import MIDDLEWARE, database

DEBUG = False
SANDBOX_WORLDS = whole_number(os.environ, "PAFYLL_SANDBOX_WORLDS", 100)
SECRET_KEY = "a-sandbox-has-no-log-in-and-nothing-to-hide"  # noqa: S105
ALLOWED_HOSTS = os.environ.get("PAFYLL_HOSTS", "127.0.0.1,localhost").split(",")
SEAL_KEYS = ["b25seS1mb3ItYS1kZW1vbnN0cmF0aW9uLW9yLXRlc3Q="]
FIND_KEY = "only-for-a-demonstration-or-a-test"
HISTORY_KEYS = []
LOG_IN_WITH = []
MASKINPORTEN = {}
JOBS = "immediate"  # an allocation is tried in the call; a world has no worker
WAITING_ROOM = 0
PROXIES = whole_number(os.environ, "PAFYLL_PROXIES", 0)
# No world: nothing is kept outside. The commands that prepare it name a file of their own.
DATABASES = {"default": database(os.environ.get("PAFYLL_DATABASE", "sqlite://:memory:"))}
before = MIDDLEWARE.index("pafyll.operations.inside.InsideMiddleware")
MIDDLEWARE = [*MIDDLEWARE[:before], "pafyll.devtools.sandbox.middleware.SandboxMiddleware", *MIDDLEWARE[before + 1 :]]
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # what a world writes is sent to nobody
