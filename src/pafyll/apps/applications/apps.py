"""Django's entry for the app."""

from django.apps import AppConfig

from pafyll.apps.casework import outcomes


class ApplicationsConfig(AppConfig):
    name = "pafyll.apps.applications"
    label = "applications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Says which decisions this app owns."""
        outcomes.register(
            "place",
            label="Plass i videreutdanning",
            owner=self.label,
            outcomes={"granted": "Innvilget", "refused": "Avslått"},
        )
        outcomes.register(
            "late_confirmation",
            label="Bekreftelse etter fristen",
            owner=self.label,
            outcomes={"accepted": "Godtatt", "refused": "Avslått"},
        )
