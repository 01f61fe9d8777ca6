"""Kollektiv kompetanseutvikling i barnehage og grunnskole: the figures and their sources are in parameters.yaml."""

from pafyll.domain.parameters import parameters_of
from pafyll.domain.schemes.collective.scheme import CollectiveScheme

SCHEME = CollectiveScheme(
    "collective_2026", "Kollektiv kompetanseutvikling i barnehage og grunnskole", parameters_of(__file__)
)
