"""What the rules need to know about an application, read from the records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import BigIntegerField, Q, QuerySet

from pafyll.apps.applications.models import Round
from pafyll.apps.applications.services.contents import Contents
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.organisations.models import Employment, Organisation, Person, RoleGrant
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.planning.queries import Qualifications, qualifications_of
from pafyll.apps.planning.queries.facts import as_position, deviations_beside, deviations_in
from pafyll.domain.answers import Answer
from pafyll.domain.rules import eligibility_facts as facts
from pafyll.domain.rules.eligibility import Eligibility, eligibility, missing
from pafyll.domain.rules.qualification import lacks_credits_in
from pafyll.domain.schemes import schemes_in_rounds
from pafyll.integrations.clock import OSLO
from pafyll.integrations.prepared import Prepared, PreparedForMany, Slot

OUTSIDE = "outside_schemes"  # flag of a private school that the schemes do not cover


@dataclass(frozen=True)
class Applicant:
    """A teacher as the records know her on a day."""

    person: Person
    jobs: tuple[Employment, ...]
    qualifications: Qualifications

    @property
    def main_job(self) -> Employment | None:
        """The largest position: the school that an application belongs to unless another is chosen."""
        return self.jobs[0] if self.jobs else None

    @property
    def sources(self) -> list[str]:
        """Where what is known comes from, each once."""
        taught = self.qualifications.taught
        named = [job.source for job in self.jobs] + [row.taught_source for row in taught]
        return list(dict.fromkeys(filter(None, named + [row.held_source for row in taught])))

    @property
    def lacks_in(self) -> list[str]:
        """Codes of the subjects taught in which credits are lacking, most hours first."""
        return list(dict.fromkeys(row.subject for row in self.qualifications.taught if row.lacks))

    def as_facts(self) -> facts.Applicant:
        """The same, as the rules read it."""
        return facts.Applicant(tuple(_employment(job) for job in self.jobs), self.qualifications.held)

    def known(self) -> dict[str, Any]:
        """What is filled in for the teacher, each with its source: kept with the application."""
        return {
            "employments": [
                {
                    "school": job.workplace.name,
                    "percent": job.position_percent,
                    "permanent": job.is_permanent,
                    "source": job.source,
                }
                for job in self.jobs
            ],
            "subjects": [
                {
                    "subject": row.subject,
                    "stage": row.stage,
                    "hours": str(row.hours_per_week),
                    "required": row.standing.required,
                    "held": None if row.standing.held is None else str(row.standing.held),
                    "verdict": row.standing.verdict,
                    "source": "; ".join(filter(None, [row.taught_source, row.held_source])),
                }
                for row in self.qualifications.taught
            ],
        }


@dataclass(frozen=True)
class Judgement:
    """The rules' answer to what is written: obstacles, warnings, what is missing, and the credits lacking."""

    answer: Eligibility
    missing: tuple[Answer, ...]
    lacks_credits: bool
    study: facts.Study | None  # first choice, or the study outside the catalogue

    @property
    def obstacles(self) -> list[Answer]:
        return [*self.answer.refusals, *self.missing]


def applicant_on(*, viewer: Viewer, person: Person, day: date) -> Applicant:
    """The person's positions in schools on the day, largest first, and qualifications. Three queries for oneself."""
    jobs = POSITIONS.ask(person=person.pk)
    positions = [as_position(one) for one in sorted(jobs, key=lambda job: job.pk)]
    deviations = deviations_in(jobs[0].deviations) if jobs else None  # the same beside each
    known = qualifications_of(viewer=viewer, people=[person.pk], day=day, positions=positions, deviations=deviations)
    now = tuple(one for one in jobs if one.workplace.kind == Organisation.Kind.SCHOOL and _is_in_force(one, day))
    return Applicant(person, now, known.get(person.pk, Qualifications()))


def _is_in_force(job: Employment, day: date) -> bool:
    return job.starts_on <= day and (job.ends_before is None or job.ends_before > day)


def _positions() -> QuerySet[Employment]:
    """A person's positions, now and before, largest first, with her background and the deviations for her."""
    rows = Employment.objects.filter(person=Slot("person", BigIntegerField()))
    rows = rows.annotate(deviations=deviations_beside("person"))
    return rows.select_related("workplace__parent", "person__background").order_by("-position_percent", "pk")


POSITIONS: Prepared[Any] = Prepared(_positions)


def judge(
    *, applicant: Applicant, contents: Contents, round: Round, at_hand: Iterable[StudyOffer | None] = ()
) -> Judgement:
    """What the rules say about the contents. One query for the offers, none when they are at hand."""
    wish = wish_of(contents, round, at_hand)
    study = wish.first or wish.other
    lacks = study is not None and lacks_credits_in(study.subject, applicant.qualifications.standings)
    return Judgement(eligibility(applicant.as_facts(), wish, terms_of(round)), missing(wish), lacks, study)


def wish_of(contents: Contents, round: Round, at_hand: Iterable[StudyOffer | None] = ()) -> facts.Wish:
    """What is applied for, with the offers looked up. One query, none when they are at hand."""
    offers = offers_by_key(contents, at_hand)
    return facts.Wish(
        first=_study(offers.get(contents.offer_1)),
        second=_study(offers.get(contents.offer_2)),
        other=_other_study(contents, round),
        semesters=contents.semesters,
        schemes=contents.schemes,
        motivation=contents.motivation,
    )


def offers_by_key(contents: Contents, at_hand: Iterable[StudyOffer | None] = ()) -> dict[int | None, StudyOffer]:
    """The chosen offers with programme and provider. One query, none when they are among those at hand."""
    wanted = {key for key in (contents.offer_1, contents.offer_2) if key}
    found: dict[int | None, StudyOffer] = {one.pk: one for one in at_hand if one is not None and one.pk in wanted}
    if len(found) == len(wanted):
        return found
    return {row.pk: row for row in OFFERS.ask(sorted(wanted))}


OFFERS = PreparedForMany(
    lambda keys: StudyOffer.objects.filter(pk__in=keys).select_related("programme__provider"), BigIntegerField()
)


def terms_of(round: Round) -> facts.Terms:
    """The round's own conditions."""
    return facts.Terms(
        study_year=round.study_year,
        study_starts_on=round.school_year.starts_on,
        schemes=schemes_in_rounds(),
        target_groups=frozenset(round.target_groups),
        has_catalogue=round.has_catalogue,
        allows_other_study=round.allows_other_study,
    )


def principals_of(school: int | None, day: date) -> list[Person]:
    """Those who lead the school on the day. Two queries."""
    in_force = Q(starts_on__lte=day) & (Q(ends_before__isnull=True) | Q(ends_before__gt=day))
    grants = RoleGrant.objects.filter(in_force, organisation=school, role=RoleGrant.Role.PRINCIPAL)
    return list(Person.objects.filter(role_grants__in=grants).select_related("user").distinct())


def local_day(at: datetime) -> date:
    """The day in Norway at the moment."""
    return at.astimezone(OSLO).date()


def _employment(job: Employment) -> facts.Employment:
    school = job.workplace
    flags = {*school.flags, *(school.parent.flags if school.parent else ())}
    group = facts.target_group(school.stages, flags)
    return facts.Employment(school.name, group, OUTSIDE not in flags, job.is_permanent, job.ends_before)


def _study(offer: StudyOffer | None) -> facts.Study | None:
    if offer is None:
        return None
    return facts.Study(
        name=offer.programme.name,
        subject=offer.programme.subject,
        credits=offer.programme.credits,
        study_year=offer.study_year,
        code=offer.code,
        provider=offer.programme.provider.name,
        is_published=offer.status == StudyOffer.Status.PUBLISHED,
        semesters=runs_in(offer),
    )


def runs_in(offer: StudyOffer) -> frozenset[str]:
    """Which semesters of its study year the offer runs in: "autumn", "spring"."""
    if offer.starts_in == "V":
        return frozenset({"spring"})
    return frozenset({"autumn"}) if offer.semesters == 1 else facts.SEMESTERS["both"]


def must_travel(offer: StudyOffer) -> bool:
    """Whether the study is on campus or has gatherings."""
    return offer.mode != StudyOffer.Mode.ONLINE or offer.gatherings > 0


def _other_study(contents: Contents, round: Round) -> facts.Study | None:
    if not contents.other_study_name:
        return None
    return facts.Study(
        name=contents.other_study_name,
        subject=contents.other_study_subject,
        credits=contents.other_study_credits if contents.other_study_credits is not None else Decimal(0),
        study_year=round.study_year,
        provider=contents.other_study_provider,
    )
