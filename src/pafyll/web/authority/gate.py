"""Who gets in at this desk."""

from pafyll.apps.forums.permissions.scheme_years import run_by
from pafyll.apps.organisations.models import RoleGrant
from pafyll.web.components.gates import Gate

Role = RoleGrant.Role

GATE = Gate(
    "authority",
    roles={Role.DIRECTORATE_OFFICER, Role.DIRECTORATE_DECIDER, Role.COUNTY_GOVERNOR, Role.APPEALS_OFFICER},
    refusal="Denne siden er for direktoratet, statsforvalterne og klageinstansen.",
    # A county authority runs the vocational scheme, and has the pages of collective schemes only.
    parts={
        "nasjonal/kollektiv/": lambda viewer: bool(run_by(viewer)),
        "nasjonal/oppgaver/": lambda viewer: bool(run_by(viewer)),
    },
)
