"""Django's entry for the app."""

from typing import Any

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db import connection
from django.db.models.signals import post_migrate


class PrivacyConfig(AppConfig):
    name = "pafyll.apps.privacy"
    label = "privacy"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The walls are raised when every table is there; this is the last of the apps with tables."""
        from pafyll.apps.privacy.going_behind import let_services_through
        from pafyll.apps.privacy.walling import check_walls, raise_walls

        def raised(using: str, **_: Any) -> None:
            raise_walls(using=using)

        register(check_walls, Tags.database)
        post_migrate.connect(raised, sender=self, weak=False)
        if connection.vendor == "postgresql":
            let_services_through()
