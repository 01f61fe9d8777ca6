"""Dated values with unit and source: `rate.on(day)` answers, or says by name that no value is in force."""

from pafyll.domain.parameters.loading import parameters_from, parameters_of
from pafyll.domain.parameters.parameter import (
    Claim,
    DatedValue,
    NoValueInForce,
    Parameter,
    ParameterFault,
    SourcesDisagree,
)

__all__ = [
    "Claim",
    "DatedValue",
    "NoValueInForce",
    "Parameter",
    "ParameterFault",
    "SourcesDisagree",
    "parameters_from",
    "parameters_of",
]
