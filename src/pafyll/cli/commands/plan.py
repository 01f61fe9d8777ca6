"""`pafyll plan`: who studies what in which year, within budgets and places, and what no plan can beat."""

# ruff: noqa: E501 (a sentence for translators stands whole on its line)

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pafyll.cli.commands.allocate import use_language
from pafyll.cli.help import NOTHING
from pafyll.cli.telling import Faulty, Steps, Stop
from pafyll.protocols.language import _

if TYPE_CHECKING:
    from pafyll.cli.planning.reading import Read, Request

FILES, LIMITS, OUTPUT = _("Filer inn"), _("Grenser"), _("Resultat")


def _option(text: str, panel: str, *names: str, metavar: str | None = None) -> typer.models.OptionInfo:
    return typer.Option(*names, help=text, rich_help_panel=panel, metavar=metavar, show_default=False)  # type: ignore[no-any-return]


Staff = Annotated[Path, typer.Argument(metavar="FIL", help=_("De ansatte: CSV, Excel eller Parquet, én rad for hver person og fag."), show_default=False)]  # fmt: skip
Offers = Annotated[Path, _option(_("Studiene det kan velges mellom: fag, studiepoeng, semester, ordning og plasser."), FILES, "--offers", metavar="FIL")]  # fmt: skip
Budgets = Annotated[Path, _option(_("Pengene: budsjettår, kilde og beløp."), FILES, "--budgets", metavar="FIL")]
Wishes = Annotated[Path | None, _option(_("Det noen ønsker å studere ut over det de mangler."), FILES, "--wishes", metavar="FIL")]  # fmt: skip
Companions = Annotated[Path | None, _option(_("Hvem som ønsker å ta et fag samme år."), FILES, "--companions", metavar="FIL")]  # fmt: skip
Locks = Annotated[Path | None, _option(_("Studier som er bestemt på forhånd."), FILES, "--locks", metavar="FIL")]
Previous = Annotated[Path | None, _option(_("En tidligere plan, som plan.json eller plan.csv. Færrest mulig flyttes fra den."), FILES, "--previous", metavar="FIL")]  # fmt: skip
Map = Annotated[list[str], _option(_("Hva en overskrift i filen er, som 'Stp=studiepoeng', eller 'Merknad=-' når den ikke skal med. Kan gjentas."), FILES, "--map", metavar="HVA")]  # fmt: skip
ExtraColumns = Annotated[bool, _option(_("Tillat kolonner som ikke er kjent; de får ingen virkning."), FILES, "--extra-columns", metavar=NOTHING)]  # fmt: skip
Errors = Annotated[Path | None, _option(_("Skriv alle feil i denne filen, hvis det er noen."), FILES, metavar="FIL")]
Years = Annotated[
    str, _option(_("Første og siste høst i planen, som 2027-2034."), LIMITS, "--years", metavar="FRA-TIL")
]
Absence = Annotated[int | None, _option(_("Hvor stor del av de ansatte ved en skole som kan være borte samtidig, i prosent. Uten: ingen grense."), LIMITS, "--absence", metavar="PROSENT")]  # fmt: skip
Retirement = Annotated[int | None, _option(_("Alderen dere regner med at lærerne slutter. Uten: fødselsåret brukes ikke."), LIMITS, "--retirement-age", metavar="ALDER")]  # fmt: skip
ClosedBy = Annotated[str, _option(_("Krev at alle mangler er dekket før august dette året. Går det ikke, sier svaret hva som mangler."), LIMITS, "--closed-by", metavar="ÅR")]  # fmt: skip
Weeks = Annotated[int | None, _option(_("Skoleuker i året, som timer per uke ganges med. Uten: det loven sier er det minste."), LIMITS, "--weeks", metavar="UKER")]  # fmt: skip
Seed = Annotated[int, _option(_("Frø til søket. Samme filer og frø gir samme plan."), LIMITS, "--seed", metavar="TALL")]
Out = Annotated[Path | None, _option(_("Mappen som resultatet skrives i."), OUTPUT, "--out", metavar="MAPPE")]
Replace = Annotated[bool, _option(_("Bytt ut et tidligere resultat i mappen."), OUTPUT, "--replace", metavar=NOTHING)]
AsJson = Annotated[bool, _option(_("Skriv JSON i stedet for tabeller."), OUTPUT, "--json", metavar=NOTHING)]
Language = Annotated[str, _option(_("nb eller nn."), OUTPUT, metavar="SPRÅK")]


def plan(
    staff: Staff,
    *,
    offers: Offers,
    budgets: Budgets,
    years: Years,
    wishes: Wishes = None,
    companions: Companions = None,
    locks: Locks = None,
    previous: Previous = None,
    absence: Absence = None,
    retirement_age: Retirement = None,
    closed_by: ClosedBy = "",
    weeks: Weeks = None,
    seed: Seed = 0,
    map: Map = [],  # noqa: B006 (typer copies it)
    extra_columns: ExtraColumns = False,
    errors: Errors = None,
    out: Out = None,
    replace: Replace = False,
    json: AsJson = False,
    language: Language = "nb",
) -> int:
    from pafyll.cli.planning.choices import Files
    from pafyll.cli.planning.reading import Request, day_or_year, years_of
    from pafyll.cli.writing import refuse_unsafe

    use_language(language)
    first, count = years_of(years)
    if out is None and not json:
        raise Stop(_("Oppgi mappen som resultatet skal skrives i, med --out, eller be om --json."))
    if out is not None:
        refuse_unsafe(out, replace=replace)
    share = None if absence is None else Decimal(_within(absence, "--absence", 0, 100))
    age = None if retirement_age is None else _within(retirement_age, "--retirement-age", 50, 80)
    weeks = None if weeks is None else _within(weeks, "--weeks", 1, 52)
    request = Request(
        staff, offers, budgets, first, count, tuple(map), extra_columns, share, age, day_or_year(closed_by), weeks,
        Files(wishes, companions, locks), previous,
    )  # fmt: skip
    return _carry_out(request, seed, errors, out, json)


plan.__doc__ = _("Lag en plan for hvem som studerer hva og når, innenfor penger og plasser.")


def _within(value: int, name: str, least: int, most: int) -> int:
    if not least <= value <= most:
        raise Stop(_("{name} må være fra {least} til {most}.").format(name=name, least=least, most=most))
    return value


def _carry_out(request: Request, seed: int, errors: Path | None, out: Path | None, json: bool) -> int:
    from pafyll.cli.planning.telling import tell, tell_as_json, tell_why_not
    from pafyll.cli.planning.writing import write
    from pafyll.domain.planning import Infeasible, replan
    from pafyll.domain.planning import plan as solve
    from pafyll.protocols.numbers import number

    steps = Steps(quiet=json)
    given = _read(request, errors, steps)
    with steps.step(_("Lager planen")) as said:
        found = replan(given.problem, given.previous, seed=seed) if given.previous else solve(given.problem, seed=seed)
        said.append(_("{count} mangler").format(count=number(len(given.problem.gaps))))
    if isinstance(found, Infeasible):
        tell_why_not(found, as_json=json)
        return 1
    if out is not None:
        write(out, found, given, request, steps=steps)
    if json:
        tell_as_json(found, given)
    else:
        tell(found, given, out)
    return 0


def _read(request: Request, errors: Path | None, steps: Steps) -> Read:
    from pafyll.cli.planning.reading import read_problem
    from pafyll.protocols.numbers import number

    try:
        with steps.step(_("Leser og kontrollerer filene")) as found:
            given = read_problem(request)
            found.append(_("{count} lærere").format(count=number(len(given.problem.people))))
    except Faulty as faulty:
        raise Faulty(faulty.faults, errors) from None
    return given
