"""What the codes of the dimensions mean, as it was when the figures were counted."""

from __future__ import annotations

from collections.abc import Iterable

from pafyll.apps.organisations.models import Organisation
from pafyll.domain.rules.subjects import SUBJECTS
from pafyll.domain.schemes import schemes
from pafyll.domain.schemes.collective import collective_schemes
from pafyll.domain.statistics.indicators import AGES, DIMENSIONS, PARTIES, UNKNOWN
from pafyll.domain.statistics.tables import Table

SEXES = {"female": "Kvinner", "male": "Menn"}
NOT_KNOWN = "Ukjent"


def labels_of(tables: Iterable[Table]) -> dict[str, dict[str, str]]:
    """Dimension → code → words in bokmål, for the codes that occur. Two queries."""
    codes: dict[str, set[str]] = {name: set() for name in DIMENSIONS}
    for table in tables:
        for name in table.dimensions:
            codes[name] |= set(table.values(name))
    organisations = {str(pk): name for pk, name in Organisation.objects.values_list("pk", "name")}
    known = {
        "year": {year: f"{year}/{(int(year) + 1) % 100:02}" for year in codes["year"]},
        "subject": {code: one.name for code, one in SUBJECTS.items()},
        "county": _counties(),
        "owner": organisations,
        "provider": organisations,
        "scheme": {code: one.label for code, one in schemes().items()},
        "sex": SEXES,
        "age": {str(least): label for least, label in AGES},
        "party": PARTIES,
        "award_scheme": {code: one.label for code, one in collective_schemes().items()},
    }
    return {
        name: {code: NOT_KNOWN if code == UNKNOWN else known.get(name, {}).get(code, code) for code in sorted(found)}
        for name, found in codes.items()
    }


def _counties() -> dict[str, str]:
    """A county is called as its county authority calls it."""
    rows = Organisation.objects.filter(kind=Organisation.Kind.COUNTY_AUTHORITY).values_list("county_code", "name")
    return {code: name.removesuffix(" fylkeskommune") for code, name in rows}
