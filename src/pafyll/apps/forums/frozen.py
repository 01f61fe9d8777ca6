"""What is written once: a form in use, a receipt, a file of figures, a distribution that has been run, and a choice."""

from pafyll.apps.casework.freezing import Frozen

_IN_USE = "OLD.status IN ('live', 'replaced') AND OLD.content{cast} <> NEW.content{cast}"
NEEDS = Frozen(
    function="forums_refuse_needs",
    refused="A form in use and a receipt are never altered: make a new version",
    tables={"forums_formversion": _IN_USE.format(cast=""), "forums_needsreceipt": ""},
    on_postgresql={"forums_formversion": _IN_USE.format(cast="::text")},  # json has no equality there
)
DISTRIBUTIONS = Frozen(
    function="forums_refuse_distribution",
    refused="A distribution that has been run is never altered: run it again, or choose another",
    tables={"forums_distributionrun": "", "forums_distributionchoice": ""},
    verbs=("UPDATE", "DELETE"),
)
KEY_FILES = Frozen(
    function="forums_refuse_key_file",
    refused="A file of figures is never altered: send another",
    tables={"forums_keyfile": ""},
    verbs=("UPDATE", "DELETE"),
)
