"""A competence plan: from a first draft to the one that the owner has adopted, and what replaces it."""

from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status


class PlanStatus(Status):
    DRAFT = "draft", "Under arbeid"
    COMPUTED = "computed", "Regnet ut"
    PROPOSED = "proposed", "Lagt fram til vedtak"
    ADOPTED = "adopted", "Vedtatt"
    REPLACED = "replaced", "Erstattet av en nyere"
    WITHDRAWN = "withdrawn", "Trukket"


S = PlanStatus
COMPETENCE_PLAN = Lifecycle(
    "competence_plan",
    "kompetanseplanen",
    PlanStatus,
    {
        S.DRAFT: {S.COMPUTED, S.WITHDRAWN},
        S.COMPUTED: {S.DRAFT, S.PROPOSED, S.ADOPTED, S.WITHDRAWN},  # draft again when what it rests on is changed
        S.PROPOSED: {S.COMPUTED, S.ADOPTED, S.WITHDRAWN},  # computed again when it is taken out of the case
        S.ADOPTED: {S.REPLACED, S.WITHDRAWN},
        S.REPLACED: set(),
        S.WITHDRAWN: set(),
    },
)
