"""Django's entry for the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanningConfig(AppConfig):
    name = "pafyll.apps.planning"
    label = "planning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Says that deviations take their case numbers from the common series, and which jobs this app does."""
        from pafyll.apps.casework import jobs
        from pafyll.apps.casework.services import case_numbers
        from pafyll.apps.planning.models import Deviation
        from pafyll.apps.planning.services.importing.applying import apply_preview
        from pafyll.apps.planning.services.importing.reading import read_into_preview
        from pafyll.apps.planning.services.importing.undoing import undo_import

        case_numbers.share_series(Deviation)
        jobs.register("staff_read", read_into_preview, label=_("Leser filen med ansatte"))
        jobs.register("staff_apply", apply_preview, label=_("Leser inn ansatte"), may_cancel=False)
        jobs.register("staff_undo", undo_import, label=_("Angrer innlesingen"), may_cancel=False)
