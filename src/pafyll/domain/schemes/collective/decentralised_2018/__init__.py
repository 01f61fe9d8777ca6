"""Desentralisert ordning (2017–2020): the figures and their sources are in parameters.yaml."""

from pafyll.domain.parameters import parameters_of
from pafyll.domain.schemes.collective.scheme import CollectiveScheme

SCHEME = CollectiveScheme("decentralised_2018", "Desentralisert ordning (2017–2020)", parameters_of(__file__))
