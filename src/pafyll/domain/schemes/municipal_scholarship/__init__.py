"""Det gamle kommunale stipendet: a municipality paid its teachers for each credit."""

from pafyll.domain.parameters import parameters_of
from pafyll.domain.schemes.scheme import Scheme
from pafyll.domain.schemes.ways import ByCredits

SCHEME = Scheme(
    "municipal_scholarship",
    "Kommunalt stipend per studiepoeng",
    paid_to="teacher",
    parameters=parameters_of(__file__),
    pays=ByCredits({"owner": "scholarship_per_credit"}, per=1),
)
