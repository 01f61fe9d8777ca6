"""Writing programmes and offers: new ones, corrections, copies from the year before, and the checklist of a copy."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services import AlreadyChanged, record, require
from pafyll.apps.catalogue.models import StudyOffer, StudyProgramme
from pafyll.apps.catalogue.permissions import may_change_offer, may_write_for
from pafyll.apps.catalogue.wished import wishes_for
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer, viewer_of
from pafyll.domain.answers import Answer, Refusal, first_no, no, yes
from pafyll.domain.rules.offers import (
    A_YEAR,
    LOOKED_OVER,
    OfferValues,
    fits_together,
    locked_changes,
    still_unchecked,
)
from pafyll.integrations.clock import OSLO

OF_PROGRAMME = ("name", "subject", "credits", "stages", "description", "admission_requirement", "target_group")
OF_OFFER = (
    *("study_year", "semesters", "starts_in", "mode", "place", "gatherings", "capacity"),
    *("starts_on", "ends_on", "fee"),
)

Versions = tuple[int, int]


def versions_of(offer: StudyOffer) -> Versions:
    """The versions of the offer and its programme, as they were read."""
    return offer.version, offer.programme.version


def values_of(offer: StudyOffer) -> OfferValues:
    """Everything that the offer and its programme say."""
    given: dict[str, Any] = {name: getattr(offer.programme, name) for name in OF_PROGRAMME}
    given |= {name: getattr(offer, name) for name in OF_OFFER}
    return OfferValues(programme_code=offer.programme.code, **given)


@transaction.atomic
def write_offer(*, provider: Organisation, values: OfferValues, code: str = "", by: User, at: datetime) -> StudyOffer:
    """A new offer as a draft, with its programme when the provider has none with that code.

    A programme that is there is brought in line with what is written, unless somebody has applied for it.
    """
    require(may_write_for(_viewer(by, at), provider.pk))
    programme = StudyProgramme.objects.filter(provider=provider, code=values.programme_code).first()
    require(may_be_written(values, programme))
    if programme is None:
        programme = StudyProgramme(provider=provider, code=values.programme_code)
    _fill(programme, values, OF_PROGRAMME)
    programme.save()
    offer = StudyOffer(programme=programme, code=code or f"{values.programme_code}-{values.study_year}")
    _fill(offer, values, OF_OFFER)
    _save_new(offer)
    record(about=offer.about, verb="written", after=offer.status, by=by, at=at)
    return offer


@transaction.atomic
def edit_offer(*, offer: StudyOffer, values: OfferValues, seen: Versions, by: User, at: datetime) -> StudyOffer:
    """Saves the offer and its programme. Raises AlreadyChanged when either was saved after seen was shown.

    What applicants rely on stays as it is when there are any: places have a page of their own.
    """
    offer = StudyOffer.objects.select_related("programme__provider").get(pk=offer.pk)
    require(may_change_offer(_viewer(by, at), offer))
    before = values_of(offer)
    require(may_be_changed(offer, values))
    unchecked = still_unchecked(offer.unchecked, before, values)
    _update(StudyProgramme, offer.programme, seen[1], {n: getattr(values, n) for n in OF_PROGRAMME})
    given = {name: getattr(values, name) for name in OF_OFFER} | {"unchecked": unchecked}
    _update(StudyOffer, offer, seen[0], given)
    changed = [name for name in (*OF_PROGRAMME, *OF_OFFER) if getattr(before, name) != getattr(values, name)]
    record(about=offer.about, verb="edited", by=by, at=at, fields=changed)
    offer.refresh_from_db()
    return offer


def may_be_written(values: OfferValues, programme: StudyProgramme | None) -> Answer:
    """Whether a new offer can say this; programme is the provider's that has the code, if there is one."""
    answer = fits_together(values)
    return _programme_may_change(programme, values) if answer and programme else answer


def may_be_changed(offer: StudyOffer, values: OfferValues) -> Answer:
    """Whether the offer can say this instead of what it says. Read it with its programme."""
    answer = first_no([fits_together(values), _is_the_programme(offer, values)])
    return _leaves_applicants_alone(offer, values_of(offer), values) if answer else answer


@transaction.atomic
def copy_offer(*, last: StudyOffer, by: User, at: datetime) -> StudyOffer:
    """Next year's offer as a draft: dates moved by fifty-two weeks, and a checklist of what is still last year's."""
    require(may_change_offer(_viewer(by, at), last))
    values = values_of(last)
    values = replace(
        values,
        study_year=values.study_year + 1,
        starts_on=values.starts_on + A_YEAR if values.starts_on else None,
        ends_on=values.ends_on + A_YEAR if values.ends_on else None,
    )
    offer = StudyOffer(
        programme=last.programme,
        code=_code_for(last, values.study_year),
        copied_from=last,
        unchecked=[one for one in LOOKED_OVER if getattr(values, one) not in ("", None)],
    )
    _fill(offer, values, OF_OFFER)
    _save_new(offer)
    record(about=offer.about, verb="copied", after=offer.status, by=by, at=at, last=last.pk)
    return offer


@transaction.atomic
def copy_year(*, provider: Organisation, study_year: int, by: User, at: datetime) -> list[StudyOffer]:
    """Drafts of everything that was given in the year and is not copied yet. Twice is the same as once."""
    require(may_write_for(_viewer(by, at), provider.pk))
    taken = StudyOffer.objects.filter(study_year=study_year + 1, programme__provider=provider).values("programme")
    rows = StudyOffer.objects.filter(programme__provider=provider, study_year=study_year, copies=None)
    rows = rows.exclude(status=StudyOffer.Status.DRAFT).exclude(programme__in=taken)
    return [copy_offer(last=one, by=by, at=at) for one in rows.select_related("programme__provider").order_by("pk")]


@transaction.atomic
def confirm_unchanged(*, offer: StudyOffer, item: str, by: User, at: datetime) -> StudyOffer:
    """Says that one line of the checklist shall be as last year. Twice is the same as once."""
    offer = StudyOffer.objects.select_for_update(of=("self",)).select_related("programme__provider").get(pk=offer.pk)
    require(may_change_offer(_viewer(by, at), offer))
    if item in offer.unchecked:
        offer.unchecked = [one for one in offer.unchecked if one != item]
        offer.save(update_fields=["unchecked"])
        record(about=offer.about, verb="as_last_year", by=by, at=at, item=item)
    return offer


def _viewer(by: User, at: datetime) -> Viewer:
    return viewer_of(by, day=at.astimezone(OSLO).date())


def _fill(row: Any, values: OfferValues, names: tuple[str, ...]) -> None:
    for name in names:
        setattr(row, name, getattr(values, name))


def _update(model: Any, row: Any, seen: int, given: dict[str, Any]) -> None:
    if not model.objects.filter(pk=row.pk, version=seen).update(**given, version=seen + 1):
        raise AlreadyChanged("studietilbudet")


def _save_new(offer: StudyOffer) -> None:
    try:
        with transaction.atomic():
            offer.save()
    except IntegrityError:
        raise Refusal(
            no(
                "offer_exists",
                "Det finnes alt et tilbud med koden {number}.",
                remedy="Åpne det, eller velg en annen kode.",
                field="programme_code",
                number=offer.code,
            )
        ) from None


def _code_for(last: StudyOffer, year: int) -> str:
    """The code with the new year where the old one stood, else the year after it."""
    old = str(last.study_year)
    return last.code.replace(old, str(year)) if old in last.code else f"{last.code}-{year}"[:30]


def _is_the_programme(offer: StudyOffer, values: OfferValues) -> Answer:
    if values.programme_code == offer.programme.code:
        return yes()
    return no(
        "another_programme", "Koden til studiet kan ikke endres.", remedy="Lag et nytt studium.", field="programme_code"
    )


def _leaves_applicants_alone(offer: StudyOffer, before: OfferValues, after: OfferValues) -> Answer:
    locked = locked_changes(before, after)
    if locked and (count := wishes_for(offer)):
        return no(
            "applicants_rely_on_it",
            "{count} har søkt på tilbudet, så dette kan ikke endres her: {what}.",
            remedy="Plassene endrer du på siden «Endre antall plasser», der du ser hva det gjør. "
            "Resten krever et nytt tilbud.",
            count=count,
            what=", ".join(locked),
        )
    return _programme_may_change(offer.programme, after, but=offer)


def _programme_may_change(programme: StudyProgramme, after: OfferValues, but: StudyOffer | None = None) -> Answer:
    """Subject and credits belong to the programme, so applicants to any of its offers lock them."""
    if (programme.subject, programme.credits) == (after.subject, after.credits):
        return yes()
    others = programme.offers.exclude(pk=but.pk if but else 0)
    if any(wishes_for(one) for one in others):
        return no(
            "programme_has_applicants",
            "Noen har søkt på studiet {name}, så fag og studiepoeng kan ikke endres.",
            remedy="Gi det nye studiet en egen kode.",
            field="programme_code",
            name=programme.name,
        )
    return yes()
