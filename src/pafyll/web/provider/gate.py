"""Who gets in at this desk."""

from pafyll.apps.organisations.models import RoleGrant
from pafyll.web.components.gates import Gate

Role = RoleGrant.Role

GATE = Gate("provider", roles={Role.PROVIDER_OFFICER}, refusal="Denne siden er for studiesteder.")
