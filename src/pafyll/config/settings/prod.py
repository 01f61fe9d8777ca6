"""Production. Every secret comes from the environment; what is missing stops the start, by name."""

import os

from pafyll.config.missing import faults_of_production, whole_number
from pafyll.config.settings.base import *  # noqa: F403
from pafyll.operations.logs import production

DEBUG = False
if faults := faults_of_production(os.environ):
    raise SystemExit("Påfyll starter ikke:\n" + "\n".join(f"- {fault}" for fault in faults) + "\nSe docs/howto/run.md.")
moved = [name for name in ("PAFYLL_NOW", "PAFYLL_NOW_FILE") if os.environ.get(name)]
if moved:
    raise SystemExit(
        f"Bare for demonstrasjoner, fjern fra miljøet: {', '.join(moved)}. Frister følger den virkelige klokka."
    )
SECRET_KEY = os.environ["PAFYLL_SECRET_KEY"]
ALLOWED_HOSTS = os.environ["PAFYLL_HOSTS"].split(",")
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_AGE = 8 * 60 * 60  # a working day; whoever comes back tomorrow shows anew who they are
SESSION_IDLE_SECONDS = 60 * 60  # without a request; told a quarter of an hour before, and put off by a press
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^api/"]  # refused instead, so that a system finds its mistake (api.middleware)
SECURE_HSTS_SECONDS = 31536000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
COOKIE_PREFIX = "__Host-"  # the browser takes it from this host alone, over TLS
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}django_language"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
PROXIES = whole_number(os.environ, "PAFYLL_PROXIES", 1)  # the one that ends TLS
LOGGING = production(os.environ.get("PAFYLL_LOG_LEVEL", "INFO"))
