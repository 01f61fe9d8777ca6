"""Django's entry for the app."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "pafyll.apps.privacy"
    label = "privacy"
    default_auto_field = "django.db.models.BigAutoField"
