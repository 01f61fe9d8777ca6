"""Who gets in at this desk."""

from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import ROLES_BY_KIND
from pafyll.web.components.gates import Gate

ROLES = ROLES_BY_KIND[Organisation.Kind.PROVIDER]

GATE = Gate("provider", roles=ROLES, refusal="Denne siden er for studiesteder.")
