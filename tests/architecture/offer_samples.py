"""One sample of everything that an address about offers, admission and competence can name: the college's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pafyll.apps.applications.models import Admission, AdmissionCondition
from pafyll.apps.assignments.models import CompetenceProfile
from pafyll.apps.catalogue.models import ExchangeFile, StudyOffer
from pafyll.devtools.seed.story.days import CURRENT

COLLEGE = "Høgskolen i Innhavet"
OF_AN_OFFER = ("edit_offer", "copy_offer", "offer_capacity", "cancel_offer")
OF_A_COPY = ("offer_preview", "confirm_offer_item")


def published_offer() -> int:
    rows = StudyOffer.objects.filter(programme__provider__name=COLLEGE, study_year=CURRENT, status="published")
    return rows.earliest("pk").pk


def copied_offer() -> int:
    return StudyOffer.objects.get(copied_from__isnull=False).pk


def waiting_file(kind: str) -> int:
    return ExchangeFile.objects.filter(kind=kind, carried_out_at=None).latest("pk").pk


def offered_admission() -> Admission:
    return Admission.objects.filter(status="offered", offer__programme__provider__name=COLLEGE).earliest("pk")


def condition() -> int:
    return AdmissionCondition.objects.filter(admission=offered_admission()).earliest("pk").pk


OFFERS: dict[str, Callable[[], Any]] = {
    **{f"provider:{name}.pk": published_offer for name in OF_AN_OFFER},
    **{f"provider:{name}.pk": copied_offer for name in OF_A_COPY},
    "provider:confirm_offer_item.item": lambda: "capacity",
    "provider:copy_offers.year": lambda: CURRENT,
    **{f"provider:{name}.form": lambda: "csv" for name in ("offers_file", "offers_example", "admission_file")},
    **{
        f"provider:{name}.pk": lambda: waiting_file("offers") for name in ("offer_file_preview", "carry_out_offer_file")
    },
    **{
        f"provider:{name}.pk": lambda: waiting_file("admissions")
        for name in ("admission_file_preview", "carry_out_admission_file")
    },
    "provider:admission.pk": lambda: offered_admission().pk,
    "provider:admission_condition.pk": lambda: offered_admission().pk,
    "provider:admission_condition.condition": condition,
    "provider:competence_person.pk": lambda: CompetenceProfile.objects.get(person__user__username="geir").pk,
    "teacher:admission.pk": lambda: offered_admission().participation_id,
}
