"""What is known before a report is written: from the award, the half-way report, the own contribution and the need."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pafyll.apps.forums.models import NeedsNotification
from pafyll.apps.grants.models import Award, AwardReport
from pafyll.apps.grants.services.reporting_awards import documented
from pafyll.domain.lifecycles.award import AwardReportStatus
from pafyll.domain.lifecycles.needs_notification import NeedsNotificationStatus as N
from pafyll.domain.values import Kroner

# The standard form's questions about people, and the report's categories that they are.
PEOPLE = {"teachers": "teachers", "kindergarten_staff": "kindergarten_teachers", "leaders": "leaders"}


@dataclass(frozen=True)
class ReportStart:
    """What the form begins with; need is what the numbers of people and the goals come from, where there is one."""

    own_contribution: Kroner
    used: int | None = None
    unused_because: str = ""
    goals: str = ""
    participants: dict[str, int] = field(default_factory=dict)
    need: NeedsNotification | None = None
    midterm: AwardReport | None = None


def report_start(award: Award, kind: str) -> ReportStart:
    """For a report of the kind that nobody has begun on. Three queries.

    The half-way report comes before the need, because it is newer. What is used is not guessed before it is reported.
    """
    own, need = documented(award), need_of(award)
    found = _from_need(need)
    midterm = None if kind == AwardReport.Kind.MIDTERM else _midterm(award)
    if midterm is None:
        return ReportStart(own, need=need, **found)
    found |= {"participants": midterm.participants or found.get("participants", {})}
    found |= {"used": midterm.used, "unused_because": midterm.unused_because}
    return ReportStart(own, need=need, midterm=midterm, **found)


def need_of(award: Award) -> NeedsNotification | None:
    """The recipient's need that the award answers: the one sent last in the scheme year. One query."""
    rows = NeedsNotification.objects.filter(scheme_year=award.scheme_year_id, owner=award.recipient_id)
    sent = rows.filter(sent_at__isnull=False).exclude(status=N.WITHDRAWN)
    return sent.order_by("-sent_at", "-pk").first()


def _midterm(award: Award) -> AwardReport | None:
    rows = award.reports.filter(kind=AwardReport.Kind.MIDTERM)
    return rows.exclude(status=AwardReportStatus.DRAFT).first()


def _from_need(need: NeedsNotification | None) -> dict[str, Any]:
    if need is None:
        return {}
    answers = need.answers
    people = {category: answers[key] for key, category in PEOPLE.items() if isinstance(answers.get(key), int)}
    return {"goals": str(answers.get("goals", "")), "participants": {k: n for k, n in people.items() if n > 0}}
