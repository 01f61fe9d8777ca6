"""The catalogue: published study offers, found by words and by what they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db.models import Count, IntegerField, Q, QuerySet, Sum

from pafyll.apps.catalogue.models import ExchangeFile, StudyOffer
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Role, Viewer
from pafyll.domain.rules.subjects import SUBJECTS
from pafyll.integrations.prepared import Prepared, Slot

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

    @property
    def is_whole_year(self) -> bool:
        """Whether nothing is asked but the year."""
        return self.study_year is not None and self == OfferSearch(study_year=self.study_year)


@dataclass(frozen=True)
class Choices:
    """What there is to choose between among published offers, as (value, name)."""

    study_years: tuple[int, ...]
    subjects: tuple[str, ...]
    counties: tuple[tuple[str, str], ...]
    places: tuple[str, ...]
    providers: tuple[tuple[int, str], ...]
    credits: tuple[Decimal, ...]


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


YEAR = Slot("year", IntegerField())


class OffersOfYear:
    """Every published offer of a study year in the same order, for a paginator: what most people see, so the questions
    are prepared.
    """

    def __init__(self, study_year: int) -> None:
        self._year = study_year

    def count(self) -> int:
        """One query."""
        return COUNTED.first(year=self._year) or 0

    def __getitem__(self, part: slice) -> list[StudyOffer]:
        """One query."""
        return _part_of_year(part.start, part.stop).ask(year=self._year)


COUNTED: Prepared[int] = Prepared(
    lambda: _published_in(YEAR).values("study_year").annotate(number=Count("pk")).values_list("number", flat=True)
)


@lru_cache(maxsize=100)
def _part_of_year(first: int, end: int) -> Prepared[StudyOffer]:
    return Prepared(
        lambda: (
            _published_in(YEAR)
            .select_related("programme__provider")
            .order_by("programme__name", "programme__provider__name", "pk")[first:end]
        )
    )


def offers_to_compare(*, viewer: Viewer, keys: Sequence[int]) -> list[StudyOffer]:
    """The offers with these keys in the order they were chosen, those that can be seen. One query."""
    found = {offer.pk: offer for offer in published_offers(viewer=viewer).filter(pk__in=keys)}
    return [found[key] for key in keys if key in found]


def study_years(*, viewer: Viewer) -> list[int]:
    """Those that have published offers, the newest first. One query."""
    return sorted(YEARS.ask(), reverse=True)


def latest_study_year(*, viewer: Viewer) -> int | None:
    """The newest study year that has published offers. One query."""
    return next(iter(study_years(viewer=viewer)), None)


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


def catalogue_choices(*, viewer: Viewer, study_year: int | None, years: list[int] | None = None) -> Choices:
    """What can be filtered on among the published offers of the study year. Two queries, whatever the size, one
    more when the years are not read already.
    """
    rows = [] if study_year is None else KINDS.ask(year=study_year)
    return Choices(
        study_years=tuple(study_years(viewer=viewer) if years is None else years),
        subjects=tuple(sorted({row[0] for row in rows})),
        counties=tuple(_named_counties({row[5] for row in rows} - {""})),
        places=tuple(sorted({row[1] for row in rows} - {""})),
        providers=tuple(sorted({(row[3], row[4]) for row in rows}, key=lambda provider: provider[1])),
        credits=tuple(sorted({row[2] for row in rows})),
    )


YEARS: Prepared[int] = Prepared(
    lambda: (
        StudyOffer.objects.filter(status=Status.PUBLISHED).order_by().values_list("study_year", flat=True).distinct()
    )
)
KINDS: Prepared[Any] = Prepared(
    lambda: (
        _published_in(YEAR)
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
)
COUNTY_AUTHORITIES: Prepared[Any] = Prepared(
    lambda: Organisation.objects.filter(kind=Organisation.Kind.COUNTY_AUTHORITY).values_list("county_code", "name")
)


def _published_in(study_year: int | Slot | None) -> QuerySet[StudyOffer]:
    published = StudyOffer.objects.filter(status=Status.PUBLISHED).order_by()
    return published.none() if study_year is None else published.filter(study_year=study_year)


def _named_counties(codes: set[str]) -> list[tuple[str, str]]:
    """Counties named after their county authority; one without (Oslo) after its municipality's name in the list."""
    authorities = COUNTY_AUTHORITIES.ask() if codes else []
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
