"""What is written once: the tables of a release, and a release that is published."""

from pafyll.apps.casework.freezing import Frozen

FIGURES = Frozen(
    function="statistics_refuse_figures",
    refused="Published figures are never altered: a correction is a new release",
    tables={"statistics_figuretable": "", "statistics_release": "OLD.status = 'published'"},
    verbs=("UPDATE", "DELETE"),
)
