"""Tilskuddet fra 2026: leave with pay, shared by state and owner, within a frame that each owner gets."""

from pafyll.domain.parameters import parameters_of
from pafyll.domain.schemes.scheme import Scheme
from pafyll.domain.schemes.ways import ByPercent

SCHEME = Scheme(
    "paid_leave",
    "Permisjon med lønn (tilskuddet fra 2026)",
    paid_to="owner",
    parameters=parameters_of(__file__),
    pays=ByPercent("cost_per_30_credits", shares=("state", "owner")),
)
