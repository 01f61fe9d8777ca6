"""Refusjon i Finnmark: the state pays back a part of what travel and stay cost the owner."""

from pafyll.domain.parameters import parameters_of
from pafyll.domain.schemes.scheme import TRAVEL, Scheme
from pafyll.domain.schemes.ways import Refund

SCHEME = Scheme(
    "finnmark_travel",
    "Refusjon av reise og opphold i Finnmark",
    paid_to="owner",
    parameters=parameters_of(__file__),
    pays=Refund("refund_percent", at_most="max_per_semester"),
    covers=TRAVEL,
)
