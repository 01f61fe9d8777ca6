"""Stipendordningen: the teacher is paid, through the owner, to study in her own time."""

from pafyll.domain.parameters import parameters_of
from pafyll.domain.schemes.scheme import Scheme
from pafyll.domain.schemes.ways import ByCredits

SCHEME = Scheme(
    "scholarship",
    "Stipendordning",
    paid_to="teacher",
    parameters=parameters_of(__file__),
    pays=ByCredits({"state": "scholarship_per_30_credits"}, at_most="max_credits_paid"),
    is_in_rounds=True,
    in_own_time=True,
)
