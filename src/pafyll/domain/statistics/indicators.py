"""What is counted: each figure with its definition, unit, source and version, and by what it is broken down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a figure is made of, which decides what may be shown of it (ADR 28)."""

    COUNT = "count"  # of people
    SUM = "sum"  # of what belongs to each person or owner: kroner, credits
    MEDIAN = "median"  # of days
    RATIO = "ratio"  # of two sums or counts of the same topic
    REST = "rest"  # what is public, less a count
    OPEN = "open"  # about organisations, and public by itself


@dataclass(frozen=True)
class Indicator:
    """A figure. version goes up when the definition changes, so that old releases say what they counted.

    of: the codes that a ratio or a rest is made of: the parts above the line together, and the one below it, last.
    """

    code: str
    label: str
    definition: str
    unit: str = "personer"
    version: int = 1
    kind: Kind = Kind.COUNT
    of: tuple[str, ...] = ()
    times: int = 1  # of a ratio: 100 for per cent
    divisor: int = 1  # it is counted in parts of the unit, so that sums are exact: 10 for tenths

    def shown(self, counted: int) -> int:
        """What is counted, in whole units, halves up."""
        return (2 * counted + self.divisor) // (2 * self.divisor)

    def ratio(self, parts: Sequence[int]) -> int | None:
        """The parts above the line over the last one, halves up; None where the last is 0."""
        *above, below = parts
        return (2 * sum(above) * self.times + below) // (2 * below) if below else None


@dataclass(frozen=True)
class Topic:
    """Figures that are counted together from one source, and the tables that are published of each."""

    code: str
    label: str
    source: str
    indicators: tuple[Indicator, ...]
    breakdowns: tuple[tuple[str, ...], ...]
    drawn: str  # the figure that pictures are made of, with those in the same unit
    note: str = ""

    def address(self, dimensions: Sequence[str]) -> str:
        """The table's name in addresses: what it is by, after the topic for all but the funnel."""
        by = "-".join(dimensions[1:])
        return by or dimensions[0] if self.code == "funnel" else "-".join(filter(None, (self.code, by)))

    def of_kind(self, *kinds: Kind) -> list[Indicator]:
        return [one for one in self.indicators if one.kind in kinds]


SOURCE = "Søknadene og deltakelsene i Påfyll"
WHERE = "Fag, studiested og ordning er der plassen ble gitt, og ellers førstevalget."
DIMENSIONS = {
    "year": "Studieår",
    "subject": "Fag",
    "county": "Fylke",
    "owner": "Skoleeier",
    "provider": "Studiested",
    "scheme": "Ordning",
    "sex": "Kjønn",
    "age": "Alder",
    "party": "Hvem som svarer",
    "budget_year": "Budsjettår",
    "award_scheme": "Tilskuddsordning",
}
TIMES = {"year", "budget_year"}  # the dimensions that are points in time

FUNNEL = (
    Indicator(
        "applied",
        "Søkte",
        "Personer som har sendt en søknad i runden. De som har trukket den uten å ha fått plass, er ikke med.",
    ),
    Indicator("approved", "Godkjent av skoleeier", "Søkere som skoleeieren har sagt ja til."),
    Indicator(
        "granted", "Fikk plass", "Søkere som har fått plass: i fordelingen, fra ventelisten eller etter en klage."
    ),
    Indicator(
        "admitted",
        "Tatt opp",
        "De som fikk plass, og som studiestedet har tatt opp. De som begynte uten at opptaket er ført her, er med.",
    ),
    Indicator(
        "started",
        "Begynte",
        "De som fikk plass, og som har begynt på studiet, også om de siden har sluttet, men ikke om de har utsatt det.",
    ),
    Indicator("completed", "Fullførte", "De som begynte, og som har fullført studiet med bestått resultat."),
)
ORDER = tuple(one.code for one in FUNNEL)  # each is at most the one before it, for the same people

# The tables that are published of every figure of the funnel. Nothing else is: what is not here cannot be combined.
BREAKDOWNS = (
    ("year",),
    ("year", "subject"),
    ("year", "county"),
    ("year", "owner"),
    ("year", "provider"),
    ("year", "scheme"),
    ("year", "sex"),
    ("year", "age"),
    ("year", "subject", "sex"),
)

PLACES = (
    Indicator(
        "capacity", "Plasser", "Plasser i de studiene som er publisert for studieåret.", "plasser", kind=Kind.OPEN
    ),
    Indicator(
        "occupied",
        "Plasser i bruk",
        "Plasser i de publiserte studiene som noen har fått og ikke har gitt fra seg eller utsatt.",
    ),
    Indicator(
        "unfilled",
        "Ledige plasser",
        "Plasser i de publiserte studiene som ingen bruker. Under null når det er gitt flere plasser enn det var.",
        "plasser",
        kind=Kind.REST,
        of=("capacity", "occupied"),
    ),
    Indicator("gave_up", "Ga fra seg plassen", "De som fikk plass og trakk seg før studiet begynte."),
    Indicator("refilled", "Plassen gikk til en ny", "De som ga fra seg plassen, og der en annen har overtatt den."),
    Indicator(
        "reused",
        "Andel brukt om igjen",
        "Plasser som gikk til en ny, av dem som noen ga fra seg.",
        "prosent",
        kind=Kind.RATIO,
        of=("refilled", "gave_up"),
        times=100,
    ),
)
# The same people: whoever gave up a place neither holds it nor began.
AMONG = (("granted", ("occupied", "gave_up")), ("granted", ("started", "gave_up")), ("gave_up", ("refilled",)))
COSTS = (
    Indicator(
        "state_cost",
        "Staten betaler",
        "Statens del av de semestrene som skoleeieren har bekreftet at læreren deltok i.",
        "kroner",
        kind=Kind.SUM,
    ),
    Indicator(
        "owner_cost",
        "Skoleeieren betaler",
        "Skoleeierens del av de semestrene som skoleeieren har bekreftet at læreren deltok i.",
        "kroner",
        kind=Kind.SUM,
    ),
    Indicator(
        "credits",
        "Fullførte studiepoeng",
        "Studiepoengene til dem som har fullført studiet.",
        "studiepoeng",
        kind=Kind.SUM,
        divisor=10,
    ),
    Indicator(
        "cost_per_credit",
        "Kroner for hvert fullførte studiepoeng",
        "Det staten og skoleeierne betaler, også for dem som sluttet, delt på de fullførte studiepoengene.",
        "kroner",
        kind=Kind.RATIO,
        of=("state_cost", "owner_cost", "credits"),
        times=10,
    ),
)
WAITING = (
    Indicator(
        "waited",
        "Ventetid fra første søknad",
        "Dager fra personen første gang sendte en søknad i noen runde, til svaret i den runden der hun fikk plass. "
        "Halvparten ventet kortere.",
        "dager",
        kind=Kind.MEDIAN,
    ),
)
RESPONSES = (
    Indicator(
        "response",
        "Svartid",
        "Dager fra saken kom til den som skal svare, til svaret. Halvparten av svarene kom raskere.",
        "dager",
        kind=Kind.MEDIAN,
    ),
)
PARTIES = {
    "principal": "Rektor, fra søknaden er sendt",
    "owner": "Skoleeieren, fra rektor har uttalt seg",
    "directorate": "Direktoratet, fra skoleeiernes frist",
    "provider": "Studiestedet, fra opptaket er mottatt",
    "appeals": "Klager, fra klagen er sendt",
}
PURPOSE = (
    Indicator(
        "further_money",
        "Videreutdanning",
        "Bundet til videreutdanning i skoleeiernes budsjett.",
        "kroner",
        kind=Kind.SUM,
    ),
    Indicator(
        "in_service_money",
        "Etterutdanning",
        "Bundet til etterutdanning i skoleeiernes budsjett.",
        "kroner",
        kind=Kind.SUM,
    ),
    Indicator(
        "all_money",
        "I alt",
        "Bundet til videreutdanning, etterutdanning eller begge deler i skoleeiernes budsjett.",
        "kroner",
        kind=Kind.SUM,
    ),
    Indicator(
        "further_share",
        "Andel videreutdanning",
        "Det som er bundet til videreutdanning alene, av alt som er bundet.",
        "prosent",
        kind=Kind.RATIO,
        of=("further_money", "all_money"),
        times=100,
    ),
    Indicator(
        "in_service_share",
        "Andel etterutdanning",
        "Det som er bundet til etterutdanning alene, av alt som er bundet.",
        "prosent",
        kind=Kind.RATIO,
        of=("in_service_money", "all_money"),
        times=100,
    ),
)
QUALIFIED = (
    Indicator(
        "taught",
        "Lærere i fag",
        "Par av lærer og fag der loven stiller krav til studiepoeng, og der det er kjent om kravet er oppfylt.",
        "lærer og fag",
    ),
    Indicator(
        "met",
        "Oppfyller kravet",
        "Par der læreren har studiepoengene eller er unntatt fra kravet.",
        "lærer og fag",
    ),
    Indicator(
        "coverage",
        "Dekning",
        "Par der kravet er oppfylt, av alle parene.",
        "prosent",
        kind=Kind.RATIO,
        of=("met", "taught"),
        times=100,
    ),
)
FORUM = (
    Indicator("awarded", "Tildelt", "Vedtatt tilskudd til mottakere i ordningen.", "kroner", kind=Kind.OPEN),
    Indicator("used", "Brukt", "Brukt etter de rapportene som er sendt.", "kroner", kind=Kind.OPEN),
    Indicator(
        "own",
        "Egenfinansiering",
        "Det mottakerne har lagt inn selv, i penger og arbeidstid.",
        "kroner",
        kind=Kind.OPEN,
    ),
    Indicator(
        "own_share",
        "Egenfinansiering av tildelt",
        "Egenfinansieringen som del av det som er tildelt.",
        "prosent",
        kind=Kind.RATIO,
        of=("own", "awarded"),
        times=100,
    ),
)

TOPICS = {
    one.code: one
    for one in (
        Topic("funnel", "Fra søknad til fullført", SOURCE, FUNNEL, BREAKDOWNS, "granted", WHERE),
        Topic(
            "places",
            "Ledige plasser og plasser brukt om igjen",
            "Studiene, deltakelsene og ventelistene i Påfyll",
            PLACES,
            (("year",), ("year", "subject"), ("year", "provider")),
            "unfilled",
        ),
        Topic(
            "costs",
            "Hva studiene koster, og hvem som betaler",
            "Semestrene som er bekreftet i Påfyll",
            COSTS,
            (("year",), ("year", "subject"), ("year", "county"), ("year", "scheme")),
            "state_cost",
        ),
        Topic(
            "waiting",
            "Ventetid fra første søknad",
            SOURCE,
            WAITING,
            (("year",), ("year", "subject"), ("year", "county")),
            "waited",
        ),
        Topic(
            "responses",
            "Hvor lenge hver part bruker på å svare",
            "Svarene i sakene i Påfyll",
            RESPONSES,
            (("year", "party"),),
            "response",
        ),
        Topic(
            "purpose",
            "Videreutdanning og etterutdanning",
            "Budsjettene som skoleeierne fører i Påfyll",
            PURPOSE,
            (("budget_year",),),
            "further_money",
        ),
        Topic(
            "qualified",
            "Hvor mange som oppfyller kompetansekravene",
            "Fag og studiepoeng som er ført i Påfyll",
            QUALIFIED,
            (("year",), ("year", "subject"), ("year", "county")),
            "coverage",
            "En lærer telles én gang for hvert fag hun underviser i.",
        ),
        Topic(
            "forum",
            "Tilskudd til kollektiv utvikling",
            "Tildelingene og rapportene i Påfyll",
            FORUM,
            (("budget_year",), ("budget_year", "award_scheme")),
            "awarded",
            "Hver ordning har sitt formål. Tilskudd til skoleeiere er offentlige vedtak.",
        ),
    )
}
INDICATORS = {one.code: one for topic in TOPICS.values() for one in topic.indicators}
TABLES = {topic.address(by): (topic, by) for topic in TOPICS.values() for by in topic.breakdowns}

AGES = ((0, "under 30 år"), (30, "30–39 år"), (40, "40–49 år"), (50, "50–59 år"), (60, "60 år og eldre"))
UNKNOWN = "unknown"


def age_group(age: int | None) -> str:
    """The lower bound of the group that the age falls in, as a code; unknown without an age."""
    if age is None:
        return UNKNOWN
    return str(max(least for least, _label in AGES if age >= least))
