"""The test settings, but with mail that goes to the server that PAFYLL_SMTP names."""

from tests.apps.casework.steps.settings import *  # noqa: F403

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
