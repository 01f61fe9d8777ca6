"""Lærerspesialistutdanningen: the owner is paid for the cohorts that were under way when it ended."""

from pafyll.domain.parameters import parameters_of
from pafyll.domain.schemes.scheme import Scheme
from pafyll.domain.schemes.ways import ByCredits

SCHEME = Scheme(
    "teacher_specialist",
    "Lærerspesialistutdanning",
    paid_to="owner",
    parameters=parameters_of(__file__),
    pays=ByCredits({"state": "state_grant_per_30_credits"}),
)
