"""Stipendordningen: the teacher is paid, through the owner, to study in her own time."""

from pafyll.domain.parameters import parameters_of
from pafyll.domain.schemes.scheme import Scheme, per_30_credits

P = parameters_of(__file__)
SCHEME = Scheme(
    "scholarship",
    "Stipendordning",
    paid_to="teacher",
    parameters=P,
    amount=per_30_credits(P["scholarship_per_30_credits"], P["max_credits_paid"]),
)
