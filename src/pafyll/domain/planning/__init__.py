"""Competence plans over several years: who studies what and when, within money, places and the schools' staff."""

from pafyll.domain.planning.plan import (
    Funding,
    Infeasible,
    Move,
    Plan,
    PlanCosts,
    PlanLine,
    Reached,
    Shortage,
    Turn,
    Unplaced,
)
from pafyll.domain.planning.planning import plan, replan
from pafyll.domain.planning.problem import (
    Budget,
    Companions,
    Gap,
    Locked,
    Option,
    Person,
    PlacePool,
    PlanningFault,
    PlanningProblem,
    School,
    Settings,
    UnderWay,
    Wish,
)
from pafyll.domain.planning.reasons import turn_of, turns_of
from pafyll.domain.planning.texts import Text

__all__ = [
    "Budget",
    "Companions",
    "Funding",
    "Gap",
    "Infeasible",
    "Locked",
    "Move",
    "Option",
    "Person",
    "PlacePool",
    "Plan",
    "PlanCosts",
    "PlanLine",
    "PlanningFault",
    "PlanningProblem",
    "Reached",
    "School",
    "Settings",
    "Shortage",
    "Text",
    "Turn",
    "UnderWay",
    "Unplaced",
    "Wish",
    "plan",
    "replan",
    "turn_of",
    "turns_of",
]
