"""Django's entry for the app."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "pafyll.apps.organisations"
    label = "organisations"
    default_auto_field = "django.db.models.BigAutoField"
