"""Stipendordningen i norsk som andrespråk, run by another directorate than the main scheme."""

from pafyll.domain.parameters import parameters_of
from pafyll.domain.schemes.scheme import Scheme
from pafyll.domain.schemes.ways import ByCredits

SCHEME = Scheme(
    "second_language_scholarship",
    "Stipendordning, norsk som andrespråk",
    paid_to="teacher",
    parameters=parameters_of(__file__),
    pays=ByCredits({"state": "scholarship_per_30_credits"}),
)
