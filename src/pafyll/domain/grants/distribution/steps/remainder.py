"""What becomes of money that is left in a pot."""

from __future__ import annotations

from dataclasses import dataclass

from pafyll.domain.grants.distribution.fields import Field
from pafyll.domain.grants.distribution.flow import Flow
from pafyll.domain.grants.distribution.step import POT, Step, Wording
from pafyll.domain.grants.distribution.texts import Text

RETURNED, REANNOUNCED = "returned", "reannounced"
FATES = {RETURNED: "Føres tilbake til staten", REANNOUNCED: "Lyses ut på nytt"}


@dataclass(frozen=True)
class Remainder(Step):
    """Returned or announced again. It never goes to another pot by itself."""

    WORD = "remainder"
    LABEL = "Si hva som skjer med resten"
    FIELDS = (POT, Field("fate", "Det som er igjen", "choice", codes=FATES))
    EMPTIES = True
    WORDS = {
        RETURNED: "Det som er igjen i {pot}, føres tilbake til staten.",
        REANNOUNCED: "Det som er igjen i {pot}, lyses ut på nytt.",
    }
    pot: str
    fate: str

    def words(self, said: Wording) -> Text:
        return Text(self.WORDS[self.fate], {"pot": said.pot(self.pot)})

    def apply(self, flow: Flow, number: int) -> None:
        flow.leave(self.pot, self.fate)
