"""Django's entry for the app."""

from django.apps import AppConfig

from pafyll.apps.applications.awards import when_awarded
from pafyll.apps.applications.free_money import when_asked_for_money


class GrantsConfig(AppConfig):
    name = "pafyll.apps.grants"
    label = "grants"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Money is reserved for a place in the moment that it is awarded; the books say what is left for the next."""
        from pafyll.apps.grants.queries.uncommitted import uncommitted
        from pafyll.apps.grants.services.committing import commit_places

        when_awarded(commit_places)
        when_asked_for_money(uncommitted)
