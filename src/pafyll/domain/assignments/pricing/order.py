"""What is ordered: packages of days, hours of work, fixed sums, and how the assignment is classified."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pafyll.domain.values import Credits, Kroner, Semester

NOTHING, NO_CREDITS = Kroner(0), Credits(0)

# What is done with a school, and the figure that says how much work an hour of it is. None: hour for hour.
KINDS = {
    "lecture": "Forelesning",
    "seminar": "Seminar",
    "group": "Gruppearbeid",
    "school_day": "Fagdag for skoler",
    "guidance": "Veiledning",
    "preparation": "Forberedelse",
    "planning": "Planlegging",
    "development": "Utvikling",
}
HOUR_FOR_HOUR = ("planning", "development")
CATEGORIES = {"professor": "Professor og førsteamanuensis", "lecturer": "Lektor", "adviser": "Administrasjon"}
SCIENTIFIC = ("professor", "lecturer")

# The rate families of indirect costs, and how an assignment is classified.
EVU, COMMISSIONED, CONTRIBUTION = "evu", "commissioned", "contribution"
FAMILIES = {
    EVU: "Etter- og videreutdanning",
    COMMISSIONED: "Oppdrag som ikke er undervisning",
    CONTRIBUTION: "Bidrag som ikke er undervisning",
}

# Days of each package: a group of staff at a teacher education, December 2021.
BASE, LONG, SHORT = "base", "long", "short"
PACKAGES = {
    BASE: "Grunnpakke, 4 dager over to semestre",
    LONG: "Tilleggspakke, 1,5 dag",
    SHORT: "Tilleggspakke, 1 dag",
}
DAYS = {BASE: Fraction(4), LONG: Fraction(3, 2), SHORT: Fraction(1)}
BASE_SEMESTERS = 2


@dataclass(frozen=True)
class Work:
    """Hours of one kind by one category of staff in a semester. who is a person's key, or nothing yet."""

    kind: str
    category: str
    hours: Decimal
    semester: Semester
    who: str = ""

    @property
    def figure(self) -> str:
        """The name of the figure that says how much work an hour is; empty when an hour is an hour."""
        return "" if self.kind in HOUR_FOR_HOUR else f"factor_{self.kind}"


@dataclass(frozen=True)
class Purchase:
    """Something that is bought or rented for a fixed sum."""

    label: str
    amount: Kroner
    source: str


@dataclass(frozen=True)
class Order:
    """Everything that a price is made of, apart from the unit's figures.

    funding is commissioned or contribution, empty until it is assessed. is_education: teaching for a school, and not
    research or development. travel is one fixed sum, since invoicing what each journey cost is laborious.
    """

    work: tuple[Work, ...] = ()
    packages: tuple[tuple[str, int], ...] = ()
    travel: Kroner = NOTHING
    purchases: tuple[Purchase, ...] = ()
    family: str = EVU
    funding: str = ""
    is_education: bool = True
    credits: Credits = NO_CREDITS
    own_financing: Kroner = NOTHING

    @property
    def days(self) -> Fraction:
        """Days with the school, from the packages."""
        return sum((DAYS[package] * number for package, number in self.packages), Fraction(0))

    @property
    def is_commissioned(self) -> bool:
        return self.funding == COMMISSIONED

    def number_of(self, package: str) -> int:
        """How many of the package are ordered."""
        return sum(number for code, number in self.packages if code == package)


def right_family(funding: str, *, is_education: bool) -> str:
    """The rate family that belongs to the classification: teaching has a model of its own, whoever pays."""
    return EVU if is_education else funding
