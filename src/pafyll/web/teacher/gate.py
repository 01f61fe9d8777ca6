"""Who gets in at this desk."""

from pafyll.apps.organisations.models import RoleGrant
from pafyll.web.components.gates import Gate

Role = RoleGrant.Role

GATE = Gate("teacher", roles={Role.TEACHER}, refusal="Denne siden er for lærere som søker videreutdanning.")
