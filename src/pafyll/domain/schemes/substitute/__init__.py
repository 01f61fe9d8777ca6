"""Vikarordningen: the owner is paid to hire a substitute while the teacher studies."""

from pafyll.domain.parameters import parameters_of
from pafyll.domain.schemes.scheme import Scheme
from pafyll.domain.schemes.ways import ByPercent

SCHEME = Scheme(
    "substitute",
    "Vikarordning",
    paid_to="owner",
    parameters=parameters_of(__file__),
    pays=ByPercent("cost_per_30_credits", shares=("state", "owner", "teacher"), at_most="max_credits_paid"),
    is_in_rounds=True,
)
