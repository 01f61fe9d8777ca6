"""Django's entry for the app."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "pafyll.apps.planning"
    label = "planning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Says that deviations take their case numbers from the common series."""
        from pafyll.apps.casework.services import case_numbers
        from pafyll.apps.planning.models import Deviation

        case_numbers.share_series(Deviation)
