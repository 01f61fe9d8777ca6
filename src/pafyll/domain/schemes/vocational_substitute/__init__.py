"""Vikarordningen for yrkesfaglærere: as the substitute scheme, at a rate and with a limit of its own."""

from pafyll.domain.parameters import parameters_of
from pafyll.domain.schemes.scheme import Scheme
from pafyll.domain.schemes.ways import ByCredits

SCHEME = Scheme(
    "vocational_substitute",
    "Vikarordning for yrkesfaglærere",
    paid_to="owner",
    parameters=parameters_of(__file__),
    pays=ByCredits({"state": "state_grant_per_15_credits"}, per=15),
)
