"""Who gets in at this desk."""

from pafyll.apps.organisations.models import RoleGrant
from pafyll.web.components.gates import Gate

Role = RoleGrant.Role
ROLES = {
    Role.PROVIDER_OFFICER,
    Role.ASSIGNMENT_COORDINATOR,
    Role.DEPUTY_HEAD,
    Role.SECTION_LEADER,
    Role.UNIT_HEAD,
    Role.PROJECT_ECONOMIST,
    Role.ACADEMIC,
}

GATE = Gate("provider", roles=ROLES, refusal="Denne siden er for studiesteder.")
