"""Vikarordningen i norsk som andrespråk, run by another directorate than the main scheme."""

from pafyll.domain.parameters import parameters_of
from pafyll.domain.schemes.scheme import Scheme
from pafyll.domain.schemes.ways import ByCredits

SCHEME = Scheme(
    "second_language_substitute",
    "Vikarordning, norsk som andrespråk",
    paid_to="owner",
    parameters=parameters_of(__file__),
    pays=ByCredits({"state": "state_grant_per_30_credits"}),
)
