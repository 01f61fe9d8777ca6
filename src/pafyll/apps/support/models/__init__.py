"""What the support desk keeps."""

from pafyll.apps.support.models.bulk import BulkFile, BulkRow
from pafyll.apps.support.models.faults import FormFault
from pafyll.apps.support.models.reorganisation import (
    Reorganisation,
    ReorganisationChoice,
    ReorganisationSource,
    ReorganisationTarget,
)

__all__ = [
    "BulkFile",
    "BulkRow",
    "FormFault",
    "Reorganisation",
    "ReorganisationChoice",
    "ReorganisationSource",
    "ReorganisationTarget",
]
