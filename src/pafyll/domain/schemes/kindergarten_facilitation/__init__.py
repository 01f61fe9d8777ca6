"""Tilretteleggingsmidler: the kindergarten's owner is paid to make a place possible."""

from pafyll.domain.parameters import parameters_of
from pafyll.domain.schemes.scheme import Scheme
from pafyll.domain.schemes.ways import ByCredits

SCHEME = Scheme(
    "kindergarten_facilitation",
    "Tilretteleggingsmidler for barnehager",
    paid_to="owner",
    parameters=parameters_of(__file__),
    pays=ByCredits({"state": "grant_per_30_credits"}),
)
