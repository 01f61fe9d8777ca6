"""Django's entry for the app."""

from django.apps import AppConfig

from pafyll.apps.applications.awards import when_awarded
from pafyll.apps.applications.free_money import when_asked_for_money
from pafyll.apps.applications.late_checks import check_before_accepting
from pafyll.apps.casework import outcomes


class GrantsConfig(AppConfig):
    name = "pafyll.apps.grants"
    label = "grants"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Says which decisions this app owns, and who is told when places are awarded.

        Double funding is refused first; then the money is reserved, and the owner's statements are opened.
        """
        from pafyll.apps.grants.queries.uncommitted import uncommitted
        from pafyll.apps.grants.services.committing import commit_places
        from pafyll.apps.grants.services.funding_once import refuse_double_funding
        from pafyll.apps.grants.services.lapsing import money_is_there
        from pafyll.apps.grants.services.preparing import open_statements_for

        when_awarded(refuse_double_funding)
        when_awarded(commit_places)
        when_asked_for_money(uncommitted)
        when_awarded(open_statements_for)
        check_before_accepting(money_is_there)
        self._own_decisions()

    def _own_decisions(self) -> None:
        kinds = {
            "grant": ("Tilskudd til skoleeier", {"awarded": "Tilsagn gitt"}),
            "collective_award": ("Tilskudd til kollektiv kompetanseutvikling", {"awarded": "Tilsagn gitt"}),
            "change": ("Endring av deltakelse", {"carried_out": "Godkjent", "refused": "Ikke godkjent"}),
            "choice_after_payment": (
                "Skoleeiers valg etter utbetaling",
                {"repay": "Betaler tilbake", "redirect": "Omdisponerer"},
            ),
            "recovery": ("Tilbakebetaling", {"decided": "Krevd tilbake", "dropped": "Ikke krevd tilbake"}),
        }
        for code, (label, labels) in kinds.items():
            outcomes.register(code, label=label, owner=self.label, outcomes=labels)
