"""Django's entry for the app."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "pafyll.apps.catalogue"
    label = "catalogue"
    default_auto_field = "django.db.models.BigAutoField"
