"""Django's entry for the app."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "pafyll.apps.agreements"
    label = "agreements"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What of agreements other systems may read, and so be told of."""
        from pafyll.apps.agreements.permissions import visible_agreements
        from pafyll.apps.connections import things
        from pafyll.domain.rules.deadlines import norwegian_day

        things.register(
            "agreement", lambda viewer, at: visible_agreements(viewer, day=norwegian_day(at)), page="api:agreement"
        )
