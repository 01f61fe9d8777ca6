"""Django's entry for the app."""

from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    name = "pafyll.apps.assignments"
    label = "assignments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Lets the team proposal ask the competence overview, and agreements ask who is disqualified."""
        from pafyll.apps.agreements.barred import when_asked_who_is_barred
        from pafyll.apps.assignments import competence_source
        from pafyll.apps.assignments.competence_overview import FromOverview
        from pafyll.apps.assignments.permissions.disqualified import barred_assignments

        competence_source.use(FromOverview())
        when_asked_who_is_barred(barred_assignments)
