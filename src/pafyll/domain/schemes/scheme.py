"""What a financing scheme is: a code, a label, who is paid, its dated parameters, how it pays and what it covers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pafyll.domain.parameters import DatedValue, NoValueInForce, Parameter, ParameterFault
from pafyll.domain.schemes.asked import Asked, Part
from pafyll.domain.schemes.ways import Way

PAID_TO = ("owner", "teacher", "provider")
STUDY, TRAVEL = "study", "travel"
OWN_TIME, RELEASE = "own_time_percent_for_30_credits", "release_percent_for_30_credits"


@dataclass(frozen=True, eq=False)
class Scheme:
    """A way of paying for a study.

    paid_to is who the state's money is for: "owner", "teacher" (through the owner) or "provider".
    covers is what is paid for; two schemes that cover the same never pay for one study (double funding).
    is_in_rounds: teachers apply for it in the rounds of today. in_own_time: all of the study is the teacher's time.
    """

    code: str
    label: str
    paid_to: str
    parameters: Mapping[str, Parameter]
    pays: Way
    covers: str = STUDY
    is_in_rounds: bool = False
    in_own_time: bool = False

    def __post_init__(self) -> None:
        unknown = {"regime", *filter(None, self.pays.names)} - self.parameters.keys()
        if unknown or self.paid_to not in PAID_TO:
            raise ParameterFault(f"{self.code}: no such parameter or payee: {sorted(unknown) or self.paid_to}")

    @property
    def rates(self) -> list[Parameter]:
        """The scheme's parameters in kroner."""
        return [parameter for parameter in self.parameters.values() if parameter.unit == "NOK"]

    def regime(self, day: date) -> DatedValue:
        """The rules that the scheme follows on the day. Raises NoValueInForce when it is not in force then."""
        return self.parameters["regime"].dated(day)

    def parts(self, asked: Asked) -> list[Part]:
        """Who pays how much. Raises NoValueInForce when a rate is missing or the scheme is not in force."""
        self.regime(asked.on)
        return self.pays.parts(asked)

    def optional(self, name: str, day: date) -> DatedValue | None:
        """A parameter that not every scheme has, on the day; None where no source gives it."""
        try:
            return self.parameters[name].dated(day) if name in self.parameters else None
        except NoValueInForce:
            return None
