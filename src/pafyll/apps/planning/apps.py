"""Django's entry for the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class PlanningConfig(AppConfig):
    name = "pafyll.apps.planning"
    label = "planning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Deviations take their case numbers from the common series; papers and resolutions reach the budget."""
        from pafyll.apps.casework import figures, resolving
        from pafyll.apps.casework.services import case_numbers
        from pafyll.apps.planning import case_figures
        from pafyll.apps.planning.models import Deviation

        case_numbers.share_series(Deviation)
        from pafyll.apps.planning.services import opening_lines

        figures.register(case_figures.BUDGET, case_figures.resolve_budget, offer=case_figures.offer_budget)
        figures.register(case_figures.MEASURE, case_figures.resolve_measure, offer=case_figures.offer_measures)
        resolving.when_resolved(
            case_figures.LINE,
            opening_lines.open_line,
            label=gettext_lazy("Budsjettlinje"),
            owner=self.label,
            targets=opening_lines.targets,
            unit="NOK",
        )
