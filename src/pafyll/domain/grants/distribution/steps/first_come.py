"""First come, first served."""

from __future__ import annotations

from dataclasses import dataclass

from pafyll.domain.grants.distribution.fitting import Ask
from pafyll.domain.grants.distribution.recipients import Request
from pafyll.domain.grants.distribution.steps.requests import Requests


@dataclass(frozen=True)
class FirstCome(Requests):
    """The order is the moment that the request came. The same moment goes by organisation number."""

    WORD = "first_come"
    LABEL = "Først til mølla"
    SENTENCE = "{pot} går til forespørslene fra {who} i den rekkefølgen de kommer inn."
    BECAUSE = "{title} kom inn {received}."

    def _ask(self, request: Request) -> Ask | None:
        return Ask(request, request.kroner, self.BECAUSE, {"received": request.received}) if request.kroner else None

    def _order(self, ask: Ask) -> tuple[str, str, str]:  # type: ignore[override]
        return ask.request.received, ask.request.number, ask.request.id
