"""Rektorutdanningen: the state pays the place, and nothing for substitutes or scholarships."""

from pafyll.domain.parameters import parameters_of
from pafyll.domain.schemes.scheme import Scheme
from pafyll.domain.schemes.ways import NoMoney

SCHEME = Scheme(
    "principal_education",
    "Rektorutdanning",
    paid_to="provider",
    parameters=parameters_of(__file__),
    pays=NoMoney(),
)
