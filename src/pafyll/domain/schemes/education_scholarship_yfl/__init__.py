"""Utdanningsstipend: one sum for the whole of vocational teacher education."""

from pafyll.domain.parameters import parameters_of
from pafyll.domain.schemes.scheme import Scheme
from pafyll.domain.schemes.ways import FixedSum

SCHEME = Scheme(
    "education_scholarship_yfl",
    "Utdanningsstipend, yrkesfaglærerutdanning",
    paid_to="teacher",
    parameters=parameters_of(__file__),
    pays=FixedSum("scholarship_for_the_education", whole=180),
)
