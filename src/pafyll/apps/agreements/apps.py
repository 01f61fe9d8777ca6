"""Django's entry for the app."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "pafyll.apps.agreements"
    label = "agreements"
    default_auto_field = "django.db.models.BigAutoField"
