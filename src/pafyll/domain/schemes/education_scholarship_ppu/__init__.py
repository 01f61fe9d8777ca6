"""Utdanningsstipend: one sum for the whole of practical-pedagogical education."""

from pafyll.domain.parameters import parameters_of
from pafyll.domain.schemes.scheme import Scheme
from pafyll.domain.schemes.ways import FixedSum

SCHEME = Scheme(
    "education_scholarship_ppu",
    "Utdanningsstipend, PPU og PPU-Y",
    paid_to="teacher",
    parameters=parameters_of(__file__),
    pays=FixedSum("scholarship_for_the_education", whole=60),
)
