"""Oppfølgingsordningen: the figures and their sources are in parameters.yaml."""

from pafyll.domain.parameters import parameters_of
from pafyll.domain.schemes.collective.scheme import CollectiveScheme

SCHEME = CollectiveScheme("follow_up", "Oppfølgingsordningen", parameters_of(__file__))
