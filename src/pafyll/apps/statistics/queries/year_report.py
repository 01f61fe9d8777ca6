"""The year report of an owner, a county or the country, from a release that is published and nothing else.

What the release hides is hidden here too, and no number is added up anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, override

from pafyll.apps.documents.types.year_report.type import Breakdown, Disagreement, Stage, YearReport
from pafyll.apps.statistics.models import Release
from pafyll.apps.statistics.queries.releases import Shown, tables_by
from pafyll.domain.statistics.historic import funnel
from pafyll.domain.statistics.indicators import DIMENSIONS, FUNNEL, SOURCE, WHERE
from pafyll.domain.statistics.tables import TOTAL

NATION, COUNTY, OWNER = "nation", "county", "owner"
STAGES = tuple(one.code for one in FUNNEL)
BREAKDOWNS = ("subject", "county", "scheme", "sex", "age")
HIDDEN = ":"
NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class About:
    """Whom a report is about: the country, or the code of a county or an owner as the release has it."""

    level: str = NATION
    code: str = ""

    @property
    def dimensions(self) -> tuple[str, ...]:
        return ("year",) if self.level == NATION else ("year", self.level)

    def key(self, year: str) -> tuple[str, ...]:
        return (year,) if self.level == NATION else (year, self.code)


def stages_by(release: Release, dimensions: Sequence[str]) -> list[Shown]:
    """The release's tables of the funnel by these dimensions, in the funnel's order. One query."""
    found = {one.indicator.code: one for one in tables_by(release, dimensions)}
    return [found[code] for code in STAGES if code in found]


def years_of(release: Release) -> list[tuple[str, str]]:
    """The years of the release with their words, the newest first."""
    tables = stages_by(release, ("year",))
    codes = sorted(tables[0].values("year"), reverse=True) if tables else []
    return [(code, release.labels.get("year", {}).get(code, code)) for code in codes]


def subjects_of(release: Release, level: str) -> list[tuple[str, str]]:
    """The counties or the owners that the release counts, with their names."""
    tables = stages_by(release, ("year", level))
    codes = tables[0].values(level) if tables else []
    return [(code, release.labels.get(level, {}).get(code, code)) for code in codes]


def year_report(
    release: Release, about: About, *, year: str, language: str, address: str, county: str = ""
) -> YearReport:
    """The report in the language. county is the owner's, for comparison. Raises LookupError for what is not counted."""
    with override(language):
        return _report(release, about, year, address, county)


def _report(release: Release, about: About, year: str, address: str, county: str) -> YearReport:
    own = stages_by(release, about.dimensions)
    if not own or about.key(year) not in own[0].counts:
        raise LookupError(f"{about} is not counted in {year}")
    before = str(int(year) - 1)
    every = [_over_the_years(own, about), *_beside(release, about, year, county)]
    cells = [cell for one in every for row in one.rows for cell in row[1:]]
    words = release.labels.get("year", {})
    return YearReport(
        who=_name(release, about),
        is_nation=about.level == NATION,
        year=words.get(year, year),
        year_before=words.get(before, before),
        release=release.number,
        counted_at=release.as_of,
        limit=release.limit,
        rounding=release.rounding,
        source=gettext(SOURCE),
        address=address,
        stages=tuple(_stage(one, about, year, before) for one in own),
        breakdowns=tuple(every),
        hidden=cells.count(HIDDEN),
        cells=len(cells),
        where=gettext(WHERE),
        note=release.note,
        disagreements=_disagreements() if about.level == NATION else (),
    )


def _name(release: Release, about: About) -> str:
    if about.level == NATION:
        return gettext("Norge")
    return gettext(release.labels.get(about.level, {}).get(about.code, about.code))


def _stage(one: Shown, about: About, year: str, before: str) -> Stage:
    found = one.indicator
    return Stage(
        gettext(found.label), gettext(found.definition), one.counts[about.key(year)], one.counts.get(about.key(before))
    )


def _over_the_years(own: Sequence[Shown], about: About) -> Breakdown:
    rows = [(own[0].words((year, *about.key(year)[1:]))[0], about.key(year)) for year in own[0].values("year")]
    return _table(gettext("Fra søknad til fullført, år for år"), "year", own, rows)


def _beside(release: Release, about: About, year: str, county: str) -> list[Breakdown]:
    """The country by each breakdown; a county or an owner beside what they are part of."""
    if about.level == NATION:
        return [found for name in BREAKDOWNS if (found := _broken_down(release, name, year))]
    rows = [(_name(release, one), one) for one in _around(about, county)]
    return [_compared(release, rows, year)]


def _around(about: About, county: str) -> list[About]:
    known = [about, About(COUNTY, county)] if about.level == OWNER and county else [about]
    return [*known, About()]


def _compared(release: Release, rows: Sequence[tuple[str, About]], year: str) -> Breakdown:
    lines = []
    for name, one in rows:
        tables = stages_by(release, one.dimensions)
        lines.append((name, *(_written(table.counts.get(one.key(year))) for table in tables)))
    labels = tuple(gettext(one.label) for one in FUNNEL)
    words = release.labels.get("year", {}).get(year, year)
    caption = gettext("%(year)s ved siden av området rundt") % {"year": words}
    return Breakdown(caption, gettext("Hvor"), labels, tuple(lines))


def _broken_down(release: Release, name: str, year: str) -> Breakdown | None:
    tables = stages_by(release, ("year", name))
    if not tables:
        return None
    codes = [code for code in _ordered(tables[0], name) if any(one.counts[year, code] != 0 for one in tables)]
    rows = [(tables[0].words((year, code))[1], (year, code)) for code in codes]
    words = {"year": tables[0].words((year, TOTAL))[0], "what": gettext(DIMENSIONS[name]).lower()}
    caption = gettext("%(year)s etter %(what)s") % words
    return _table(caption, name, tables, [*rows, (gettext("I alt"), (year, TOTAL))], last_is_sum=True)


def _ordered(table: Shown, name: str) -> list[str]:
    """As words are ordered; ages from the youngest."""
    codes = table.values(name)
    return sorted(codes, key=lambda code: (not code.isdigit(), code.zfill(3))) if name == "age" else codes


def _table(
    caption: str, name: str, tables: Sequence[Shown], rows: Sequence[tuple[str, tuple[str, ...]]], *,
    last_is_sum: bool = False,
) -> Breakdown:  # fmt: skip
    lines = tuple((word, *(_written(one.counts[key]) for one in tables)) for word, key in rows)
    header = tuple(gettext(one.indicator.label) for one in tables)
    return Breakdown(caption, gettext(DIMENSIONS[name]), header, lines, last_is_sum)


def _written(number: int | None) -> str:
    return HIDDEN if number is None else f"{number:,}".replace(",", NO_BREAK)


def _disagreements() -> tuple[Disagreement, ...]:
    """Years of which two sources have printed different numbers, as the historic page shows them."""
    return tuple(
        Disagreement(
            f"{gettext(one.label)} {one.year}",
            tuple(f"{_written(claim.value)} ({claim.source.who})" for claim in one.claims if not claim.is_about),
            one.deviation,
        )
        for one in funnel()
        if one.deviation
    )
