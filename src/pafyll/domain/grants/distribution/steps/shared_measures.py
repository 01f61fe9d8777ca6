"""Measures that benefit everybody, paid to the one who runs them."""

from __future__ import annotations

from dataclasses import dataclass

from pafyll.domain.grants.distribution.steps.direct import Direct


@dataclass(frozen=True)
class CommonMeasures(Direct):
    """As direct awards, but the money is for everybody and not for the one who receives it."""

    WORD = "common_measures"
    LABEL = "Sett av til fellestiltak"
    SENTENCE = "Fra {pot} settes det av til fellestiltak for alle: {parts}."
    BECAUSE = "Fellestiltak for alle, {title}: {kroner}."
