"""The organisations of the fictive county Innhavet, in the order in which they are founded."""

from __future__ import annotations

from collections.abc import Iterator

from pafyll.apps.organisations.models import Organisation
from pafyll.devtools.seed.names import ascii_word
from pafyll.devtools.seed.numbers import organisation_numbers

Kind = Organisation.Kind
COUNTY = "98"  # no county has this number
FJORDVIK, STORBY = "9801", "9802"

# key, kind, name, parent's key, municipality, teacher FTE in hundredths, stages
Row = tuple[str, str, str, str, str, int, str]
ROWS: tuple[Row, ...] = (
    ("directorate", Kind.DIRECTORATE, "Direktoratet for etterfylling", "", "", 0, ""),
    ("governor", Kind.COUNTY_GOVERNOR, "Statsforvalteren i Innhavet", "", "", 0, ""),
    ("union", Kind.UNION, "Lærarlaget Innhavet", "", "", 0, ""),
    ("college", Kind.PROVIDER, "Høgskolen i Innhavet", "", "", 0, ""),
    ("university", Kind.PROVIDER, "Universitetet i Storby", "", "", 0, ""),
    ("fjordvik", Kind.MUNICIPALITY, "Fjordvik kommune", "", FJORDVIK, 9450, "1-10"),
    ("storby", Kind.MUNICIPALITY, "Storby kommune", "", STORBY, 84075, "1-10"),
    ("county", Kind.COUNTY_AUTHORITY, "Innhavet fylkeskommune", "", "", 41230, "vgo"),
    ("nordlys", Kind.PRIVATE_OWNER, "Stiftelsen Nordlys", "", STORBY, 1460, "1-10"),
    ("fjordvik_school", Kind.SCHOOL, "Fjordvik skole", "fjordvik", FJORDVIK, 4820, "1-10"),
    ("nes", Kind.SCHOOL, "Nes skole", "fjordvik", FJORDVIK, 2380, "1-7"),
    ("lia", Kind.SCHOOL, "Lia skole", "fjordvik", FJORDVIK, 2250, "1-7"),
    ("sentrum", Kind.SCHOOL, "Sentrum skole", "storby", STORBY, 4610, "1-7"),
    ("elvebakken", Kind.SCHOOL, "Elvebakken ungdomsskole", "storby", STORBY, 5140, "8-10"),
    ("hammeren", Kind.SCHOOL, "Hammeren skole", "storby", STORBY, 6230, "1-10"),
    ("marka", Kind.SCHOOL, "Marka skole", "storby", STORBY, 3150, "1-7"),
    ("storby_upper", Kind.SCHOOL, "Storby videregående skole", "county", STORBY, 8800, "vgo"),
    ("fjordvik_upper", Kind.SCHOOL, "Fjordvik videregående skole", "county", FJORDVIK, 4100, "vgo"),
    ("nordlys_school", Kind.SCHOOL, "Nordlys friskole", "nordlys", STORBY, 1460, "1-10"),
    ("ministry", Kind.MINISTRY, "Departementet for påfyll", "", "", 0, ""),
    ("education_union", Kind.UNION, "Utdanningsforbundet Fjordvik", "", FJORDVIK, 0, ""),
    ("leaders_union", Kind.UNION, "Skolelederforbundet Innhavet", "", "", 0, ""),
    ("ks", Kind.ASSOCIATION, "KS Innhavet", "", "", 0, ""),
)

# The county has resolved to write nynorsk, Storby to be neutral; what Fjordvik has resolved is not registered.
WRITTEN_FORMS = {"county": "nn", "storby": "neutral"}
RESOLVED = "Oppdiktet målvedtak i Innhavet, 2019"
NATIONAL = {"directorate", "ministry"}
FLAGS = {"fjordvik": ["follow_up_municipality"], "storby": ["science_municipality"]}


def found_organisations() -> dict[str, Organisation]:
    """All organisations by key."""
    numbers = organisation_numbers(1000)
    founded: dict[str, Organisation] = {}
    for row in ROWS:
        founded[row[0]] = _found(row, founded, numbers)
    return founded


def _found(row: Row, founded: dict[str, Organisation], numbers: Iterator[str]) -> Organisation:
    key, kind, name, parent, municipality, fte, stages = row
    return Organisation.objects.create(
        kind=kind,
        name=name,
        number=next(numbers),
        parent=founded.get(parent),
        municipality_code=municipality,
        county_code="" if key in NATIONAL else COUNTY,
        teacher_fte_hundredths=fte,
        stages=stages,
        email=f"post@{ascii_word(name).replace('.', '-')}.example.no",
        flags=FLAGS.get(key, []),
        written_form=WRITTEN_FORMS.get(key, ""),
        written_form_source=RESOLVED if key in WRITTEN_FORMS else "",
    )
