"""Who gets in at this desk: those who help people, and the directorate, which decides with them."""

from pafyll.apps.support.permissions import PLANNERS
from pafyll.web.components.gates import Gate

GATE = Gate("support", roles=set(PLANNERS), refusal="Denne siden er for brukerstøtten og direktoratet.")
