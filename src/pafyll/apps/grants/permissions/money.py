"""Who may do what with the state's money, and why not."""

from __future__ import annotations

from pafyll.apps.applications.models import Round
from pafyll.apps.applications.permissions.confirming import is_another_than, is_decider
from pafyll.apps.grants.models import MoneyProposal
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.money_proposal import MONEY_PROPOSAL, MoneyProposalStatus


def may_handle_money(viewer: Viewer) -> Answer:
    """The directorate's officers and deciders keep the books."""
    if viewer.works_for_directorate:
        return yes()
    return no("not_directorate", "Bare direktoratet kan føre bevilgninger og rammer.")


def may_appropriate(viewer: Viewer, amount: int, source: str) -> Answer:
    """Whether an appropriation may be entered: by the directorate, above zero, with where it says so."""
    if not (answer := may_handle_money(viewer)):
        return answer
    if amount <= 0:
        return no("not_above_zero", "Bevilgningen må være over null kroner.", field="amount")
    if not source.strip():
        return no(
            "no_source", "Skriv hvor bevilgningen står, for eksempel Prop. 1 S, kapittel og post.", field="source"
        )
    return yes()


def may_set_frame(viewer: Viewer, round: Round, budget_year: int, amount: int) -> Answer:
    """Whether the round's frame may be set to the amount for the budget year."""
    if not (answer := may_handle_money(viewer)):
        return answer
    years = {round.school_year.autumn.budget_year.year, round.school_year.spring.budget_year.year}
    if budget_year not in years:
        text = "{round} betales ikke av budsjettet for {year}."
        return no("not_a_year_of_the_round", text, field="budget_year", round=round.name, year=str(budget_year))
    if amount < 0:
        return no("below_zero", "En ramme kan ikke være under null kroner.", field="amount")
    return yes()


def may_decide_money(viewer: Viewer, proposal: MoneyProposal) -> Answer:
    """Whether the viewer may decide what was prepared, or send it back: a decider who did not prepare it."""
    return first_no(
        [
            is_decider(viewer),
            MONEY_PROPOSAL.may_become(proposal.status, MoneyProposalStatus.DECIDED),
            is_another_than(viewer, proposal.prepared_by_id),
        ]
    )
