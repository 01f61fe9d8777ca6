"""Why an owner must put in what it must of its own, before the money for collective development is paid."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from pafyll.apps.grants.models import Award
from pafyll.apps.grants.queries.own_standing import own_reasons
from pafyll.domain.grants.own_contribution import BASES, Standing
from pafyll.web.components.tags.formats import kroner, moment, number, t
from pafyll.web.components.why import Why


def why_of_own(award: Award, standing: Standing | None, *, at: datetime) -> Why | None:
    """What is due, and how much of it is documented. None where nothing is asked for."""
    reasons = own_reasons(award, standing) if standing else None
    if reasons is None:
        return None
    year = award.scheme_year
    return Why(
        figure=_("Egenfinansieringen"),
        rule=_("Eieren skal selv bidra med minst %(percent)s %% av %(base)s. Beløpet rundes opp til hele kroner.")
        % {"percent": year.own_contribution_percent, "base": t(BASES[year.own_contribution_base])},
        source=reasons.source,
        inputs=(
            (_("Kravet"), t(reasons.due)),
            (_("Føringer som ikke er strøket"), number(reasons.entries)),
            (_("Teller med"), kroner(reasons.counted)),
            (_("Teller ikke"), kroner(reasons.not_counted)),
        ),
        when=_("%(now)s, av tildelingene og føringene da.") % {"now": moment(at)},
    )
