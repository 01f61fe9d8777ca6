"""Django's entry for the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanningConfig(AppConfig):
    name = "pafyll.apps.planning"
    label = "planning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Deviations share the series of case numbers; this app's jobs; papers and resolutions reach the budget."""
        from pafyll.apps.casework.services import case_numbers
        from pafyll.apps.planning.models import Deviation

        case_numbers.share_series(Deviation)
        self._register_jobs()
        self._register_budget()
        self._register_findings()
        self._register_plans()
        self._register_nation()

    def _register_jobs(self) -> None:
        from pafyll.apps.casework import jobs
        from pafyll.apps.planning.services.importing.applying import apply_preview
        from pafyll.apps.planning.services.importing.reading import read_into_preview
        from pafyll.apps.planning.services.importing.undoing import undo_import

        jobs.register("staff_read", read_into_preview, label=_("Leser filen med ansatte"))
        jobs.register("staff_apply", apply_preview, label=_("Leser inn ansatte"), may_cancel=False)
        jobs.register("staff_undo", undo_import, label=_("Angrer innlesingen"), may_cancel=False)

    def _register_budget(self) -> None:
        from pafyll.apps.casework import figures, resolving
        from pafyll.apps.planning.queries import case_figures
        from pafyll.apps.planning.services import opening_lines

        figures.register(case_figures.BUDGET, case_figures.resolve_budget, offer=case_figures.offer_budget)
        figures.register(case_figures.MEASURE, case_figures.resolve_measure, offer=case_figures.offer_measures)
        resolving.when_resolved(
            case_figures.LINE,
            opening_lines.open_line,
            label=_("Budsjettlinje"),
            owner=self.label,
            targets=opening_lines.targets,
            unit="NOK",
        )

    def _register_findings(self) -> None:
        """A case paper with findings that nobody has taken a stance on says so before it is issued."""
        from pafyll.apps.casework.services.before_issuing import when_about_to_issue
        from pafyll.apps.planning.permissions.findings import settled_before_issuing

        when_about_to_issue(settled_before_issuing)

    def _register_plans(self) -> None:
        """Says who computes a large plan, and who answers for its figures in a case paper."""
        from pafyll.apps.casework import figures, jobs
        from pafyll.apps.planning.queries import plan_figures
        from pafyll.apps.planning.services.plan_computing import KIND, compute_in_job

        jobs.register(KIND, compute_in_job, label=_("Regner ut kompetanseplanen"))
        figures.register(plan_figures.PREFIX, plan_figures.resolve, offer=plan_figures.offer)

    def _register_nation(self) -> None:
        """Says who computes a plan for the country, and the parts of it that owners are shared out on."""
        from pafyll.apps.casework import jobs
        from pafyll.apps.planning.services.nation.computing import compute_nation
        from pafyll.apps.planning.services.nation.parts import do_part
        from pafyll.apps.planning.services.nation.starting import KIND, PART_KIND

        jobs.register(KIND, compute_nation, label=_("Regner ut planen for landet"), may_cancel=False)
        jobs.register(PART_KIND, do_part, label=_("Planlegger for noen av skoleeierne"), may_cancel=False)
