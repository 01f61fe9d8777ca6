"""Dated values with unit and source: `rate.on(day)` answers, or says by name that no value is in force."""

from pafyll.domain.parameters.loading import parameters_from, parameters_of
from pafyll.domain.parameters.parameter import DatedValue, NoValueInForce, Parameter, ParameterFault

__all__ = ["DatedValue", "NoValueInForce", "Parameter", "ParameterFault", "parameters_from", "parameters_of"]
