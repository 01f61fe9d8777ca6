"""The accessibility statement, made of what the last run found and of the faults that we know of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from pafyll.web.public.known_faults import KnownFault
from pafyll.web.public.looked_at import LookedAt

COLOURS = {
    "light": pgettext_lazy("colours", "lyse"),
    "dark": pgettext_lazy("colours", "mørke"),
    "forced": pgettext_lazy("colours", "maskinens egne, med høy kontrast"),
}


def statement(run: LookedAt | None, known: Sequence[KnownFault]) -> dict[str, Any]:
    """What the page shows. Nothing of it but the known faults and the address comes from elsewhere than the run."""
    shown: dict[str, Any] = {"run": run, "known": known, "contact": settings.CONTACT, "status": _status(run, known)}
    if run is None:
        return shown
    names = dict(settings.LANGUAGES)
    return shown | {
        "languages": [names[code] for code in run.ways(0)],
        "widths": sorted((int(one) for one in run.ways(1)), reverse=True),
        "colours": [COLOURS[one] for one in run.ways(2)],
        "faults": run.faults.most_common(),
    }


def _status(run: LookedAt | None, known: Sequence[KnownFault]) -> str:
    if run is None:
        return _("Sidene er ikke prøvd, så vi sier ikke om de følger kravene.")
    if run.faults or known:
        return _("Nettstedet følger kravene delvis. Feilene vi kjenner, står under.")
    return _("Prøven fant ingen brudd på kravene. Ikke alle krav kan prøves av en maskin, så vi sier ikke mer enn det.")
