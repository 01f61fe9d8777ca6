"""Everyone gets in at this desk."""

from pafyll.web.components.gates import Gate

GATE = Gate("public", roles=None)
