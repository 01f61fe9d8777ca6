"""Studiepermisjon i samisk og finsk: the state pays basic pay, the owner social costs and seniority."""

from pafyll.domain.parameters import parameters_of
from pafyll.domain.schemes.scheme import Scheme
from pafyll.domain.schemes.ways import ByCredits

SCHEME = Scheme(
    "sami_study_leave",
    "Studiepermisjon i samisk og finsk",
    paid_to="owner",
    parameters=parameters_of(__file__),
    pays=ByCredits({"state": "basic_pay_per_30_credits", "owner": "social_costs_per_30_credits"}),
)
