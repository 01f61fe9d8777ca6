"""Django's entry for the app."""

from django.apps import AppConfig


class ConnectionsConfig(AppConfig):
    name = "pafyll.apps.connections"
    label = "connections"
    default_auto_field = "django.db.models.BigAutoField"
