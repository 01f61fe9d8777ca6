"""Django's entry for the app."""

from django.apps import AppConfig


class ForumsConfig(AppConfig):
    name = "pafyll.apps.forums"
    label = "forums"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What of needs other systems may read, and so be told of."""
        from pafyll.apps.connections import things
        from pafyll.apps.forums.queries.needs import needs_of

        things.register(
            "need", lambda viewer, at: needs_of(viewer=viewer), page="api:need", keys=("number",), name="number"
        )
