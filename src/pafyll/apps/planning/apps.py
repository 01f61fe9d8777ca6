"""Django's entry for the app."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "pafyll.apps.planning"
    label = "planning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Says that deviations take their case numbers from the common series."""
        from pafyll.apps.casework.services import case_numbers
        from pafyll.apps.planning.models import Deviation

        case_numbers.share_series(Deviation)
        self._compute_plans()

    def _compute_plans(self) -> None:
        """Says who computes a large plan, and who answers for its figures in a case paper."""
        from pafyll.apps.casework import figures, jobs
        from pafyll.apps.planning import plan_figures
        from pafyll.apps.planning.services.plan_computing import KIND, compute_in_job

        jobs.register(KIND, compute_in_job, label="Regner ut kompetanseplanen")
        figures.register(plan_figures.PREFIX, plan_figures.resolve, offer=plan_figures.offer)
