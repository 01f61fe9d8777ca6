"""The applications with all that belongs to them, as rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import numpy as np

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import (
    Application,
    ApplicationVersion,
    OwnerApproval,
    Ranking,
    RankingEntry,
    RankingVersion,
    Round,
    Statement,
)
from pafyll.apps.applications.services.contents import fingerprint
from pafyll.apps.casework.models import Event
from pafyll.apps.casework.sealing_events import sealed
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.devtools.seed.nation.applicants import Applicants
from pafyll.devtools.seed.nation.catalogue import Catalogue
from pafyll.devtools.seed.nation.contents import content_of
from pafyll.devtools.seed.nation.owners import Owners
from pafyll.devtools.seed.nation.people import People, Role
from pafyll.devtools.seed.nation.qualifications import Qualifications
from pafyll.devtools.seed.story.days import at
from pafyll.domain.lifecycles.application import ApplicationStatus as S
from pafyll.domain.lifecycles.ranking import RankingStatus

SCHEMES = (("substitute", ""), ("substitute", "scholarship"), ("scholarship", "substitute"), ("scholarship", ""))
REASONS = ("not_in_plan", "not_in_budget", "no_substitute", "too_many_from_school")
MOTIVATION = "Jeg underviser i faget, og skolen mangler studiepoeng i det."
DAYS_OPEN = 28


@dataclass(frozen=True)
class Wishes:
    """What each applicant wants: first and second offer, schemes in order, and what travel would cost."""

    applicants: Applicants
    first: list[StudyOffer]
    second: list[StudyOffer | None]
    scheme_1: list[str]
    scheme_2: list[str]
    travel: list[int]


def draw_wishes(applicants: Applicants, catalogue: Catalogue, rng: np.random.Generator) -> Wishes:
    """Popular offers first: places run out in some while others stand half empty."""
    number = applicants.number
    draws = rng.random((number, 2)).tolist()
    wants_two = (rng.random(number) < 0.6).tolist()
    schemes = rng.choice(len(SCHEMES), size=number, p=[0.3, 0.35, 0.1, 0.25]).tolist()
    chosen = [
        _choices(catalogue.by_subject[subject], draw, two)
        for subject, draw, two in zip(applicants.subject, draws, wants_two, strict=True)
    ]
    return Wishes(
        applicants,
        first=[first for first, _ in chosen],
        second=[second for _, second in chosen],
        scheme_1=[SCHEMES[scheme][0] for scheme in schemes],
        scheme_2=[SCHEMES[scheme][1] for scheme in schemes],
        travel=[1000 * int(thousand) for thousand in rng.integers(0, 13, size=number)],
    )


def _choices(offers: list[StudyOffer], draw: list[float], two: bool) -> tuple[StudyOffer, StudyOffer | None]:
    """The square of the draw makes the first offers of a subject the popular ones."""
    first = offers[int(draw[0] ** 2 * len(offers))]
    others = [offer for offer in offers if offer is not first]
    return first, others[int(draw[1] * len(others))] if two and others else None


@dataclass
class Applications:
    """Rows to be written, in the order in which they refer to each other."""

    applications: list[Application] = field(default_factory=list)
    versions: list[ApplicationVersion] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    approvals: list[OwnerApproval] = field(default_factory=list)
    rankings: list[Ranking] = field(default_factory=list)
    entries: list[RankingEntry] = field(default_factory=list)
    lists: list[RankingVersion] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


def write_applications(
    round: Round, owners: Owners, people: People, wishes: Wishes, qualified: Qualifications, rng: np.random.Generator
) -> Applications:
    """Every application sent, stated, answered and ranked before the owners' deadline."""
    rows = Applications()
    minutes = rng.integers(0, DAYS_OPEN * 24 * 60, size=wishes.applicants.number).tolist()
    supported = (rng.random(wishes.applicants.number) < 0.93).tolist()
    for n in range(wishes.applicants.number):
        application = _application(round, owners, people, wishes, qualified, n, minutes[n])
        rows.applications.append(application)
        _papers(rows, application, people, supported[n], bool(wishes.applicants.rank[n]))
    _rankings(rows, round, owners, people, wishes.applicants)
    return rows


def _application(
    round: Round, owners: Owners, people: People, wishes: Wishes, qualified: Qualifications, n: int, minute: int
) -> Application:
    teacher = int(wishes.applicants.teacher[n])
    school = owners.schools[int(people.school_of[teacher])]
    person = people.teachers[teacher]
    people.log_in(person)
    people.grant(person, Role.TEACHER, school)
    sent = round.opens_at + timedelta(minutes=minute)
    first = wishes.first[n]
    return Application(
        pk=n + 1,
        round=round,
        number=f"{round.study_year}-{n + 1:05d}",
        person=person,
        school=school,
        owner=owners.owners[int(wishes.applicants.owner[n])],
        status=S.RANKED if wishes.applicants.rank[n] else S.REJECTED,
        step="receipt",
        offer_1=first,
        offer_2=wishes.second[n],
        semesters=_semesters(first, wishes.second[n]),
        scheme_1=wishes.scheme_1[n],
        scheme_2=wishes.scheme_2[n],
        travel_1=wishes.travel[n],
        travel_2=wishes.travel[n] if wishes.second[n] else 0,
        motivation=MOTIVATION,
        known_facts=qualified.known[n],
        lacks_credits=qualified.lacks[n],
        version=1,
        submitted_at=sent,
        changed_at=sent,
    )


def _semesters(first: StudyOffer, second: StudyOffer | None) -> str:
    """One semester only where both choices run in that one alone, so that each choice can be taken."""
    offers = [offer for offer in (first, second) if offer is not None]
    starts = {offer.starts_in for offer in offers}
    if len(starts) > 1 or any(offer.semesters == 2 for offer in offers):
        return "both"
    return {"H": "autumn", "V": "spring"}[first.starts_in]


def _papers(rows: Applications, application: Application, people: People, supported: bool, approved: bool) -> None:
    key, sent, author = application.pk, application.submitted_at, application.person.user
    school, owner = application.school, application.owner
    assert sent
    assert author
    assert school
    assert owner
    content = content_of(application)
    rows.versions.append(
        ApplicationVersion(
            pk=key,
            application=application,
            number=1,
            content=content,
            content_hash=fingerprint(content),
            submitted_by=author,
            submitted_at=sent,
        )
    )
    rows.statements.append(
        Statement(
            pk=key,
            application=application,
            supports=supported,
            reason="Skolen trenger kompetansen." if supported else "Skolen har nok lærere med faget.",
            by=people.principal_of[school.pk],
            at=sent + timedelta(hours=20),
        )
    )
    officer, answered = people.officer_of[owner.pk], _answered_at(application)
    rows.approvals.append(
        OwnerApproval(
            pk=key,
            application=application,
            approved=approved,
            reason_code="" if approved else REASONS[key % len(REASONS)],
            by=officer,
            at=answered,
        )
    )
    _tell(rows, application, S.DRAFT, S.SUBMITTED, author, sent)
    _tell(rows, application, S.STATED, S.APPROVED if approved else S.REJECTED, officer, answered)


def _answered_at(application: Application) -> datetime:
    return at(date(application.round.study_year, 3, 2 + application.pk % 10), 8 + application.pk % 8)


def _tell(rows: Applications, application: Application, before: S, after: S, by: User, when: datetime) -> None:
    key = len(rows.events) + 1
    told = Event(pk=key, about=application.about, verb=after, before=before, after=after, by=by, at=when)
    rows.events.append(sealed(told))


def _rankings(rows: Applications, round: Round, owners: Owners, people: People, applicants: Applicants) -> None:
    """One submitted list for every owner that has approved somebody; no ties and no gaps."""
    when = at(date(round.study_year, 3, 13), 14)
    in_order = np.lexsort((applicants.rank, applicants.owner))
    ranked = in_order[applicants.rank[in_order] > 0].tolist()
    for n in ranked:
        owner = owners.owners[int(applicants.owner[n])]
        if not rows.rankings or rows.rankings[-1].owner_id != owner.pk:
            _new_list(rows, round, people.officer_of[owner.pk], owner.pk, when)
        application = rows.applications[n]
        rows.entries.append(
            RankingEntry(
                pk=len(rows.entries) + 1,
                ranking=rows.rankings[-1],
                application=application,
                position=int(applicants.rank[n]),
            )
        )
        rows.lists[-1].order.append(application.pk)


def _new_list(rows: Applications, round: Round, officer: User, owner_key: int, when: datetime) -> None:
    key = len(rows.rankings) + 1
    ranking = Ranking(
        pk=key,
        round=round,
        owner_id=owner_key,
        status=RankingStatus.SUBMITTED,
        version=1,
        submitted_at=when,
        submitted_by=officer,
    )
    rows.rankings.append(ranking)
    rows.lists.append(RankingVersion(pk=key, ranking=ranking, number=1, order=[], by=officer, at=when))
