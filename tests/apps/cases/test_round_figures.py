"""The figures about a round that papers can refer to, counted from what was really handed in and awarded."""

from __future__ import annotations

import pytest

from pafyll.apps.applications.case_figures import FIGURES, offer_figures, resolve_figure
from pafyll.apps.applications.models import ParticipationTerm
from pafyll.apps.casework.figures import UnknownFigure
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.lifecycles.application import ApplicationStatus
from tests.factories import ApplicationFactory, ParticipationTermFactory


@pytest.mark.django_db
def test_the_owner_is_told_only_its_own_and_only_what_is_handed_in() -> None:
    mine = ApplicationFactory(submitted=True)
    ApplicationFactory(submitted=True, round=mine.round)
    owner, reference = mine.owner, f"round:{mine.round.study_year}:sent"
    assert resolve_figure(reference, owner=owner).value == 1

    type(mine).objects.filter(pk=mine.pk).update(status=ApplicationStatus.WITHDRAWN)
    assert resolve_figure(reference, owner=owner).value == 0


@pytest.mark.django_db
def test_what_the_owner_carries_is_the_sum_of_its_semesters_but_those_that_never_began() -> None:
    term: ParticipationTerm = ParticipationTermFactory()
    one = term.participation
    reference = f"round:{one.round.study_year}:own_cost"
    before = resolve_figure(reference, owner=one.owner).value
    assert before == sum(part.owner_amount for part in one.terms.all())

    one.terms.update(status="not_started")
    assert resolve_figure(reference, owner=one.owner).value == 0


@pytest.mark.django_db
@pytest.mark.parametrize("reference", ["round:", "round:x:sent", "round:2026", "round:1999:sent", "round:2026:weather"])
def test_a_reference_that_leads_nowhere_is_unknown(reference: str, db: None) -> None:
    owner = Organisation(pk=1, name="Fjordvik kommune")
    with pytest.raises(UnknownFigure):
        resolve_figure(reference, owner=owner)


@pytest.mark.django_db
def test_everything_that_is_offered_can_be_resolved() -> None:
    mine = ApplicationFactory(submitted=True)
    offered = offer_figures(owner=mine.owner, about="")
    assert {one.reference.split(":")[2] for one in offered} <= FIGURES.keys()
    assert all(resolve_figure(one.reference, owner=mine.owner).label for one in offered)
