"""Kompetanseløftet for spesialpedagogikk og inkluderende praksis: figures and sources are in parameters.yaml."""

from pafyll.domain.parameters import parameters_of
from pafyll.domain.schemes.collective.scheme import CollectiveScheme

SCHEME = CollectiveScheme(
    "competence_lift", "Kompetanseløftet for spesialpedagogikk og inkluderende praksis", parameters_of(__file__)
)
