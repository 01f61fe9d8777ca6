"""Django's entry for the app."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "pafyll.apps.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"
