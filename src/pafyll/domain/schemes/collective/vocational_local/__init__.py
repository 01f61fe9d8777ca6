"""Lokal kompetanseutvikling i fag- og yrkesopplæringen: the figures and their sources are in parameters.yaml."""

from pafyll.domain.parameters import parameters_of
from pafyll.domain.schemes.collective.scheme import CollectiveScheme

SCHEME = CollectiveScheme(
    "vocational_local", "Lokal kompetanseutvikling i fag- og yrkesopplæringen", parameters_of(__file__)
)
