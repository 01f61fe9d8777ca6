"""Deciding, for one school year, that someone teaches a subject without the credits; and ending it."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import AlreadyChanged, Refusal, record, require
from pafyll.apps.casework.services.case_numbers import next_case_number
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.apps.planning.models import Deviation, SubjectTaught
from pafyll.apps.planning.permissions.staff import may_decide_deviation
from pafyll.apps.planning.queries.deviations import standing_now
from pafyll.domain.answers import no
from pafyll.domain.rules.deadlines import norwegian_day
from pafyll.domain.rules.qualification import LACKS
from pafyll.domain.values import SchoolYear


@transaction.atomic
def decide_deviation(*, taught: SubjectTaught, grounds: str, is_distributed: bool, by: User, at: datetime) -> Deviation:
    """The owner's decision, when necessary. It ends by itself on 31 July, and the teacher never meets the requirement.

    is_distributed says that the subjects are shared out so that the requirement is met as far as possible, which is
    the law's condition.
    """
    owner, today = owner_of(taught), norwegian_day(at)
    require(may_decide_deviation(viewer_of(by, day=today), owner, taught.person))
    _require_grounds(grounds, is_distributed=is_distributed)
    _require_time(taught, at)
    locked = SubjectTaught.objects.select_for_update(of=("self",)).get(pk=taught.pk)
    standing = standing_now(locked, today)
    if standing.verdict != LACKS:
        raise Refusal(
            no(
                "not_lacking",
                "Læreren trenger ikke noe avvik: svaret på kravet er «{verdict}».",
                remedy="Se på svaret, og rett opplysningene hvis det er galt.",
                verdict=standing.verdict_text,
            )
        )
    made = _create(locked, owner, grounds.strip(), by, at)
    record(about=made.about, verb="deviation_decided", by=by, at=at, missing=str(standing.missing))
    return made


@transaction.atomic
def end_deviation(*, deviation: Deviation, why: str, by: User, at: datetime) -> Deviation:
    """Ends a deviation before the school year is over, with a reason."""
    require(may_decide_deviation(viewer_of(by, day=norwegian_day(at)), deviation.owner))
    if not why.strip():
        raise Refusal(no("why_missing", "Skriv hvorfor avviket avsluttes.", field="why"))
    changed = Deviation.objects.filter(pk=deviation.pk, ended_at__isnull=True).update(
        ended_at=at, ended_by=by, ended_why=why.strip()
    )
    if not changed:
        raise AlreadyChanged("avviket")
    record(about=deviation.about, verb="deviation_ended", by=by, at=at, why=why.strip())
    deviation.refresh_from_db()
    return deviation


def owner_of(taught: SubjectTaught) -> Organisation:
    """The owner of the school where it is taught. Raises Refusal where a school has none."""
    if taught.school.parent is None:
        raise Refusal(no("no_owner", "Skolen har ingen registrert eier.", remedy="Registrer eieren først."))
    return taught.school.parent


def _create(taught: SubjectTaught, owner: Organisation, grounds: str, by: User, at: datetime) -> Deviation:
    try:
        with transaction.atomic():
            return Deviation.objects.create(
                owner=owner, person_id=taught.person_id, school_id=taught.school_id, subject=taught.subject,
                stage=taught.stage, school_year=taught.school_year, grounds=grounds,
                case_number=next_case_number(at), decided_by=by, decided_at=at,
            )  # fmt: skip
    except IntegrityError:
        raise AlreadyChanged("avviket") from None


def _require_grounds(grounds: str, *, is_distributed: bool) -> None:
    if not is_distributed:
        raise Refusal(
            no(
                "not_distributed",
                "Avvik kan bare bestemmes når fagene er fordelt slik at kravet er oppfylt så langt det går.",
                remedy="Se hvem ved skolen som oppfyller kravet, og fordel timene på nytt hvis det går.",
                law="oppll. § 17-4; Udir-3-2015, punkt 7",
                field="is_distributed",
            )
        )
    if not grounds.strip():
        raise Refusal(no("grounds_missing", "Skriv hvorfor avviket er nødvendig.", field="grounds"))


def _require_time(taught: SubjectTaught, at: datetime) -> None:
    """A school year that is over cannot be decided about."""
    year = SchoolYear(taught.school_year)
    if norwegian_day(at) >= SchoolYear(year.start + 1).starts_on:
        raise Refusal(
            no("year_is_over", "Skoleåret {year} er over, og det kan ikke bestemmes avvik for det nå.", year=str(year))
        )
