"""Who gets in at this desk."""

from pafyll.apps.organisations.models import RoleGrant
from pafyll.web.components.gates import Gate

Role = RoleGrant.Role

GATE = Gate("representative", roles={Role.UNION_REPRESENTATIVE}, refusal="Denne siden er for tillitsvalgte.")
