"""Who applies for what, and how far each application has come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count

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
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.organisations.models import Person
from pafyll.devtools.seed.story.days import CURRENT, FINISHED, MIDDLE, at
from pafyll.devtools.seed.story.world import World
from pafyll.domain.lifecycles.application import ApplicationStatus as S
from pafyll.domain.lifecycles.ranking import RankingStatus

OWNERS = {
    "fjordvik": ("fjordvik_school", "nes", "lia"),
    "storby": ("sentrum", "elvebakken", "hammeren", "marka"),
    "county": ("storby_upper", "fjordvik_upper"),
    "nordlys": ("nordlys_school",),
}
OFFICERS = {"fjordvik": "siri", "storby": "ola", "county": "gro", "nordlys": "vigdis"}

# How far the applications of each owner have come in the current round, in order.
FATES = {
    "fjordvik": (
        S.STATED,
        S.SUBMITTED,
        S.DRAFT,
        S.STATED,
        S.APPROVED,
        S.APPROVED,
        S.REJECTED,
        S.SUBMITTED,
        S.WITHDRAWN,
    ),
    "storby": (S.APPROVED,) * 8 + (S.REJECTED, S.SUBMITTED, S.STATED, S.DRAFT, S.SUBMITTED, S.STATED),
    "county": (S.SUBMITTED, S.STATED, S.SUBMITTED, S.SUBMITTED),
    "nordlys": (S.RANKED, S.RANKED, S.RANKED),
}
EARLIER = {
    "fjordvik": (S.GRANTED, S.REFUSED, S.GRANTED, S.REFUSED, S.REJECTED),
    "storby": (S.GRANTED, S.GRANTED, S.REFUSED, S.GRANTED, S.REFUSED, S.REJECTED, S.LAPSED, S.GRANTED),
    "county": (S.GRANTED, S.REFUSED, S.LAPSED),
    "nordlys": (S.GRANTED,),
}
SCHEMES = (("substitute", ""), ("substitute", "scholarship"), ("scholarship", "substitute"), ("scholarship", ""))
LISTED = {S.APPROVED, S.RANKED, S.GRANTED, S.REFUSED}
STATED = {S.STATED, S.APPROVED, S.REJECTED, S.RANKED, S.GRANTED, S.REFUSED, S.LAPSED}


def write_applications(world: World) -> None:
    """Applications in three rounds, with statements, approvals and rankings as their status says."""
    for year in (FINISHED, MIDDLE, CURRENT):
        numbers = count(1)
        for owner, fates in (FATES if year == CURRENT else EARLIER).items():
            _write_for_owner(world, world.rounds[year], owner, fates, numbers)


def _write_for_owner(world: World, round: Round, owner: str, fates: tuple[S, ...], numbers: Iterator[int]) -> None:
    teachers = [(school, teacher) for school in OWNERS[owner] for teacher in world.teachers[school]]
    first = 0 if round.study_year == CURRENT else (round.study_year - FINISHED)
    written = [
        _write(world, round, owner, school, teacher, status, next(numbers))
        for (school, teacher), status in zip(teachers[first:], fates, strict=False)
    ]
    _rank(world, round, owner, [one for one in written if one.status in LISTED])


def _write(world: World, round: Round, owner: str, school: str, teacher: Person, status: S, number: int) -> Application:
    first, second = _choices(world, round, teacher)
    schemes = SCHEMES[number % len(SCHEMES)]
    sent = at(date(round.study_year, 2, 3) + timedelta(days=number % 25), 15, number)
    application = Application.objects.create(
        round=round,
        number=f"{round.study_year}-{number:05d}",
        person=teacher,
        school=world.organisations[school],
        owner=world.organisations[owner],
        status=status,
        step="receipt" if status != S.DRAFT else "scheme",
        offer_1=first,
        offer_2=second,
        scheme_1=schemes[0],
        scheme_2=schemes[1],
        travel_1=4000 + 500 * (number % 6) if first.gatherings else 0,
        motivation=f"Jeg underviser i faget på {world.organisations[school].name} og vil styrke kompetansen min.",
        lacks_credits=_lacks_credits(teacher, first.programme.subject),
        submitted_at=None if status == S.DRAFT else sent,
        changed_at=sent,
    )
    _document(world, application, owner)
    return application


def _choices(world: World, round: Round, teacher: Person) -> tuple[StudyOffer, StudyOffer | None]:
    """An offer in a subject that the teacher teaches, for her stage where there is one, and perhaps a second."""
    offers = [offer for offer in world.offers[round.study_year] if offer.status == StudyOffer.Status.PUBLISHED]
    taught = {row.subject: row.stage for row in teacher.subjects_taught.all()}  # type: ignore[attr-defined]
    fitting = [o for o in offers if o.programme.subject in taught and _fits(o, taught[o.programme.subject])]
    first = (fitting or [o for o in offers if o.programme.subject in taught] or offers)[0]
    others = [offer for offer in fitting if offer != first] or [world.random.choice(offers)]
    second = others[0] if others[0] != first and world.random.random() < 0.6 else None
    return first, second


def _fits(offer: StudyOffer, stage: str) -> bool:
    return offer.programme.stages in (stage, "1-10")


def _lacks_credits(teacher: Person, subject: str) -> bool:
    row = teacher.subjects_taught.filter(subject=subject).first()  # type: ignore[attr-defined]
    held = teacher.credits_held.filter(subject=subject).first()  # type: ignore[attr-defined]
    required = 30 if row and row.stage == "1-7" else 60
    return row is not None and (held.credits if held else 0) < required


def _document(world: World, application: Application, owner: str) -> None:
    """The receipt, the principal's statement and the owner's answer that the status presupposes."""
    if application.status == S.DRAFT:
        return
    author = application.person.user
    sent = application.submitted_at
    ApplicationVersion.objects.create(
        application=application, number=1, content={}, content_hash="0" * 64, submitted_by=author, submitted_at=sent
    )
    if application.status in STATED:
        Statement.objects.create(
            application=application,
            supports=application.status != S.REJECTED,
            reason="Skolen trenger kompetansen.",
            by=world.user("per"),
            at=sent + timedelta(days=2),
        )
    if application.status in LISTED | {S.REJECTED}:
        approved = application.status != S.REJECTED
        OwnerApproval.objects.create(
            application=application,
            approved=approved,
            reason_code="" if approved else "not_a_need",
            reason="" if approved else "Skolen har nok lærere med faget.",
            by=world.user(OFFICERS[owner]),
            at=at(date(application.round.study_year, 3, 4)),
        )


def _rank(world: World, round: Round, owner: str, applications: list[Application]) -> None:
    is_sent = any(one.status != S.APPROVED for one in applications)
    when = at(date(round.study_year, 3, 6), 14)
    officer = world.user(OFFICERS[owner])
    ranking = Ranking.objects.create(
        round=round,
        owner=world.organisations[owner],
        status=RankingStatus.SUBMITTED if is_sent else RankingStatus.OPEN,
        version=1 if applications else 0,
        submitted_at=when if is_sent else None,
        submitted_by=officer if is_sent else None,
    )
    for position, application in enumerate(applications, start=1):
        RankingEntry.objects.create(ranking=ranking, application=application, position=position)
    if applications:
        RankingVersion.objects.create(
            ranking=ranking, number=1, order=[one.pk for one in applications], by=officer, at=when
        )
