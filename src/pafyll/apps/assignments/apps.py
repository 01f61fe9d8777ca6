"""Django's entry for the app."""

from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    name = "pafyll.apps.assignments"
    label = "assignments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Lets the team proposal ask the competence overview."""
        from pafyll.apps.assignments import competence_source
        from pafyll.apps.assignments.competence_overview import FromOverview

        competence_source.use(FromOverview())
