"""Django's entry for the app."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "pafyll.apps.applications"
    label = "applications"
    default_auto_field = "django.db.models.BigAutoField"
