"""Django's entry for the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StatisticsConfig(AppConfig):
    name = "pafyll.apps.statistics"
    label = "statistics"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Figures are counted by a worker: the nation's take minutes."""
        from pafyll.apps.casework import jobs
        from pafyll.apps.statistics.services.counting import count

        jobs.register("figures", count, label=_("Teller opp tallene"))
