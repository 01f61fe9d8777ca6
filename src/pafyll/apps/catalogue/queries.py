"""The catalogue: published study offers, found by words and by what they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from pafyll.apps.catalogue.models import ExchangeFile, StudyOffer
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Role, Viewer
from pafyll.domain.rules.subjects import SUBJECTS

Status = StudyOffer.Status

# Words that people write for the same thing: bokmål, nynorsk, everyday speech.
ALSO_WRITTEN = {
    "matte": "matematikk",
    "vidaregåande": "videregående",
    "vidareutdanning": "videreutdanning",
    "gym": "kroppsøving",
    "kroppsøv": "kroppsøving",
    "spesped": "spesialped",
    "ikt": "digital",
    "teiknspråk": "tegnspråk",
    "rettleiing": "veiledning",
    "rådgjeving": "rådgiving",
    "begynnaropplæring": "begynneropplæring",
    "framandspråk": "fremmedspråk",
    "musikkfag": "musikk",
}
STAGES = {"1-7": ("1-7", "1-10"), "8-10": ("8-10", "1-10"), "vgo": ("vgo",)}


@dataclass(frozen=True)
class OfferSearch:
    """What someone looks for. "" and None ask nothing; study_year is the start of the school year."""

    words: str = ""
    subject: str = ""
    mode: str = ""
    stage: str = ""
    county: str = ""
    place: str = ""
    provider: int | None = None
    credits: Decimal | None = None
    study_year: int | None = None


@dataclass(frozen=True)
class Choices:
    """What there is to choose between among published offers, as (value, name)."""

    study_years: list[int]
    subjects: list[str]
    counties: list[tuple[str, str]]
    places: list[str]
    providers: list[tuple[int, str]]
    credits: list[Decimal]


def published_offers(*, viewer: Viewer) -> QuerySet[StudyOffer]:
    """Offers that everyone may see, with programme and provider: published, and those called off later. One query."""
    return StudyOffer.objects.exclude(status=Status.DRAFT).select_related("programme__provider")


def offers_of_provider(*, viewer: Viewer) -> QuerySet[StudyOffer]:
    """Every offer, drafts too, of the providers that the viewer acts for, the newest study year first. One query."""
    mine = viewer.organisations_in(Role.PROVIDER_OFFICER)
    offers = StudyOffer.objects.filter(programme__provider__in=mine).select_related("programme__provider")
    return offers.order_by("-study_year", "programme__name", "code")


def offers_found(*, viewer: Viewer, search: OfferSearch) -> QuerySet[StudyOffer]:
    """Published offers that fit everything that is asked, by name. One query, and one more to count them."""
    offers = published_offers(viewer=viewer).filter(status=Status.PUBLISHED)
    for condition in [*_word_conditions(search.words), *_conditions(search)]:
        offers = offers.filter(condition)
    return offers.order_by("programme__name", "programme__provider__name", "pk")


def offers_to_compare(*, viewer: Viewer, keys: Sequence[int]) -> list[StudyOffer]:
    """The offers with these keys in the order they were chosen, those that can be seen. One query."""
    found = {offer.pk: offer for offer in published_offers(viewer=viewer).filter(pk__in=keys)}
    return [found[key] for key in keys if key in found]


def latest_study_year(*, viewer: Viewer) -> int | None:
    """The newest study year that has published offers. One query."""
    years = StudyOffer.objects.filter(status=Status.PUBLISHED).order_by("-study_year")
    return years.values_list("study_year", flat=True).first()


@dataclass(frozen=True)
class Size:
    """How much there is to choose between in a study year."""

    offers: int
    places: int
    providers: int


def catalogue_size(*, viewer: Viewer, study_year: int | None) -> Size:
    """Published offers, their places and the providers that give them. One query."""
    row = _published_in(study_year).aggregate(
        offers=Count("pk"), places=Sum("capacity", default=0), providers=Count("programme__provider", distinct=True)
    )
    return Size(**row)


def catalogue_choices(*, viewer: Viewer, study_year: int | None) -> Choices:
    """What can be filtered on among the published offers of the study year. Three queries, whatever the size."""
    published = StudyOffer.objects.filter(status=Status.PUBLISHED).order_by()
    years = sorted(published.values_list("study_year", flat=True).distinct(), reverse=True)
    rows = list(
        _published_in(study_year)
        .values_list(
            "programme__subject",
            "place",
            "programme__credits",
            "programme__provider",
            "programme__provider__name",
            "programme__provider__county_code",
        )
        .distinct()
    )
    return Choices(
        study_years=years,
        subjects=sorted({row[0] for row in rows}),
        counties=_named_counties({row[5] for row in rows} - {""}),
        places=sorted({row[1] for row in rows} - {""}),
        providers=sorted({(row[3], row[4]) for row in rows}, key=lambda provider: provider[1]),
        credits=sorted({row[2] for row in rows}),
    )


def _published_in(study_year: int | None) -> QuerySet[StudyOffer]:
    published = StudyOffer.objects.filter(status=Status.PUBLISHED).order_by()
    return published.none() if study_year is None else published.filter(study_year=study_year)


def _named_counties(codes: set[str]) -> list[tuple[str, str]]:
    """Counties named after their county authority; one without (Oslo) after its municipality's name in the list."""
    kind = Organisation.Kind.COUNTY_AUTHORITY
    authorities = Organisation.objects.filter(kind=kind, county_code__in=codes).values_list("county_code", "name")
    names = {code: name.replace(" fylkeskommune", "").replace(" fylkeskommunale", "") for code, name in authorities}
    return sorted(((code, names.get(code, "Oslo" if code == "03" else code)) for code in codes), key=lambda row: row[1])


def _conditions(search: OfferSearch) -> list[Q]:
    asked = {
        "study_year": search.study_year,
        "programme__subject": search.subject,
        "mode": search.mode,
        "programme__stages__in": STAGES.get(search.stage),
        "programme__provider__county_code": search.county,
        "place": search.place,
        "programme__provider": search.provider,
        "programme__credits": search.credits,
    }
    return [Q(**{field: value}) for field, value in asked.items() if value not in ("", None)]


def _word_conditions(text: str) -> list[Q]:
    """Every word must be found, whole or as part of a word, in the name, subject, provider, place or description."""
    return [_found_somewhere(ALSO_WRITTEN.get(word.lower(), word)) for word in text.split()[:8]]


def _found_somewhere(word: str) -> Q:
    named = [code for code, subject in SUBJECTS.items() if word.lower() in subject.name.lower()]
    fields = ("programme__name", "programme__provider__name", "place", "programme__description", "programme__code")
    found = Q(programme__subject__in=named) if named else Q()
    for field in fields:
        for spelling in _spellings(word):
            found |= Q(**{f"{field}__icontains": spelling})
    return found


def _spellings(word: str) -> set[str]:
    """SQLite compares capital and small letters as equal only within a–z, so a word with æ, ø or å is tried as all."""
    return {word} if word.isascii() else {word, word.lower(), word.capitalize(), word.upper()}


def files_of(*, viewer: Viewer, kind: str) -> QuerySet[ExchangeFile]:
    """Files of the kind that were sent in for the providers that the viewer acts for, the latest first. One query."""
    mine = viewer.organisations_in(Role.PROVIDER_OFFICER)
    rows = ExchangeFile.objects.filter(provider__in=mine, kind=kind)
    return rows.select_related("uploaded_by", "provider").order_by("-uploaded_at", "-pk")
