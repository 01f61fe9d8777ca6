"""Rounds, applications, ranking and allocation runs."""

from pafyll.apps.applications.models.admission import Admission, AdmissionCondition
from pafyll.apps.applications.models.allocation import AllocationResult, AllocationRun, Scenario
from pafyll.apps.applications.models.application import (
    Application,
    ApplicationVersion,
    OwnerApproval,
    Statement,
)
from pafyll.apps.applications.models.confirming import (
    ConfirmationReceipt,
    ConfirmationReminder,
    LateConfirmation,
)
from pafyll.apps.applications.models.dispensation import Dispensation
from pafyll.apps.applications.models.estimates import CostEstimate
from pafyll.apps.applications.models.participation import ConfirmationWindow, Participation, ParticipationTerm
from pafyll.apps.applications.models.planned import PlannedApplication
from pafyll.apps.applications.models.ranking import Ranking, RankingEntry, RankingVersion
from pafyll.apps.applications.models.round import OwnerFrame, Round, RoundRate
from pafyll.apps.applications.models.waiting import FreedPlace, PlaceOffer, QueueExit, WaitingList

__all__ = [
    "Admission",
    "AdmissionCondition",
    "AllocationResult",
    "AllocationRun",
    "Application",
    "ApplicationVersion",
    "ConfirmationReceipt",
    "ConfirmationReminder",
    "ConfirmationWindow",
    "CostEstimate",
    "Dispensation",
    "FreedPlace",
    "LateConfirmation",
    "OwnerApproval",
    "OwnerFrame",
    "Participation",
    "ParticipationTerm",
    "PlaceOffer",
    "PlannedApplication",
    "QueueExit",
    "Ranking",
    "RankingEntry",
    "RankingVersion",
    "Round",
    "RoundRate",
    "Scenario",
    "Statement",
    "WaitingList",
]
