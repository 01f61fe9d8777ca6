"""What each application of the nation said when it was sent: the same content that applying stores, made in bulk."""

from __future__ import annotations

from typing import Any

from pafyll.apps.applications.models import Application
from pafyll.apps.applications.services.contents import contents_as_sent
from pafyll.apps.applications.services.receipts import SEMESTER_NAMES
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.domain.schemes import schemes
from pafyll.domain.values import Credits, Kroner


def content_of(application: Application) -> dict[str, Any]:
    """The content of the submitted version. Asks the database for nothing: the rows are not there yet."""
    return {
        "number": application.number,
        "round": application.round.name,
        "study_year": application.round.study_year,
        "person": str(application.person),
        "owner": application.owner.name if application.owner else "",
        "choices": _in_words(application),
        "codes": contents_as_sent(application).as_json(),
        "known_facts": application.known_facts,
        "confirmed": [],
    }


def _in_words(application: Application) -> dict[str, str]:
    return {
        "school": application.school.name if application.school else "",
        "offer_1": _offer(application.offer_1),
        "offer_2": _offer(application.offer_2),
        "semesters": SEMESTER_NAMES[application.semesters],
        "scheme_1": _scheme(application.scheme_1),
        "scheme_2": _scheme(application.scheme_2),
        "travel_1": str(Kroner(application.travel_1)) if application.travel_1 else "",
        "travel_2": str(Kroner(application.travel_2)) if application.travel_2 else "",
        "motivation": application.motivation,
    }


def _scheme(code: str) -> str:
    return schemes()[code].label if code in schemes() else code


def _offer(offer: StudyOffer | None) -> str:
    if offer is None:
        return ""
    programme = offer.programme
    return f"{programme.name}, {programme.provider.name} ({Credits(programme.credits)} studiepoeng, {offer.code})"
