"""Stipendordningen for yrkesfaglærere: no amount has been found published."""

from pafyll.domain.parameters import parameters_of
from pafyll.domain.schemes.scheme import Scheme
from pafyll.domain.schemes.ways import ByCredits

SCHEME = Scheme(
    "vocational_scholarship",
    "Stipendordning for yrkesfaglærere",
    paid_to="teacher",
    parameters=parameters_of(__file__),
    pays=ByCredits({"state": "scholarship_per_30_credits"}),
)
