"""Regional ordning: the figures and their sources are in parameters.yaml."""

from pafyll.domain.parameters import parameters_of
from pafyll.domain.schemes.collective.scheme import CollectiveScheme

SCHEME = CollectiveScheme("regional", "Regional ordning", parameters_of(__file__))
