"""Django's entry for the app."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "pafyll.apps.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"
