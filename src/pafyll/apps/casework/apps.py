"""Django's entry for the app."""

from django.apps import AppConfig

from pafyll.apps.casework import outcomes
from pafyll.domain.lifecycles.appeal import APPEALS_BODY


class CaseworkConfig(AppConfig):
    name = "pafyll.apps.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Says which decisions this app owns."""
        from pafyll.apps.casework.permissions.dismissals import may_be_appealed
        from pafyll.apps.casework.queries import dismissals
        from pafyll.apps.casework.services.reopening import reopen_after_appeal

        outcomes.register(
            "appeal",
            label="Klage",
            owner=self.label,
            outcomes={status.value: status.label for status in APPEALS_BODY}
            | {dismissals.REOPENED: dismissals.REOPENED_LABEL},
            subjects=dismissals.subjects_of_dismissals,
            effects=dismissals.effects_of_dismissal,
            when_reversed=reopen_after_appeal,
            appeals_body="ministry",  # the ministry is the body above the directorate: fvl. § 28
            may_be_appealed=may_be_appealed,
        )
