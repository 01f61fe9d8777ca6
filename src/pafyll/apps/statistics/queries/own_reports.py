"""Officers' own reports: what is chosen, the table it gives, and the reports that are kept. Nothing is hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pafyll.apps.applications.models import Application
from pafyll.apps.applications.queries.authority import counties_of
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.organisations.reading import reading_everything
from pafyll.apps.statistics.models import SavedReport
from pafyll.apps.statistics.permissions import REPORTERS
from pafyll.apps.statistics.queries.annotated import CODES, STAGES, coded_applications, stage_counts
from pafyll.apps.statistics.queries.labels import NOT_KNOWN, SEXES
from pafyll.domain.lifecycles.application import ApplicationStatus
from pafyll.domain.rules.subjects import SUBJECTS
from pafyll.domain.schemes import schemes
from pafyll.domain.statistics.indicators import DIMENSIONS, FUNNEL, UNKNOWN
from pafyll.domain.values import SchoolYear

Kind = Organisation.Kind
HEADINGS: dict[str, Any] = {
    **{name: text for name, text in DIMENSIONS.items() if name in CODES},
    "status": gettext_lazy("Status"),
}
FIGURES = {one.code: one.label for one in FUNNEL if one.code in STAGES}
ALL = gettext_lazy("I alt")


@dataclass(frozen=True)
class ReportChoice:
    """What a report is about: "" is everything. rows and columns are dimensions; figure is shown by two of them."""

    year: str = ""
    subject: str = ""
    county: str = ""
    owner: str = ""
    provider: str = ""
    scheme: str = ""
    sex: str = ""
    status: str = ""
    rows: str = "subject"
    columns: str = ""
    figure: str = "granted"

    @property
    def groups(self) -> tuple[str, ...]:
        """One dimension or two; the same twice is one."""
        return (self.rows, self.columns) if self.columns not in ("", self.rows) else (self.rows,)

    @property
    def wanted(self) -> dict[str, str]:
        """Dimension → the code that is asked for."""
        return {name: code for name in CODES if (code := getattr(self, name))}

    def kept(self) -> dict[str, str]:
        """For the database."""
        return asdict(self)

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> ReportChoice:
        """What was kept, without what is no longer known."""
        known = {one.name for one in fields(cls)}
        return cls(**{name: str(value) for name, value in kept.items() if name in known})


@dataclass(frozen=True)
class ReportTable:
    """Words and numbers as page, chart and workbook show them. groups is how many of the headings are words."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    totals: tuple[int, ...]

    @property
    def cells(self) -> list[list[Any]]:
        """Every row with the totals last."""
        return [*([word, *numbers] for word, numbers in self.rows), [str(ALL), *self.totals]]


def chosen_applications(*, viewer: Viewer, choice: ReportChoice) -> QuerySet[Application]:
    """The applications that the choice is about, by number."""
    wanted = {f"by_{name}": code for name, code in choice.wanted.items()}
    return coded_applications(viewer=viewer).filter(**wanted).order_by("number")


def report_table(*, viewer: Viewer, choice: ReportChoice) -> ReportTable:
    """All figures by one dimension, or one figure by two. Two queries."""
    groups = [f"by_{name}" for name in choice.groups]
    found = chosen_applications(viewer=viewer, choice=choice).order_by()
    counted = list(found.values(*groups).annotate(**stage_counts()))
    words = words_of(viewer=viewer)
    if len(groups) == 1:
        return _by_one(counted, choice.rows, words)
    return _crossed(counted, choice, words)


def _by_one(counted: Sequence[Mapping[str, Any]], rows: str, words: Mapping[str, Mapping[str, str]]) -> ReportTable:
    numbers = {row[f"by_{rows}"]: tuple(row[code] for code in FIGURES) for row in counted}
    ordered = _in_order(numbers, words[rows])
    return ReportTable(
        (_(HEADINGS[rows]), *(_(label) for label in FIGURES.values())),
        tuple((word, numbers[code]) for code, word in ordered),
        tuple(sum(one[at] for one in numbers.values()) for at in range(len(FIGURES))),
    )


def _crossed(
    counted: Sequence[Mapping[str, Any]], choice: ReportChoice, words: Mapping[str, Mapping[str, str]]
) -> ReportTable:
    cells: Counter[tuple[str, str]] = Counter()
    for row in counted:
        cells[row[f"by_{choice.rows}"], row[f"by_{choice.columns}"]] += row[choice.figure]
    columns = _in_order({column for _row, column in cells}, words[choice.columns])
    rows = _in_order({row for row, _column in cells}, words[choice.rows])
    numbers = [(word, tuple(cells[row, column] for column, _word in columns)) for row, word in rows]
    sums = tuple(sum(line[at] for _word, line in numbers) for at in range(len(columns)))
    return ReportTable(
        (_(HEADINGS[choice.rows]), *(word for _code, word in columns), str(ALL)),
        tuple((word, (*line, sum(line))) for word, line in numbers),
        (*sums, sum(sums)),
    )


def _in_order(codes: Any, words: Mapping[str, str]) -> list[tuple[str, str]]:
    """Codes with their words, in the order in which the choices stand; what is not known stands last."""
    order = {code: at for at, code in enumerate(words)}
    known = sorted(codes, key=lambda code: (order.get(code, len(order)), code))
    return [(code, _(NOT_KNOWN) if code == UNKNOWN else words.get(code, code)) for code in known]


def words_of(*, viewer: Viewer) -> dict[str, dict[str, str]]:
    """Dimension → code → words, in the order in which they are offered. Two queries."""
    owners = _organisations(Organisation.OWNER_KINDS)
    counties = {row.county_code: row.name.removesuffix(" fylkeskommune") for row in owners if _is_county(row)}
    mine = counties_of(viewer)
    owners = [row for row in owners if mine is None or row.county_code in mine]
    places = {row.county_code for row in owners if row.county_code}
    return {
        "year": {str(year): str(SchoolYear(year)) for year in _years()},
        "subject": _sorted({code: _(one.name) for code, one in SUBJECTS.items()}),
        "county": _sorted({code: counties.get(code, code) for code in places}),
        "owner": {str(row.pk): row.name for row in owners},
        "provider": {str(row.pk): row.name for row in _organisations((Kind.PROVIDER,))},
        "scheme": {code: _(one.label) for code, one in schemes().items()},
        "sex": {code: _(word) for code, word in SEXES.items()},
        "status": {str(one.value): str(one.label) for one in ApplicationStatus if one != ApplicationStatus.DRAFT},
    }


def _is_county(row: Organisation) -> bool:
    return row.kind == Kind.COUNTY_AUTHORITY and bool(row.county_code)


def _organisations(kinds: Sequence[str]) -> list[Organisation]:
    return list(Organisation.objects.filter(kind__in=kinds).only("name", "kind", "county_code").order_by("name", "pk"))


@reading_everything("the years that there is anything of are the same for everybody")
def _years() -> list[int]:
    years = Application.objects.filter(submitted_at__isnull=False).order_by("-round__study_year")
    return list(years.values_list("round__study_year", flat=True).distinct())


def _sorted(words: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(words.items(), key=lambda pair: pair[1]))


def visible_reports(*, viewer: Viewer) -> QuerySet[SavedReport]:
    """The viewer's own, and those that colleagues have shared, by name."""
    own = Q(made_by=viewer.user)
    shared = Q(is_shared=True, organisation__in=viewer.organisations_in(*REPORTERS))
    return SavedReport.objects.filter(own | shared).select_related("made_by", "organisation").order_by("name", "pk")
