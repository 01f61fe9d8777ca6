"""Django's entry for the app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "pafyll.apps.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
