"""Django's entry for the app."""

from django.apps import AppConfig

from pafyll.apps.applications.awards import when_awarded
from pafyll.apps.casework import outcomes


class GrantsConfig(AppConfig):
    name = "pafyll.apps.grants"
    label = "grants"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Says which decisions this app owns; money is reserved for a place in the moment that it is awarded."""
        from pafyll.apps.grants.services.committing import commit_places
        from pafyll.apps.grants.services.preparing import open_statements_for

        outcomes.register(
            "grant", label="Tilskudd til skoleeier", owner=self.label, outcomes={"awarded": "Tilsagn gitt"}
        )
        when_awarded(commit_places)
        when_awarded(open_statements_for)
