"""Decisions with grounds, appeals against them, outages, jobs, and the history of everything."""

from pafyll.apps.casework.models.appeal import Appeal, GroundsDemand
from pafyll.apps.casework.models.decision import Decision
from pafyll.apps.casework.models.event import Event
from pafyll.apps.casework.models.job import Job
from pafyll.apps.casework.models.outage import Outage

__all__ = ["Appeal", "Decision", "Event", "GroundsDemand", "Job", "Outage"]
