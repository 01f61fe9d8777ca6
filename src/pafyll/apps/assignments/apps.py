"""Django's entry for the app."""

from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    name = "pafyll.apps.assignments"
    label = "assignments"
    default_auto_field = "django.db.models.BigAutoField"
