"""Stimuleringsmidler: a sum for each participant in in-service training for vocational teachers."""

from pafyll.domain.parameters import parameters_of
from pafyll.domain.schemes.scheme import Scheme
from pafyll.domain.schemes.ways import FixedSum

SCHEME = Scheme(
    "vocational_incentive",
    "Stimuleringsmidler til etterutdanning i yrkesfag",
    paid_to="owner",
    parameters=parameters_of(__file__),
    pays=FixedSum("grant_per_participant"),
    covers="in_service_training",
)
