"""A decided reallocation stays as decided, and a computed plan as computed: the database itself refuses a change."""

from pafyll.apps.casework.freezing import Frozen

REALLOCATIONS = Frozen(
    function="planning_refuse_change",
    refused="A decided reallocation is never altered: decide a new one the other way",
    tables={"planning_reallocation": "OLD.status <> 'prepared'"},
)
COMPUTED = Frozen(
    function="planning_refuse_computed",
    refused="What is computed or said is never altered: compute or say it anew",
    tables=dict.fromkeys(
        (
            "planning_planrun",
            "planning_planline",
            "planning_plangap",
            "planning_planmove",
            "planning_findingstance",
        ),
        "",
    ),
)
