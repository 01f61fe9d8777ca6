"""The parts that can be closed, each by the beginning of its routes. Reading goes on; what people send waits."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ALWAYS_OPEN = ("logg-ut/", "malform/", "utvikling/")  # one may always leave, and read in one's own language


@dataclass(frozen=True)
class Part:
    """What people call it, and the routes. reading: whether the pages are closed too, not only what is sent."""

    label: Promise
    routes: tuple[str, ...]
    reading: bool = False


PARTS: dict[str, Part] = {
    "applications": Part(_("Søknader"), ("min/soknad/", "min/runde/")),
    "qualifications": Part(_("Kvalifikasjoner"), ("min/kvalifikasjoner/",)),
    "statements": Part(_("Rektors uttalelse"), ("skole/soknad/", "skole/stott-flere/")),
    "ranking": Part(_("Prioritering"), ("eier/prioritering/", "eier/soknader/")),
    "confirming": Part(_("Bekreftelse av deltakere"), ("eier/bekreft/",)),
    "needs": Part(_("Behovsmeldinger"), ("eier/kollektiv/behov", "api/v1/needs")),
    "staff_files": Part(_("Innlesing av ansatte"), ("eier/ansatte/",)),
    "money": Part(
        _("Utbetaling"),
        ("nasjonal/utbetaling/", "nasjonal/utbetalinger/", "nasjonal/oppgjor/", "nasjonal/bevilgning/",
         "nasjonal/kollektiv/utbetaling/"),
    ),
    "inquiries": Part(_("Henvendelser"), ("samarbeid/", "henvendelse/")),
    "answers": Part(_("Svar på undersøkelser"), ("svar/", "pamelding/", "min/undersokelser/")),
    "log_in": Part(_("Innlogging"), ("logg-inn/",), reading=True),
    "api": Part(_("API-et"), ("api/v1/",), reading=True),
    "sending": Part(_("Alt som skal lagres"), ("",)),
    "site": Part(_("Hele nettstedet"), ("",), reading=True),
}  # fmt: skip


def closed_part(closed: frozenset[str], route: str, *, sends: bool) -> str:
    """The code of the closed part that the route belongs to, or "" when it is open."""
    if route.startswith(ALWAYS_OPEN):
        return ""
    for code, part in PARTS.items():
        if code in closed and (sends or part.reading) and route.startswith(part.routes):
            return code
    return ""
