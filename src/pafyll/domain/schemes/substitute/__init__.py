"""Vikarordningen: the owner is paid to hire a substitute while the teacher studies."""

from pafyll.domain.parameters import parameters_of
from pafyll.domain.schemes.scheme import Scheme, per_15_credits

P = parameters_of(__file__)
SCHEME = Scheme(
    "substitute",
    "Vikarordning",
    paid_to="owner",
    parameters=P,
    amount=per_15_credits(P["state_grant_per_15_credits"]),
)
