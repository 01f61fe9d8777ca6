"""Who gets in at this desk."""

from pafyll.apps.organisations.models import RoleGrant
from pafyll.web.components.gates import Gate

Role = RoleGrant.Role

GATE = Gate("owner", roles={Role.OWNER_OFFICER, Role.OWNER_DECIDER}, refusal="Denne siden er for skoleeiere.")
