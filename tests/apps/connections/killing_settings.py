"""The test settings with workers beside the process, and this machine as a place that may be told."""

from tests.apps.casework.steps.settings import *  # noqa: F403

WEBHOOKS = "loopback"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
