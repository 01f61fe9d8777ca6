"""What upper apps say about confirming a semester late. They register when Django starts; a no stops the acceptance."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pafyll.domain.answers import Answer, first_no

if TYPE_CHECKING:
    from pafyll.apps.applications.models import ParticipationTerm

Check = Callable[["ParticipationTerm"], Answer]
_checks: list[Check] = []


def check_before_accepting(check: Check) -> None:
    """check(term) is asked inside the transaction in which a late confirmation is accepted."""
    if check not in _checks:
        _checks.append(check)


def may_still_be_confirmed(term: ParticipationTerm) -> Answer:
    """The first no among those who registered, or yes."""
    return first_no([check(term) for check in _checks])
