"""What a teacher of the story applies for: a study in a subject she teaches, at her stage where there is one."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pafyll.apps.applications.models import Round
from pafyll.apps.applications.services.contents import Contents
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.organisations.models import Person
from pafyll.apps.planning.models import CreditsHeld, SubjectTaught
from pafyll.devtools.seed.story.days import CURRENT, MIDDLE, TODAY
from pafyll.devtools.seed.story.world import World
from pafyll.domain.rules.qualification import standing
from pafyll.domain.rules.subjects import subject_name

SCHEMES = (("substitute", "scholarship"), ("substitute", ""), ("scholarship", "substitute"), ("scholarship", ""))
# Kari asked for natural science a year ago and got a no; this year she asks for what she teaches.
KARIS = {MIDDLE: ("NAT1", None), CURRENT: ("MAT1", "MAT2")}


def wish_of(world: World, round: Round, teacher: Person, school: str, number: int) -> Contents:
    """The contents of the teacher's application; number varies schemes and travel."""
    first, second = _offers(world, round, teacher)
    schemes = SCHEMES[number % len(SCHEMES)]
    travel = 4000 + 500 * (number % 6)
    subject, place = subject_name(first.programme.subject), world.organisations[school]
    return Contents(
        school=place.pk,
        offer_1=first.pk,
        offer_2=second.pk if second else None,
        scheme_1=schemes[0],
        scheme_2=schemes[1],
        travel_1=travel if first.gatherings else 0,
        travel_2=travel if second and second.gatherings else 0,
        motivation=f"{subject} er et fag vi trenger flere i på {place.name}, og jeg vil gjerne bli en av dem.",
    )


def as_other_study(contents: Contents) -> Contents:
    """The same application for a study outside the catalogue."""
    return replace(
        contents,
        offer_1=None,
        offer_2=None,
        travel_1=0,
        travel_2=0,
        other_study_name="Matematikkdidaktikk for lærere",
        other_study_provider="Universitetet på Sørøya",
        other_study_subject="mathematics",
        other_study_credits=Decimal(15),
        semesters="autumn",
    )


def _offers(world: World, round: Round, teacher: Person) -> tuple[StudyOffer, StudyOffer | None]:
    published = [one for one in world.offers[round.study_year] if one.status == StudyOffer.Status.PUBLISHED]
    if teacher == world.people["kari"] and round.study_year in KARIS:
        by_code = {offer.programme.code: offer for offer in published}
        first, second = KARIS[round.study_year]
        return by_code[first], by_code.get(second or "")
    return _drawn(world, published, teacher)


def _drawn(world: World, published: list[StudyOffer], teacher: Person) -> tuple[StudyOffer, StudyOffer | None]:
    """Most often a study in what she lacks credits in; else one that fits, one in a subject of hers, or any."""
    taught = dict(
        SubjectTaught.objects.filter(person=teacher, school_year=CURRENT - 1)
        .order_by("pk")
        .values_list("subject", "stage")
    )
    same_subject = [offer for offer in published if offer.programme.subject in taught]
    fitting = [offer for offer in same_subject if _fits(offer, taught[offer.programme.subject])]
    lacking = [offer for offer in fitting if offer.programme.subject in _lacking(teacher, taught)]
    wanted = lacking if world.random.random() < 0.8 else fitting
    first = world.random.choice(wanted or fitting or same_subject or published)
    second = world.random.choice(fitting or published)
    wants_second = world.random.random() < 0.6 and second != first
    return first, second if wants_second else None


def _fits(offer: StudyOffer, stage: str) -> bool:
    return offer.programme.stages in (stage, "1-10")


def _lacking(teacher: Person, taught: dict[str, str]) -> set[str]:
    held = dict(CreditsHeld.objects.filter(person=teacher).values_list("subject", "credits"))
    return {code for code, stage in taught.items() if standing(code, stage, held.get(code, Decimal(0)), TODAY).lacks}
