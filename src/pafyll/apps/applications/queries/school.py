"""What a principal sees: the applications from the school, with the facts that a statement rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import QuerySet

from pafyll.apps.applications.models import Application, Round, Statement
from pafyll.apps.applications.permissions.stating import may_state
from pafyll.apps.applications.queries.facts import local_day
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.organisations.reading import reading_everything
from pafyll.apps.planning.queries import Qualifications, qualifications_of
from pafyll.domain.answers import Answer
from pafyll.domain.lifecycles.application import ApplicationStatus as S

REFUSED = (S.REFUSED, S.REJECTED, S.LAPSED)


@dataclass(frozen=True)
class StatementRow:
    """One application as the principal needs it."""

    application: Application
    subject: str
    study_name: str
    lacking: Decimal  # credits lacking in the subject applied for, as taught; 0 when none or unknown
    hours: Decimal  # hours a week in that subject
    refusals: int  # earlier applications that were not granted
    companions: tuple[str, ...]  # others at the school who apply for the same subject
    statement: Statement | None
    is_outdated: bool  # the teacher has sent a new version since the statement
    may_state: Answer
    qualifications: Qualifications

    @property
    def waits(self) -> bool:
        """Whether it is the principal's turn."""
        return bool(self.may_state) and (self.statement is None or self.is_outdated)


@dataclass(frozen=True)
class Progress:
    """How many of the applications have a statement."""

    done: int
    total: int

    @property
    def waiting(self) -> int:
        return self.total - self.done


def applications_from_my_schools(*, viewer: Viewer) -> QuerySet[Application]:
    """Sent applications from the schools the viewer leads; drafts are the teacher's own. One query."""
    sent = Application.objects.filter(school__in=viewer.leads_schools).exclude(status=S.DRAFT)
    sent = sent.filter(submitted_at__isnull=False)  # a draft may be withdrawn or lapse, and is still the teacher's own
    return sent.select_related(
        "round", "person__user", "school", "owner", "statement__by", "approval",
        "offer_1__programme__provider", "offer_2__programme__provider",
    )  # fmt: skip


def statement_rows(*, viewer: Viewer, round: Round, at: datetime) -> list[StatementRow]:
    """Every sent application in the round from the viewer's schools, those that wait first. Nine queries."""
    applications = list(applications_from_my_schools(viewer=viewer).filter(round=round).exclude(status=S.WITHDRAWN))
    rows = rows_of(viewer=viewer, applications=applications, among=applications, at=at)
    return sorted(rows, key=lambda row: (not row.waits, row.application.submitted_at or at, row.application.pk))


def statement_row(*, viewer: Viewer, application: Application, at: datetime) -> StatementRow:
    """One application with the same facts. Nine queries."""
    among = applications_from_my_schools(viewer=viewer).filter(round=application.round_id, school=application.school_id)
    among = among.exclude(status=S.WITHDRAWN)
    return rows_of(viewer=viewer, applications=[application], among=among, at=at)[0]


def progress_of(rows: Iterable[StatementRow]) -> Progress:
    """How many of the rows have a statement on what stands; one that came too late to get any counts as without."""
    counted = list(rows)
    return Progress(sum(bool(row.statement) and not row.is_outdated for row in counted), len(counted))


def rows_of(
    *, viewer: Viewer, applications: list[Application], among: Iterable[Application], at: datetime
) -> list[StatementRow]:
    """Rows for the applications; companions are looked for among the others given. Seven queries."""
    people = [application.person_id for application in applications]
    known = qualifications_of(viewer=viewer, people=people, day=local_day(at))
    earlier = _earlier_refusals(applications)
    others = list(among)
    return [_row(viewer, one, known.get(one.person_id, Qualifications()), earlier, others, at) for one in applications]


def subject_of(application: Application) -> str:
    """The subject of the first choice, or of the study outside the catalogue."""
    return application.offer_1.programme.subject if application.offer_1 else application.other_study_subject


def study_name_of(application: Application) -> str:
    """The name of the first choice, or of the study outside the catalogue."""
    return application.offer_1.programme.name if application.offer_1 else application.other_study_name


def _row(
    viewer: Viewer,
    application: Application,
    known: Qualifications,
    earlier: Counter[int],
    among: list[Application],
    at: datetime,
) -> StatementRow:
    subject = subject_of(application)
    statement = getattr(application, "statement", None)
    lacking = max((row.standing.missing for row in known.taught if row.subject == subject), default=Decimal(0))
    return StatementRow(
        application=application,
        subject=subject,
        study_name=study_name_of(application),
        lacking=lacking,
        hours=known.hours_in(subject),
        refusals=earlier[application.person_id],
        companions=_companions(application, among),
        statement=statement,
        is_outdated=statement is not None and application.status == S.SUBMITTED,
        may_state=may_state(viewer, application, at),
        qualifications=known,
    )


def _companions(application: Application, among: list[Application]) -> tuple[str, ...]:
    subject = subject_of(application)
    same = [
        one
        for one in among
        if one.pk != application.pk and one.school_id == application.school_id and subject_of(one) == subject
    ]
    return tuple(str(one.person) for one in same)


@reading_everything("how often the applicant was refused is counted, whoever she worked for then")
def _earlier_refusals(applications: list[Application]) -> Counter[int]:
    """How many earlier applications of each person were not granted. One query."""
    years = [application.round.study_year for application in applications]
    if not years:
        return Counter()
    earlier = Application.objects.filter(
        person__in=[application.person_id for application in applications],
        status__in=REFUSED,
        submitted_at__isnull=False,
        round__study_year__lt=max(years),
    )
    return Counter(earlier.values_list("person_id", flat=True))
