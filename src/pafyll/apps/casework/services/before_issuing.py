"""What upper apps have to say before a case paper is issued. They register when Django starts; issuing asks here."""

from __future__ import annotations

from collections.abc import Callable

from pafyll.apps.casework.models import Case
from pafyll.domain.answers import Answer, first_no

Ask = Callable[[Case], Answer]
_asked: list[Ask] = []


def when_about_to_issue(ask: Ask) -> None:
    """ask(case) is a no when something should be settled first; who issues may still go on in spite of it."""
    if ask not in _asked:
        _asked.append(ask)


def said_before_issuing(case: Case) -> Answer:
    """The first thing that anybody has to say."""
    return first_no([ask(case) for ask in _asked])
