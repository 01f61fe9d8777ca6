"""Django's entry for the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SupportConfig(AppConfig):
    name = "pafyll.apps.support"
    label = "support"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A file of work is done by a worker."""
        from pafyll.apps.casework import jobs
        from pafyll.apps.support.services.bulk import working

        jobs.register(working.CARRY_OUT, working.carry_out_rows, label=_("Utfører filen"))
        jobs.register(working.UNDO, working.undo_rows, label=_("Angrer filen"))
