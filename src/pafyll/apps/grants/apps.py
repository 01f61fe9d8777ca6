"""Django's entry for the app."""

from typing import Any

from django.apps import AppConfig

from pafyll.apps.applications.awards import when_award_decided, when_awarded
from pafyll.apps.applications.free_money import when_asked_for_money
from pafyll.apps.applications.late_checks import check_before_accepting
from pafyll.apps.applications.not_taken import when_not_taken
from pafyll.apps.casework import outcomes


class GrantsConfig(AppConfig):
    name = "pafyll.apps.grants"
    label = "grants"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Says which decisions this app owns, and who is told when places are awarded.

        Double funding is refused first; then the money is reserved, and the owner's statements are
        opened; the decisions come last.
        """
        from pafyll.apps.grants.queries.uncommitted import uncommitted
        from pafyll.apps.grants.services.committing import commit_places
        from pafyll.apps.grants.services.funding_once import refuse_double_funding
        from pafyll.apps.grants.services.granting import grants_for
        from pafyll.apps.grants.services.lapsing import money_is_there
        from pafyll.apps.grants.services.not_taken import withdraw_not_taken
        from pafyll.apps.grants.services.preparing import open_statements_for

        when_awarded(refuse_double_funding)
        when_awarded(commit_places)
        when_asked_for_money(uncommitted)
        when_awarded(open_statements_for)
        when_award_decided(grants_for)
        check_before_accepting(money_is_there)
        when_not_taken(withdraw_not_taken)
        self._own_decisions()
        self._tell_systems()

    def _tell_systems(self) -> None:
        """What of awards, changes and payments other systems may read, and so be told of."""
        from pafyll.apps.connections import things
        from pafyll.apps.grants.permissions.awards import visible_awards
        from pafyll.apps.grants.queries.cases import changes_of_owners
        from pafyll.apps.grants.queries.statements import statements_visible_to
        from pafyll.domain.rules.deadlines import norwegian_day

        things.register("change", lambda viewer, at: changes_of_owners(viewer), page="api:change")
        things.register("award", lambda viewer, at: visible_awards(viewer, day=norwegian_day(at)), page="api:award")
        things.register("payment_statement", lambda viewer, at: statements_visible_to(viewer), page="api:statement")

    def _own_decisions(self) -> None:
        kinds = {
            "grant": ("Tilskudd til skoleeier", {"awarded": "Tilsagn gitt"}),
            "change": (
                "Endring av deltakelse",
                {"carried_out": "Godkjent", "refused": "Ikke godkjent", "annulled": "Opphevet, behandles på nytt"},
            ),
            "collective_award": ("Tilskudd til kollektiv kompetanseutvikling", {"awarded": "Tilsagn gitt"}),
            "award_change": (
                "Endring av tildeling",
                {"accepted": "Godtatt", "accepted_changed": "Godtatt med endringer", "refused": "Avslått"},
            ),
            "award_settlement": ("Midler som ikke er brukt", {"decided": "Avgjort"}),
            "award_recovery": (
                "Tilbakebetaling av tilskudd",
                {"decided": "Krevd tilbake", "dropped": "Ikke krevd tilbake"},
            ),
            "choice_after_payment": (
                "Skoleeiers valg etter utbetaling",
                {"repay": "Betaler tilbake", "redirect": "Omdisponerer"},
            ),
            "recovery": ("Tilbakebetaling", {"decided": "Krevd tilbake", "dropped": "Ikke krevd tilbake"}),
        }
        for code, (label, labels) in kinds.items():
            outcomes.register(code, label=label, owner=self.label, outcomes=labels, **self._appealed(code))

    @staticmethod
    def _appealed(code: str) -> dict[str, Any]:
        """How an appeal about the kind is handled; nothing for a kind that is not appealed on the page."""
        from pafyll.apps.grants.queries import appealable
        from pafyll.apps.grants.services.reversing import annul_after_appeal, change_after_appeal

        ways = {
            "recovery": (appealable.subjects_of_recoveries, appealable.effects_of_recovery, annul_after_appeal),
            "change": (appealable.subjects_of_changes, appealable.effects_of_change, change_after_appeal),
        }
        if code not in ways:
            return {}
        subjects, effects, when_reversed = ways[code]
        body = "ministry"  # the ministry is the body above the directorate: fvl. § 28
        return {"subjects": subjects, "effects": effects, "when_reversed": when_reversed, "appeals_body": body}
