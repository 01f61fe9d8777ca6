"""What must be signed before an assignment starts: its budget, and the checklists of project and unit."""

from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status


class BudgetStatus(Status):
    DRAFT = "draft", "Utkast"
    SIGNED = "signed", "Signert"
    REPLACED = "replaced", "Erstattet"


B = BudgetStatus
ASSIGNMENT_BUDGET = Lifecycle(
    "assignment_budget",
    "budsjettet",
    BudgetStatus,
    {
        B.DRAFT: {B.SIGNED},  # by the project economist
        B.SIGNED: {B.REPLACED},  # when a later version is signed
        B.REPLACED: set(),
    },
)


class ChecklistStatus(Status):
    DRAFT = "draft", "Utkast"
    PRESENTED = "presented", "Signert av prosjektlederen"
    SIGNED = "signed", "Signert"
    REOPENED = "reopened", "Åpnet på nytt"


C = ChecklistStatus
CHECKLIST = Lifecycle(
    "checklist",
    "sjekklisten",
    ChecklistStatus,
    {
        C.DRAFT: {C.PRESENTED, C.SIGNED},  # the project's is presented first; the unit's is signed at once
        C.PRESENTED: {C.SIGNED, C.REOPENED},  # by the project economist
        C.SIGNED: {C.REOPENED},  # with a reason; a new version begins as a draft
        C.REOPENED: set(),
    },
)
