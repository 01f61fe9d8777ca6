"""Django's entry for the app."""

from django.apps import AppConfig
from django.core.checks import register


class AccountsConfig(AppConfig):
    name = "pafyll.apps.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from pafyll.apps.accounts.checks import check_log_in

        register(check_log_in)
