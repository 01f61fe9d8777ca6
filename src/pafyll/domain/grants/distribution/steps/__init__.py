"""The steps that a pipeline may have, by their word in the file. A new step is a file here and a line below."""

from pafyll.domain.grants.distribution.step import Step
from pafyll.domain.grants.distribution.steps.commitments import Commitments
from pafyll.domain.grants.distribution.steps.direct import Direct
from pafyll.domain.grants.distribution.steps.equal_split import EqualSplit
from pafyll.domain.grants.distribution.steps.first_come import FirstCome
from pafyll.domain.grants.distribution.steps.fixed_pots import FixedPots
from pafyll.domain.grants.distribution.steps.frames import Frames
from pafyll.domain.grants.distribution.steps.percentages import Percentages
from pafyll.domain.grants.distribution.steps.rate import Rate
from pafyll.domain.grants.distribution.steps.remainder import Remainder
from pafyll.domain.grants.distribution.steps.requests import Requests
from pafyll.domain.grants.distribution.steps.share import Share
from pafyll.domain.grants.distribution.steps.shared_measures import CommonMeasures
from pafyll.domain.grants.distribution.steps.unit_costs import UnitCosts

STEPS: dict[str, type[Step]] = {
    step.WORD: step
    for step in (
        Commitments,
        Percentages,
        EqualSplit,
        FixedPots,
        Frames,
        Share,
        Direct,
        CommonMeasures,
        Rate,
        UnitCosts,
        Requests,
        FirstCome,
        Remainder,
    )
}

__all__ = ["STEPS", "Step"]
