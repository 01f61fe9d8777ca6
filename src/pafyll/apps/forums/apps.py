"""Django's entry for the app."""

from django.apps import AppConfig


class ForumsConfig(AppConfig):
    name = "pafyll.apps.forums"
    label = "forums"
    default_auto_field = "django.db.models.BigAutoField"
