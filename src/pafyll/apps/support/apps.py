"""Django's entry for the app."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "pafyll.apps.support"
    label = "support"
    default_auto_field = "django.db.models.BigAutoField"
