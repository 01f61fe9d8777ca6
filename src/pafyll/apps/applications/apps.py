"""Django's entry for the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pafyll.apps.applications.awards import when_awarded
from pafyll.apps.applications.freed import when_freed
from pafyll.apps.casework import errands, figures, jobs, outcomes, resolving
from pafyll.apps.catalogue.wished import when_asked_for_wishes
from pafyll.apps.planning.services import known_above


class ApplicationsConfig(AppConfig):
    name = "pafyll.apps.applications"
    label = "applications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Says which decisions this app owns, what an upheld appeal does, and that a freed place goes to the next."""
        from pafyll.apps.applications.case_figures import PREFIX, offer_figures, resolve_figure
        from pafyll.apps.applications.models import Dispensation
        from pafyll.apps.applications.queries.appealed import effects_of_place, subjects_of_places
        from pafyll.apps.applications.queries.provider import wishes_at
        from pafyll.apps.applications.services.acknowledging import acknowledge_all
        from pafyll.apps.applications.services.freeing import give_on
        from pafyll.apps.applications.services.receiving import close_admissions, receive_applicants
        from pafyll.apps.applications.services.reversing import grant_after_appeal
        from pafyll.apps.applications.services.simulating import SIMULATION, simulate_in_job
        from pafyll.apps.casework.services import case_numbers

        outcomes.register(
            "place",
            label="Plass i videreutdanning",
            owner=self.label,
            outcomes={"granted": "Innvilget", "refused": "Avslått"},
            subjects=subjects_of_places,
            effects=effects_of_place,
            when_reversed=grant_after_appeal,
            appeals_body="ministry",  # the ministry is the body above the directorate: fvl. § 28
        )
        outcomes.register(
            "late_confirmation",
            label="Bekreftelse etter fristen",
            owner=self.label,
            outcomes={"accepted": "Godtatt", "refused": "Avslått"},
        )
        case_numbers.share_series(Dispensation)
        when_asked_for_wishes(wishes_at)
        when_freed(give_on)
        when_freed(close_admissions)
        when_awarded(receive_applicants)
        figures.register(PREFIX, resolve_figure, offer=offer_figures)
        errands.register("receipts", acknowledge_all)
        jobs.register(SIMULATION, simulate_in_job, label=_("Simulerer fordelingen"))
        self._answer_plans()
        self._tell_systems()

    def _answer_plans(self) -> None:
        """Tells plans what applications and participations say, and opens applications when politicians say yes."""
        from pafyll.apps.applications.queries.for_plans import rates_to_plan_by, refusals_of, studies_of
        from pafyll.apps.applications.services.opening_by_resolution import KIND, open_quota, quota_targets

        known_above.when_asked_for_refusals(refusals_of)
        known_above.when_asked_for_studies(studies_of)
        known_above.when_asked_for_rates(rates_to_plan_by)
        resolving.when_resolved(
            KIND,
            open_quota,
            label="Plasser i kompetanseplanen",
            owner=self.label,
            targets=quota_targets,
            unit="persons",
        )

    def _tell_systems(self) -> None:
        """What of applications, the list, places and admission other systems may read, and so be told of."""
        from pafyll.apps.applications.models import ParticipationTerm, Ranking
        from pafyll.apps.applications.queries.admission import visible_admissions
        from pafyll.apps.applications.queries.owner import visible_applications
        from pafyll.apps.applications.queries.participations import participations_of_owners
        from pafyll.apps.connections import things

        things.register("application", visible_applications, page="api:application", keys=("number",), name="number")
        things.register(
            "ranking",
            lambda viewer, at: Ranking.objects.filter(owner__in=viewer.ranks_for),
            page="api:ranking",
            keys=("round__study_year", "owner__number"),
        )
        things.register("participation", lambda viewer, at: participations_of_owners(viewer), page="api:grant")
        things.register(
            "term",
            lambda viewer, at: ParticipationTerm.objects.filter(participation__owner__in=viewer.ranks_for),
            page="api:grant",
            keys=("participation",),
        )
        things.register("admission", lambda viewer, at: visible_admissions(viewer), page="api:admission")
