"""Django's entry for the app."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "pafyll.apps.planning"
    label = "planning"
    default_auto_field = "django.db.models.BigAutoField"
