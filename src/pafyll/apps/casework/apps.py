"""Django's entry for the app."""

from django.apps import AppConfig

from pafyll.apps.casework import outcomes
from pafyll.domain.lifecycles.appeal import APPEALS_BODY


class CaseworkConfig(AppConfig):
    name = "pafyll.apps.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Says which decisions this app owns."""
        outcomes.register(
            "appeal",
            label="Klage",
            owner=self.label,
            outcomes={status.value: status.label for status in APPEALS_BODY},
        )
