"""A plan for all owners who share the country's places: it is computed until it is ready, or stopped."""

from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status


class NationPlanStatus(Status):
    COMPUTING = "computing", "Regnes ut"
    COMPUTED = "computed", "Regnet ut"
    CANCELLED = "cancelled", "Stanset"


S = NationPlanStatus
NATION_PLAN = Lifecycle(
    "nation_plan",
    "planen for landet",
    NationPlanStatus,
    {S.COMPUTING: {S.COMPUTED, S.CANCELLED}, S.COMPUTED: set(), S.CANCELLED: set()},
)
