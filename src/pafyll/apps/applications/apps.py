"""Django's entry for the app."""

from django.apps import AppConfig

from pafyll.apps.applications.freed import when_freed
from pafyll.apps.casework import outcomes


class ApplicationsConfig(AppConfig):
    name = "pafyll.apps.applications"
    label = "applications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Says which decisions this app owns, and that a freed place goes to the next in line."""
        from pafyll.apps.applications.services.freeing import give_on

        outcomes.register(
            "place",
            label="Plass i videreutdanning",
            owner=self.label,
            outcomes={"granted": "Innvilget", "refused": "Avslått"},
        )
        when_freed(give_on)
