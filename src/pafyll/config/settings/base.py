"""What every way of running has in common."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from csp.constants import NONE, SELF

from pafyll.config.missing import maskinporten_in, whole_number
from pafyll.integrations.oidc.provider import faults_in, providers_in

PACKAGE = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("PAFYLL_VAR", PACKAGE.parents[1] / "var"))

INSTALLED_APPS = [
    "pafyll.apps.accounts",
    "pafyll.apps.organisations",
    "pafyll.apps.documents",
    "pafyll.apps.casework",
    "pafyll.apps.connections",
    "pafyll.apps.catalogue",
    "pafyll.apps.planning",
    "pafyll.apps.agreements",
    "pafyll.apps.applications",
    "pafyll.apps.forums",
    "pafyll.apps.assignments",
    "pafyll.apps.grants",
    "pafyll.apps.surveys",
    "pafyll.apps.statistics",
    "pafyll.apps.privacy",
    "pafyll.apps.support",
    "pafyll.web.components",
    "pafyll.web.public",
    "pafyll.web.teacher",
    "pafyll.web.school",
    "pafyll.web.owner",
    "pafyll.web.provider",
    "pafyll.web.authority",
    "pafyll.web.representative",
    "pafyll.web.support",
    "pafyll.devtools",
    "pafyll.operations",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "template_partials",
]

MIDDLEWARE = [
    "pafyll.operations.requests.RequestMiddleware",
    "pafyll.operations.headers.HeadersMiddleware",
    "pafyll.operations.inside.InsideMiddleware",
    "pafyll.web.components.middleware.WithoutNulMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "pafyll.operations.headers.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "pafyll.web.components.maintenance.middleware.SiteClosedMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pafyll.web.components.middleware.ActingMiddleware",
    "pafyll.web.components.lasting.ActivityMiddleware",
    "pafyll.web.components.seeing_as.SeeAsMiddleware",
    "pafyll.web.components.middleware.ViewerMiddleware",
    "pafyll.web.components.waiting_room.middleware.WaitingRoomMiddleware",
    "pafyll.web.components.middleware.GateMiddleware",
    "pafyll.web.components.maintenance.middleware.PartClosedMiddleware",
    "pafyll.web.components.confirming.ConfirmMiddleware",
    "pafyll.web.components.middleware.TaskCountMiddleware",
    "pafyll.web.components.faults.FaultCountMiddleware",
    "pafyll.web.components.middleware.NoStoreMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "pafyll.api.middleware.CallerMiddleware",
]

ROOT_URLCONF = "pafyll.config.urls"
WSGI_APPLICATION = "pafyll.config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["pafyll.apps.organisations.backends.Users"]
LOGIN_URL = "public:log_in"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "pafyll.web.components.context.desk",
            ],
            "builtins": ["pafyll.web.components.templatetags.pafyll"],
            "libraries": {"i18n": "pafyll.web.components.i18n"},  # Django's own, but what is said is looked up once
        },
    },
]

SILENCED_SYSTEM_CHECKS = ["templates.W003"]  # one name for two libraries: ours stands in for Django's, as is meant

# Both ends of a line to PostgreSQL find out within half a minute that the other is gone: else a page would wait for
# hours for an answer that nobody will give, and a vanished machine would keep its locks as long (ADR 39).
NOTICES_A_DEAD_LINE = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 25_000,
    "options": "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3",
}


def database(url: str) -> dict[str, Any]:
    """Django's settings for a database address (sqlite:///… or postgres://…).

    SQLite: one writer at a time, asked for at the start of a transaction, so nobody meets "database is locked".
    """
    settings: dict[str, Any] = dict(dj_database_url.parse(url))
    if settings["ENGINE"].endswith("sqlite3"):
        settings["ENGINE"] = "pafyll.integrations.sqlite3"  # as Django's, and remembers the form of a question
        settings["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA cache_size=-10000;",
        }
    else:
        settings["CONN_MAX_AGE"] = None
        settings["ENGINE"] = "pafyll.integrations.postgresql"  # each statement says on whose behalf it reads
        settings["OPTIONS"] = NOTICES_A_DEAD_LINE | settings.get("OPTIONS", {})
    return settings


DATABASES = {"default": database(os.environ.get("PAFYLL_DATABASE", f"sqlite:///{VAR / 'pafyll.sqlite3'}"))}

# Pages read PostgreSQL through the walls of ADR 35 unless whoever runs it says "off". SQLite has no walls.
SECOND_WALL = os.environ.get("PAFYLL_SECOND_WALL", "on") != "off"

LANGUAGE_CODE = "nb"  # a text without a translation falls back to bokmål
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/Oslo"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF, "data:"],  # Designsystemet draws its icons as data addresses in its style sheet
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_IDLE_SECONDS = 0  # how long a log-in lasts without a request; 0: as long as with
COOKIE_PREFIX = ""  # what the names of our own cookies begin with (web.components.cookies)
SESSION_ENGINE = "pafyll.apps.accounts.sessions"
CSRF_FAILURE_VIEW = "pafyll.web.public.views.errors.csrf_failure"

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
if smtp := os.environ.get("PAFYLL_SMTP"):
    server = urlsplit(smtp)  # smtp+tls://user:password@host:587
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = server.hostname or "", server.port or 25
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(server.username or ""), unquote(server.password or "")
    EMAIL_USE_TLS = server.scheme == "smtp+tls"
EMAIL_TIMEOUT = 30  # seconds; less than a mail is anybody's (casework.services.delivering)
DEFAULT_FROM_EMAIL = os.environ.get("PAFYLL_MAIL_FROM", "Påfyll <ikke-svar@pafyll.example.no>")
CONTACT = os.environ.get("PAFYLL_CONTACT", "")  # where people write about faults of the site
SITE_ADDRESS = os.environ.get("PAFYLL_ADDRESS", "http://127.0.0.1:8000")  # what links in mail begin with

DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a ranking of 1 000 applications in one form

# Jobs beside the pages (manage.py work). "immediate" does them at once, in the request.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
TASKS_IN_MENU = True  # whether menus count tasks: one question a minute to each who is logged in
JOBS = os.environ.get("PAFYLL_JOBS", "worker")
JOB_LEASE_SECONDS = whole_number(os.environ, "PAFYLL_JOB_LEASE", 60)

# How many proxies of our own stand in front: whose address a sender has is then said by the outermost of them.
PROXIES = whole_number(os.environ, "PAFYLL_PROXIES", 0)

# What Prometheus shows to read the figures. Without it they are read from the same machine only.
METRICS_TOKEN = os.environ.get("PAFYLL_METRICS_TOKEN", "")

# What is told to everybody and what is closed (manage.py maintenance). A file, so that no database is needed.
MAINTENANCE_FILE = Path(os.environ.get("PAFYLL_MAINTENANCE_FILE", VAR / "maintenance.json"))

# How many may be inside at once before newcomers get a ticket and wait at the log-in. 0: no waiting room.
WAITING_ROOM = whole_number(os.environ, "PAFYLL_WAITING_ROOM", 0)

# How many calls of the API each caller has in five minutes.
API_CALLS = whole_number(os.environ, "PAFYLL_API_CALLS", 300)

# Whose tokens other systems may come with, beside our own keys (PAFYLL_MASKINPORTEN_ISSUER …). Empty: none.
MASKINPORTEN = maskinporten_in(os.environ)

# Where other systems may be told that something has happened: "public" addresses, "loopback" for development, or "off".
WEBHOOKS = os.environ.get("PAFYLL_WEBHOOKS", "public")

# Who people log in with (PAFYLL_LOGIN=idporten feide), and the keys that identity numbers are kept with.
LOG_IN_WITH = providers_in(os.environ) if not faults_in(os.environ) else []
SEAL_KEYS = os.environ.get("PAFYLL_SEAL_KEYS", "").split()
FIND_KEY = os.environ.get("PAFYLL_FIND_KEY", "")
HISTORY_KEYS = os.environ.get("PAFYLL_HISTORY_KEYS", "").split()  # the first seals, the rest still verify
HISTORY_HEADS = os.environ.get("PAFYLL_HISTORY_HEADS", "")  # a file outside the database, on another machine at best

# Whether approving money and seeing identity numbers asks people to show anew who they are (web.components.confirming).
CONFIRMS = True

# Log in as one of the cast. Never in production.
LOG_IN_AS = False

# Where the worlds of those who try the API are, and how many there may be (settings.sandbox). 0: this is no sandbox.
SANDBOX = Path(os.environ.get("PAFYLL_SANDBOX", VAR / "sandbox"))
SANDBOX_WORLDS = 0
