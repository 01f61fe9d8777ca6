"""Who may compute a plan for the country, and see it."""

from __future__ import annotations

from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.planning.models import NationPlan
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.lifecycles.nation_plan import NATION_PLAN
from pafyll.domain.lifecycles.nation_plan import NationPlanStatus as S


def may_plan_nation(viewer: Viewer) -> Answer:
    """Whether the viewer may compute plans for the country and see what they came to: figures, never people."""
    if viewer.works_for_directorate:
        return yes()
    return no("not_the_directorate", "Bare direktoratet kan lage og se planer for hele landet.")


def may_stop_nation(viewer: Viewer, nation: NationPlan) -> Answer:
    """Whether the viewer may stop the computation."""
    return first_no([may_plan_nation(viewer), NATION_PLAN.may_become(nation.status, S.CANCELLED)])
