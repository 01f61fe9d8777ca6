"""`pafyll allocate` and `pafyll check`: the main job on files, and its first half alone."""

# ruff: noqa: E501 (a sentence for translators stands whole on its line)

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pafyll.cli.help import NOTHING
from pafyll.cli.telling import Faulty, Steps, Stop, answers
from pafyll.protocols import language
from pafyll.protocols.language import _

if TYPE_CHECKING:
    from pafyll.cli.inputs import Request
    from pafyll.protocols.run import Input

FILES, RULES, MONEY, OUTPUT = _("Filer inn"), _("Regler og loddtrekning"), _("Penger"), _("Resultat")


def _option(text: str, panel: str, *names: str, metavar: str | None = None) -> typer.models.OptionInfo:
    return typer.Option(*names, help=text, rich_help_panel=panel, metavar=metavar, show_default=False)  # type: ignore[no-any-return]


Offers = Annotated[Path, _option(_("Studietilbudene: CSV, Excel eller Parquet."), FILES, metavar="FIL")]
Applications = Annotated[Path, _option(_("Søknadene med ønsker og eierens prioritet."), FILES, metavar="FIL")]
Owners = Annotated[Path, _option(_("Skoleeierne med lærerårsverk, kvote og budsjett."), FILES, metavar="FIL")]
RatesFile = Annotated[
    Path | None, _option(_("Satsene. Regelsettene har ingen; de skal ha en kilde."), FILES, metavar="FIL")
]
ExtraColumns = Annotated[
    bool,
    _option(_("Tillat kolonner som ikke er kjent; de får ingen virkning."), FILES, "--extra-columns", metavar=NOTHING),
]
Errors = Annotated[Path | None, _option(_("Skriv alle feil i denne filen, hvis det er noen."), FILES, metavar="FIL")]
Rules = Annotated[
    str, _option(_("Regelsettet, for eksempel 2023-24. Se: pafyll rules list."), RULES, metavar="STUDIEÅR")
]
Seed = Annotated[
    str, _option(_("Frøet til loddtrekningen, slik det ble kunngjort på forhånd."), RULES, metavar="TEKST")
]
CheaperMayPass = Annotated[list[str], _option(_("La en billigere søknad gå forbi en som ikke får plass innenfor pengene til: state, owner. Kan gjentas."), RULES, metavar="HVEM")]  # fmt: skip
SharedPlaces = Annotated[
    int | None, _option(_("Antall plasser som skal deles etter lærerårsverk."), RULES, metavar="ANTALL")
]
Without = Annotated[
    list[str],
    _option(_("Kjør uten denne delen av rekkefølgen, for eksempel top_ranked. Kan gjentas."), RULES, metavar="KODE"),
]
StateMoney = Annotated[
    int | None, _option(_("Statens penger i kroner for hele studieåret. Uten: ingen grense."), MONEY, metavar="KRONER")
]
StateAutumn = Annotated[
    int | None, _option(_("Statens penger i høstens budsjettår, sammen med --state-spring."), MONEY, metavar="KRONER")
]
StateSpring = Annotated[int | None, _option(_("Statens penger i vårens budsjettår."), MONEY, metavar="KRONER")]
RateOption = Annotated[list[str], _option(_("Sats for 30 studiepoeng, som substitute=STAT/EIER eller substitute:mathematics=STAT/EIER. Kan gjentas."), MONEY, metavar="SATS")]  # fmt: skip
RateSource = Annotated[str, _option(_("Kilden til satsene i --rate; den står i protokollen."), MONEY, metavar="TEKST")]
Out = Annotated[Path, _option(_("Mappen som resultatet skrives i."), OUTPUT, metavar="MAPPE")]
Replace = Annotated[bool, _option(_("Bytt ut et tidligere resultat i mappen."), OUTPUT, "--replace", metavar=NOTHING)]
Bound = Annotated[
    bool, _option(_("Regn ut hvor mange som høyst kunne fått plass."), OUTPUT, "--bound/--no-bound", metavar=NOTHING)
]
Date = Annotated[str, _option(_("Datoen som skal stå på protokollen. Uten: ingen dato."), OUTPUT, metavar="ÅÅÅÅ-MM-DD")]
Language = Annotated[str, _option(_("nb eller nn."), OUTPUT, metavar="SPRÅK")]


def allocate(
    *,
    offers: Offers,
    applications: Applications,
    owners: Owners,
    rates: RatesFile = None,
    extra_columns: ExtraColumns = False,
    errors: Errors = None,
    rules: Rules,
    seed: Seed,
    cheaper_may_pass: CheaperMayPass = [],  # noqa: B006 (typer copies it)
    shared_places: SharedPlaces = None,
    without: Without = [],  # noqa: B006
    state_money: StateMoney = None,
    state_autumn: StateAutumn = None,
    state_spring: StateSpring = None,
    rate: RateOption = [],  # noqa: B006
    rate_source: RateSource = "",
    out: Out,
    replace: Replace = False,
    bound: Bound = True,
    date: Date = "",
    language: Language = "nb",
) -> int:
    from pafyll.cli.inputs import Request

    use_language(language)
    if not seed.strip():
        raise Stop(_("Frøet til loddtrekningen er tomt. Oppgi det som ble kunngjort, med --seed."))
    request = Request(
        offers=offers,
        applications=applications,
        owners=owners,
        rules=rules,
        seed=seed,
        rates=rates,
        rate_options=tuple(rate),
        rate_source=rate_source,
        state_money=_state_money(state_money, state_autumn, state_spring),
        cheaper_may_pass=_passers(cheaper_may_pass),
        shared_places=shared_places,
        without=tuple(without),
        extra_columns=extra_columns,
        date=_date(date),
    )
    return _carry_out(request, out, replace=replace, bound=bound, errors=errors, language=language)


allocate.__doc__ = _("Fordel plassene og skriv resultat, forklaringer og protokoll.")


def check(
    *,
    offers: Offers,
    applications: Applications,
    owners: Owners,
    rates: RatesFile = None,
    extra_columns: ExtraColumns = False,
    errors: Errors = None,
    rules: Rules,
    rate: RateOption = [],  # noqa: B006
    language: Language = "nb",
) -> int:
    from pafyll.cli.inputs import Request

    use_language(language)
    request = Request(offers, applications, owners, rules, "", rates, tuple(rate), extra_columns=extra_columns)
    given = _read(request, errors, Steps())
    answers.print(_("Ingen feil i {count} søknader.").format(count=given.problem.applicants))
    return 0


check.__doc__ = _("Kontroller filene og list alle feil, uten å fordele noe.")


def _carry_out(request: Request, out: Path, *, replace: bool, bound: bool, errors: Path | None, language: str) -> int:
    from pafyll.cli.running import run_and_write
    from pafyll.cli.writing import refuse_unsafe

    refuse_unsafe(out, replace=replace)
    steps = Steps()
    given = _read(request, errors, steps)
    summary = run_and_write(given, request, out, with_bound=bound, language=language, steps=steps)
    for line in summary:
        answers.print(line)
    return 0


def _read(request: Request, errors: Path | None, steps: Steps) -> Input:
    from pafyll.cli.inputs import read_input
    from pafyll.protocols.numbers import number

    try:
        with steps.step(_("Leser og kontrollerer filene")) as found:
            given = read_input(request)
            found.append(_("{count} søknader").format(count=number(given.problem.applicants)))
    except Faulty as faulty:
        raise Faulty(faulty.faults, errors) from None
    return given


def use_language(chosen: str) -> None:
    """Chooses the language, or raises Stop when there is no such language."""
    if chosen not in language.LANGUAGES:
        raise Stop(_("Språket {language} finnes ikke. Velg nb eller nn.").format(language=chosen))
    language.use(chosen)


def _passers(names: list[str]) -> frozenset[str]:
    if unknown := set(names) - {"state", "owner"}:
        said = _("--cheaper-may-pass kan være state eller owner, ikke {name}.")
        raise Stop(said.format(name=", ".join(sorted(unknown))))
    return frozenset(names)


def _state_money(total: int | None, autumn: int | None, spring: int | None) -> tuple[int, ...]:
    """(total,) or (autumn, spring); -1 is no limit. One way of saying it, not both."""
    if total is not None and (autumn is not None or spring is not None):
        raise Stop(_("Oppgi enten --state-money, eller --state-autumn og --state-spring, ikke begge deler."))
    amounts = (total,) if autumn is None and spring is None else (autumn, spring)
    if any(amount is not None and not 0 <= amount <= 10**12 for amount in amounts):
        raise Stop(_("Statens penger må være 0 kroner eller mer, og høyst 1 000 milliarder."))
    return tuple(-1 if amount is None else amount for amount in amounts)


def _date(text: str) -> str:
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError as error:
        raise Stop(_("Datoen {date} kan ikke leses. Skriv den som 2023-04-30.").format(date=text)) from error
