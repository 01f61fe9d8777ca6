"""What people do with their own page: state competence and time, and give or take back consent to show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.assignments.models import Availability, CompetenceField, CompetenceProfile, PublicConsent
from pafyll.apps.assignments.permissions.competence import may_edit_profile, may_have_profile
from pafyll.apps.casework.services import AlreadyChanged, record, require
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.assignments.competence import Level, lists
from pafyll.integrations.clock import OSLO

PARTS = ("fields", "languages", "stages", "about")  # what may be shown to everyone beside the name


@dataclass(frozen=True)
class Stated:
    """What a person says: level by field, languages and stages by code, per cent by semester code, own words."""

    levels: Mapping[str, Level]
    languages: tuple[str, ...]
    stages: tuple[str, ...]
    percent: Mapping[str, int]
    about: str = ""


@transaction.atomic
def own_profile(*, provider: Organisation, by: User, at: datetime) -> CompetenceProfile:
    """The person's own page at the provider, made the first time that she saves or opens it to save."""
    viewer = viewer_of(by, day=at.astimezone(OSLO).date())
    require(may_have_profile(viewer, provider.pk))
    assert viewer.person is not None
    profile, _is_new = CompetenceProfile.objects.get_or_create(
        provider=provider, person=viewer.person, defaults={"changed_at": at}
    )
    return profile


@transaction.atomic
def state_competence(
    *, profile: CompetenceProfile, stated: Stated, seen_version: int, by: User, at: datetime
) -> CompetenceProfile:
    """Saves the whole page. Raises AlreadyChanged when it was saved elsewhere after seen_version was shown."""
    require(may_edit_profile(viewer_of(by, day=at.astimezone(OSLO).date()), profile))
    require(_is_known(stated))
    changed = CompetenceProfile.objects.filter(pk=profile.pk, version=seen_version).update(
        languages=list(stated.languages),
        stages=list(stated.stages),
        about=stated.about.strip(),
        version=seen_version + 1,
        changed_at=at,
    )
    if not changed:
        raise AlreadyChanged("siden din")
    profile.fields.all().delete()
    CompetenceField.objects.bulk_create(
        CompetenceField(profile=profile, field=field, level=level) for field, level in stated.levels.items()
    )
    profile.availability.filter(semester__in=stated.percent).delete()
    Availability.objects.bulk_create(
        Availability(profile=profile, semester=semester, percent=percent)
        for semester, percent in stated.percent.items()
    )
    record(about=profile.about_key, verb="competence_stated", by=by, at=at, fields=len(stated.levels))
    profile.refresh_from_db()
    return profile


@transaction.atomic
def give_consent(*, profile: CompetenceProfile, shows: tuple[str, ...], by: User, at: datetime) -> PublicConsent:
    """The person lets everyone read these parts of her page. A consent before it ends with the new one."""
    CompetenceProfile.objects.select_for_update().get(pk=profile.pk)
    require(may_edit_profile(viewer_of(by, day=at.astimezone(OSLO).date()), profile))
    require(_shows_something(shows))
    profile.consents.filter(withdrawn_at__isnull=True).update(withdrawn_at=at)
    consent = PublicConsent.objects.create(
        profile=profile, shows=[part for part in PARTS if part in shows], given_at=at, given_by=by
    )
    record(about=profile.about_key, verb="consent_given", by=by, at=at, shows=consent.shows)
    return consent


@transaction.atomic
def withdraw_consent(*, profile: CompetenceProfile, by: User, at: datetime) -> None:
    """The person takes her consent back: from now on nothing of hers is public. Twice is the same as once."""
    CompetenceProfile.objects.select_for_update().get(pk=profile.pk)
    require(may_edit_profile(viewer_of(by, day=at.astimezone(OSLO).date()), profile))
    if profile.consents.filter(withdrawn_at__isnull=True).update(withdrawn_at=at):
        record(about=profile.about_key, verb="consent_withdrawn", by=by, at=at)


def _is_known(stated: Stated) -> Answer:
    known = lists()
    in_lists = (
        set(stated.levels) <= set(known.fields)
        and set(stated.languages) <= set(known.languages)
        and set(stated.stages) <= set(known.stages)
    )
    if in_lists and all(0 <= one <= 100 for one in stated.percent.values()):
        return yes()
    return no("unknown_competence", "Et av valgene finnes ikke i listen.", remedy="Last siden på nytt, og velg igjen.")


def _shows_something(shows: tuple[str, ...]) -> Answer:
    if shows and set(shows) <= set(PARTS):
        return yes()
    return no("nothing_to_show", "Velg hva andre skal få se.", field="shows")
