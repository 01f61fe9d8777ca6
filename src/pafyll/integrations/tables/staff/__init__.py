"""The staff file: who teaches what at which stage, and what their qualifications rest on.

read_staff(path, mapping=None, today=…) -> CheckedStaff      judge a file; nothing is written anywhere
read_staff(content, name="ansatte.xlsx", …) -> CheckedStaff  the same for bytes that were sent in
headings_of(path) -> tuple of headings                       what a person chooses a mapping for
propose_mapping(headings) -> Proposal                        what we believe that each heading is
failed_rows_file(checked, translate) -> (name, bytes)        the failed rows and their faults, in the same format
facts_of(row) -> TeacherFacts, deviations_of(row)            a sound row, as the rules of qualification read it
"""

from pafyll.integrations.tables.staff.columns import STAFF
from pafyll.integrations.tables.staff.failed import failed_rows_file
from pafyll.integrations.tables.staff.headings import (
    LEAVE_OUT,
    Proposal,
    column_called,
    heading_of,
    propose_mapping,
    unknown_headings,
)
from pafyll.integrations.tables.staff.reading import CheckedStaff, headings_of, read_staff
from pafyll.integrations.tables.staff.teachers import asked_of, deviations_of, facts_of

__all__ = [
    "LEAVE_OUT",
    "STAFF",
    "CheckedStaff",
    "Proposal",
    "asked_of",
    "column_called",
    "deviations_of",
    "facts_of",
    "failed_rows_file",
    "heading_of",
    "headings_of",
    "propose_mapping",
    "read_staff",
    "unknown_headings",
]
