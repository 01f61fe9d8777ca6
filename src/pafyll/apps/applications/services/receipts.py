"""What was sent, in words: the content of a version, its rows for reading, and what changed since the one before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField
from django.utils.translation import override

from pafyll.apps.applications.models import Application, ApplicationVersion
from pafyll.apps.applications.queries.facts import offers_by_key
from pafyll.apps.applications.services.contents import LABELS, Contents, fingerprint
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.rules.subjects import subject_name
from pafyll.domain.schemes import schemes
from pafyll.domain.values import Credits, Kroner
from pafyll.integrations.prepared import Prepared, Slot

SEMESTER_NAMES = {"both": "Høst og vår", "autumn": "Bare høst", "spring": "Bare vår"}


@dataclass(frozen=True)
class AtHand:
    """Offers and schools that are read already: what the contents name is looked for here first."""

    offers: tuple[StudyOffer, ...] = ()
    schools: tuple[Organisation, ...] = ()


def content_of(application: Application, contents: Contents, at_hand: AtHand = AtHand()) -> dict[str, Any]:
    """What a submitted version says, as JSON that reads on its own: who, where, what, and the known facts."""
    return {
        "number": application.number,
        "round": application.round.name,
        "study_year": application.round.study_year,
        "person": str(application.person),
        "owner": application.owner.name if application.owner else "",
        "choices": _in_words(contents, at_hand),
        "codes": contents.as_json(),
        "known_facts": application.known_facts,
    }


def readable_rows(version: ApplicationVersion) -> list[dict[str, str]]:
    """(label, text) of each filled-in part of a version, in the order of the form."""
    choices = version.content.get("choices", {})
    return [{"label": str(LABELS[name]), "text": choices[name]} for name in LABELS if choices.get(name)]


def described(contents: Contents) -> list[dict[str, str]]:
    """(field, label, text) of each filled-in part of what is written now. Two queries."""
    words = _in_words(contents)
    return [{"field": name, "label": str(LABELS[name]), "text": words[name]} for name in LABELS if words[name]]


def changes_between(before: Contents, after: Contents, at_hand: AtHand = AtHand()) -> list[dict[str, str]]:
    """What is different, in the order of the form: field, label and both texts."""
    old, new = _in_words(before, at_hand), _in_words(after, at_hand)
    with override("nb"):
        return [
            {"field": name, "label": str(LABELS[name]), "before": old[name], "after": new[name]}
            for name in LABELS
            if old[name] != new[name]
        ]


SCHOOL: Prepared[str] = Prepared(
    lambda: Organisation.objects.filter(pk=Slot("pk", BigIntegerField())).values_list("name", flat=True)
)


def is_untouched(version: ApplicationVersion) -> bool:
    """Whether the stored content still has the fingerprint that the receipt printed."""
    return fingerprint(version.content) == version.content_hash


def _in_words(contents: Contents, at_hand: AtHand = AtHand()) -> dict[str, str]:
    """Each field as a reader sees it; "" where nothing is chosen. Two queries, none for what is at hand."""
    offers = offers_by_key(contents, at_hand.offers)
    credits = contents.other_study_credits
    return {
        "school": _school(contents.school, at_hand),
        "offer_1": _offer(offers.get(contents.offer_1)),
        "offer_2": _offer(offers.get(contents.offer_2)),
        "other_study_name": contents.other_study_name,
        "other_study_provider": contents.other_study_provider,
        "other_study_subject": subject_name(contents.other_study_subject) if contents.other_study_subject else "",
        "other_study_credits": "" if credits is None else str(Credits(credits)),
        "semesters": SEMESTER_NAMES.get(contents.semesters, contents.semesters),
        "scheme_1": _scheme(contents.scheme_1),
        "scheme_2": _scheme(contents.scheme_2),
        "travel_1": _travel(contents.travel_1),
        "travel_2": _travel(contents.travel_2),
        "motivation": contents.motivation,
    }


def _school(key: int | None, at_hand: AtHand) -> str:
    if key is None:
        return ""
    return next((one.name for one in at_hand.schools if one.pk == key), None) or SCHOOL.first(pk=key) or ""


def _offer(offer: StudyOffer | None) -> str:
    if offer is None:
        return ""
    programme = offer.programme
    return f"{programme.name}, {programme.provider.name} ({Credits(programme.credits)!s} studiepoeng, {offer.code})"


def _scheme(code: str) -> str:
    return schemes()[code].label if code in schemes() else code


def _travel(kroner: int) -> str:
    return str(Kroner(kroner)) if kroner else ""
