"""One sample of everything that an address can name, from the story world: Kari's and Fjordvik's where it matters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pafyll.apps.applications.models import (
    AllocationResult,
    AllocationRun,
    Application,
    FreedPlace,
    PlaceOffer,
    Round,
    Scenario,
)
from pafyll.apps.applications.models.ranking import RankingVersion
from pafyll.apps.casework.models import Decision
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.documents.models import Document
from pafyll.apps.organisations.models import Organisation, Person
from pafyll.devtools.seed.story.days import CURRENT, MIDDLE
from pafyll.domain.lifecycles.allocation import RunStatus

Sample = Callable[[], Any]


def current_round() -> int:
    return Round.objects.get(study_year=CURRENT).pk


def karis_application() -> int:
    """Her newest that is not withdrawn; she has one in the round that is open, and earlier ones with an answer."""
    return _karis().filter(round__study_year=CURRENT).exclude(status="withdrawn").latest("pk").pk


def karis_answered_application() -> int:
    return _karis().filter(results__isnull=False).latest("pk").pk


def karis_letter() -> int:
    about = Application.objects.get(pk=karis_answered_application()).about
    return _or_zero(Document.objects.filter(about=about).order_by("pk"))


def fjordviks_application() -> int:
    """An application that waits for its owner."""
    rows = Application.objects.filter(round__study_year=CURRENT, owner__name="Fjordvik kommune")
    return rows.filter(status__in=["submitted", "stated", "approved", "ranked"]).earliest("pk").pk


def fjordvik_schools_application() -> int:
    rows = Application.objects.filter(round__study_year=CURRENT, school__name="Fjordvik skole")
    return rows.exclude(status="draft").earliest("pk").pk


def run() -> int:
    return AllocationRun.objects.filter(round__study_year=MIDDLE, status=RunStatus.DECIDED).latest("pk").pk


def result() -> int:
    return AllocationResult.objects.filter(run=run()).earliest("pk").pk


def _karis() -> Any:
    return Application.objects.filter(person__user__username="kari")


def _or_zero(rows: Any) -> int:
    first = rows.first()
    return first.pk if first else 0


def freed_place() -> int:
    return FreedPlace.objects.earliest("pk").pk


def open_place_offer() -> int:
    """An offer that waits for an answer; 0 when none does."""
    return _or_zero(PlaceOffer.objects.filter(status="open").order_by("pk"))


# What an address parameter stands for: by "namespace:name.parameter", else "namespace.parameter", else by parameter.
SAMPLES: dict[str, Sample] = {
    "public.pk": lambda: StudyOffer.objects.filter(study_year=CURRENT, status="published").earliest("pk").pk,
    "rule_set": lambda: "2024-25",
    "teacher:start.pk": current_round,
    "teacher:decision.pk": karis_answered_application,
    "teacher:letter.pk": karis_answered_application,
    "teacher:write_letter.pk": karis_answered_application,
    "teacher:letter.document": karis_letter,
    "teacher:queue.pk": karis_answered_application,
    "teacher:answer_offer.pk": karis_answered_application,
    "teacher:answer_offer.offer": open_place_offer,
    "teacher:leave_queue.pk": karis_answered_application,
    "teacher:rejoin_queue.pk": karis_answered_application,
    "owner:take_back.pk": open_place_offer,
    "authority:freed_place.pk": freed_place,
    "authority:take_back.pk": open_place_offer,
    "authority.year": lambda: CURRENT,
    "teacher.pk": karis_application,
    "teacher.step": lambda: "motivation",
    "teacher.number": lambda: 1,
    "school.pk": fjordvik_schools_application,
    "owner.pk": fjordviks_application,
    "owner.person": lambda: Person.objects.get(user__username="jonas").pk,
    "owner.number": lambda: RankingVersion.objects.filter(
        ranking__owner__name="Fjordvik kommune", ranking__round__study_year=CURRENT
    ).count(),
    "authority:delete_scenario.pk": lambda: Scenario.objects.latest("pk").pk,
    "authority.item": lambda: "dates",
    "authority.owner": lambda: Organisation.objects.get(name="Fjordvik kommune").pk,
    "authority.result": result,
    "authority.decision": lambda: _or_zero(Decision.objects.order_by("pk")),
    "provider.pk": lambda: StudyOffer.objects.filter(study_year=CURRENT, status="draft").earliest("pk").pk,
    "representative.pk": current_round,
    "devtools.code": lambda: "place_granted",
    "devtools.language": lambda: "nb",
    "devtools.number": lambda: 0,
}
# The authority's addresses under runder/ name a round, those under kjoringer/ a run.
BY_PATH: dict[str, Sample] = {"nasjonal/runder/": current_round, "nasjonal/kjoringer/": run}


def sample_of(namespace: str, name: str, parameter: str, path: str) -> Any:
    """A value for an address parameter. Raises KeyError with what to add here."""
    for key in (f"{namespace}:{name}.{parameter}", f"{namespace}.{parameter}", parameter):
        if key in SAMPLES:
            return SAMPLES[key]()
    for start, sample in BY_PATH.items():
        if path.startswith(start) and parameter == "pk":
            return sample()
    raise KeyError(f"tests/architecture/samples.py: add a sample for {namespace}:{name}.{parameter}")
