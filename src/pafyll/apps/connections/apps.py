"""Django's entry for the app."""

from django.apps import AppConfig


class ConnectionsConfig(AppConfig):
    name = "pafyll.apps.connections"
    label = "connections"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Notes what happens with the change itself, and has the crew tell it, and ask for Maskinporten's keys."""
        from pafyll.apps.casework import errands
        from pafyll.apps.casework.watching import when_recorded
        from pafyll.apps.connections.services import maskinporten
        from pafyll.apps.connections.services.noticing import notice
        from pafyll.apps.connections.services.telling import errand

        when_recorded(notice)
        errands.register("webhooks", errand)
        errands.register("maskinporten", maskinporten.errand)
