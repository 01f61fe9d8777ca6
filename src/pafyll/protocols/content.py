"""What the protocol of a run says, chapter by chapter."""

# ruff: noqa: E501 (a sentence for translators stands whole on its line)

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

from pafyll.domain.allocation import (
    NO_LIMIT,
    Outcome,
    fingerprint_of_problem,
    outcome_fingerprint,
    published_text,
    rules_hash,
)
from pafyll.domain.rules.subjects import subject_name
from pafyll.protocols.blocks import Bars, Block, Bullets, Facts, Heading, Paragraph, Protocol, Table
from pafyll.protocols.breakdown import Breakdown
from pafyll.protocols.language import _, said
from pafyll.protocols.limits import limits_chapter
from pafyll.protocols.numbers import day, kroner, number, percent
from pafyll.protocols.policy import policy_chapter
from pafyll.protocols.results import GRANTED, NOT_APPROVED, REFUSED, Results
from pafyll.protocols.run import Input

if TYPE_CHECKING:
    from pafyll.protocols.run import Findings

PARTS = 3


def protocol_of(
    given: Input, outcome: Outcome, results: Results, findings: Findings, divided: list[Breakdown], language: str
) -> Protocol:
    """The protocol: the result, who got places, the limits, what the rules cost, the rules, the draw and the checks."""
    blocks: list[Block] = [
        *_result_chapter(given, results, findings),
        *_groups_chapter(divided),
        *limits_chapter(given, outcome, results, findings.cut_offs),
        *policy_chapter(given, results, findings),
        *_rules_chapter(given),
        *_draw_chapter(given),
        *_check_chapter(given, outcome, findings),
        *_owners_chapter(divided),
    ]
    title = _("Protokoll for fordelingen {year}").format(year=given.rules.study_year.replace("-", "/"))
    return Protocol(title, _lead(given, results), tuple(blocks), language, given.date)


def _lead(given: Input, results: Results) -> str:
    approved = len(results.applications) - results.count(NOT_APPROVED)
    said_ = _("{granted} av {approved} godkjente søknader fikk plass. Reglene er de som gjaldt for studieåret {year}.")
    return said_.format(
        granted=number(results.count(GRANTED)), approved=number(approved), year=given.rules.study_year.replace("-", "/")
    )


def _result_chapter(given: Input, results: Results, findings: Findings) -> list[Block]:
    total = len(results.applications)
    granted, refused, unapproved = (results.count(code) for code in (GRANTED, REFUSED, NOT_APPROVED))
    rows = [
        (_("Søknader"), number(total), ""),
        (_("Ikke godkjent av skoleeieren"), number(unapproved), percent(unapproved, total)),
        (_("Godkjent av skoleeieren"), number(total - unapproved), percent(total - unapproved, total)),
        (_("– av dem innvilget"), number(granted), percent(granted, total - unapproved)),
        (_("– av dem avslag i fordelingen"), number(refused), percent(refused, total - unapproved)),
    ]
    table = Table(_("Søknadene"), (_("Søknader"), _("Antall"), _("Andel")), tuple(rows), frozenset({1, 2}))
    facts = [(_("Dato"), day(given.date))] if given.date else []
    facts += [(_("Studieår"), given.rules.study_year.replace("-", "/")), *_money_facts(given, results)]
    wishes = results.applications.filter(results.applications["wish"].is_not_null())["wish"].value_counts().sort("wish")
    got = tuple(
        (_("Ønske nummer {wish}").format(wish=wish), number(count), percent(count, granted))
        for wish, count in wishes.iter_rows()
    )
    return [
        Heading(_("Resultatet")),
        table,
        Table(_("Hvilket ønske de innvilgede fikk"), (_("Ønske"), _("Antall"), _("Andel")), got, frozenset({1, 2})),
        Facts(tuple(facts)),
    ]


def _money_facts(given: Input, results: Results) -> list[tuple[str, str]]:
    spent = {
        name: int(results.applications[name].sum() or 0)
        for name in ("state_autumn", "state_spring", "owner_autumn", "owner_spring")
    }
    frame = given.state_money
    told = [kroner(amount) if amount != NO_LIMIT else _("ingen grense") for amount in frame]
    facts = (
        [(_("Statens ramme"), told[0])]
        if len(told) == 1
        else [(_("Statens ramme, høst"), told[0]), (_("Statens ramme, vår"), told[1])]
    )
    return [
        *facts,
        (
            _("Staten betaler"),
            _("{autumn} i høst og {spring} i vår").format(
                autumn=kroner(spent["state_autumn"]), spring=kroner(spent["state_spring"])
            ),
        ),
        (
            _("Skoleeierne betaler"),
            _("{autumn} i høst og {spring} i vår, reise medregnet").format(
                autumn=kroner(spent["owner_autumn"]), spring=kroner(spent["owner_spring"])
            ),
        ),
    ]


# Who


def _groups_chapter(divided: list[Breakdown]) -> list[Block]:
    blocks: list[Block] = [Heading(_("Hvem som fikk plass"))]
    blocks.append(
        Paragraph(
            _(
                "Tabellene viser antall søknader, hvor mange skoleeieren godkjente, og hvor mange av de godkjente som fikk plass. Små tall kan kjennes igjen; vurder det før tabellene gis videre."
            )
        )
    )
    for one in divided:
        if one.code != "owner":
            blocks += [Heading(one.title, 3), *_divided(one)]
    return blocks


def _divided(one: Breakdown) -> list[Block]:
    rows = tuple((g.name, (g.granted, g.approved - g.granted, g.applications - g.approved)) for g in one.groups)
    parts = (_("innvilget"), _("avslag"), _("ikke godkjent av eier"))
    told = _("Søkerne delt etter {what}. Tallene står i tabellen under.").format(what=one.title.lower())
    return [Bars(one.title, told, parts, rows), _groups_table(one)]


def _groups_table(one: Breakdown) -> Table:
    rows = tuple(
        (g.name, number(g.applications), number(g.approved), number(g.granted), percent(g.granted, g.approved))
        for g in one.groups
    )
    headings = (one.title, _("Søknader"), _("Godkjent"), _("Innvilget"), _("Av godkjente"))
    return Table(_("Søknader etter {what}").format(what=one.title.lower()), headings, rows, frozenset({1, 2, 3, 4}))


def _owners_chapter(divided: list[Breakdown]) -> list[Block]:
    owners = [one for one in divided if one.code == "owner"]
    return [Heading(_("Skoleeierne")), *[_groups_table(one) for one in owners]]


# Rules, draw and checks


def _rules_chapter(given: Input) -> list[Block]:
    blocks: list[Block] = [
        Heading(_("Reglene")),
        Paragraph(
            _("Setningene er laget av de samme objektene som fordelingen følger. Kilde: {source}.").format(
                source=given.rules.source
            )
        ),
    ]
    for section in published_text(given.rules):
        if section.sentences:
            blocks += [Heading(_(section.title), 3), Bullets(tuple(said(sentence) for sentence in section.sentences))]
    rates = tuple(
        (_rate_name(scheme, subjects), kroner(state), kroner(owner), source)
        for scheme, subjects, state, owner, source in given.tables.rates.iter_rows()
    )
    headings = (_("Ordning og fag"), _("Staten"), _("Skoleeier"), _("Kilde"))
    table = Table(_("Satser for 30 studiepoeng; den første som passer, brukes"), headings, rates, frozenset({1, 2}))
    return [*blocks, Heading(_("Satsene"), 3), table]


SCHEMES = {"substitute": "vikarordning", "scholarship": "stipendordning"}


def _rate_name(scheme: str, subjects: str) -> str:
    """Vikarordning: Matematikk, Naturfag."""
    named = ", ".join(_(subject_name(code)) for code in subjects.split(";") if code) or _("alle fag")
    return f"{_(SCHEMES.get(scheme, scheme)).capitalize()}: {named}"


def _draw_chapter(given: Input) -> list[Block]:
    example = given.problem.application_id(0) if given.problem.applicants else "…"
    return [
        Heading(_("Loddtrekningen")),
        Paragraph(
            _(
                "Der alt annet er likt, avgjør loddet. Hvert lodd følger av frøet og søknadens id, så ingen kan påvirke det etter at frøet er kunngjort, og alle kan regne det ut: loddet er de første 16 tegnene i SHA-256 av «frø:søknad», og det laveste går først."
            )
        ),
        Facts(
            (
                (_("Frø"), given.seed),
                (
                    _("Kontroll på kommandolinjen"),
                    f"printf '%s' {quote(f'{given.seed}:{example}')} | sha256sum | cut -c1-16",
                ),
                (_("Eller"), f"pafyll draw {quote(given.seed)} {quote(example)}"),
            ),
            is_code=True,
        ),
    ]


CHECKS = {
    "applicants": "Søknader der hvert ønske er sett etter",
    "placed": "Plasser som er holdt mot plasser, kvoter og penger",
    "limits": "Grenser som er regnet opp på nytt",
    "turns": "Turer i køen som er prøvd mot rekkefølgen",
}


def _check_chapter(given: Input, outcome: Outcome, findings: Findings) -> list[Block]:
    counted = sorted(findings.report.checked.items(), key=lambda one: _place(one[0]))
    checks = tuple((_(CHECKS.get(name, name)), number(count)) for name, count in counted)
    return [
        Heading(_("Kontroll og fingeravtrykk")),
        Paragraph(
            _(
                "Etter fordelingen gikk en uavhengig kontroll gjennom hver søker og hver grense. Den fant ingen som ble avvist fra noe som en søker med lavere prioritet har fått, og ingen grense som er overskredet."
            )
        ),
        Table(_("Det som er kontrollert"), (_("Kontroll"), _("Antall")), checks, frozenset({1})),
        Paragraph(
            _(
                "Fingeravtrykkene viser om grunnlaget, reglene eller resultatet er endret. Kjør pafyll verify for å sammenligne."
            )
        ),
        Facts(
            (
                (_("Grunnlaget"), fingerprint_of_problem(given.problem)),
                (_("Reglene"), rules_hash(given.rules)),
                (_("Resultatet"), outcome_fingerprint(given.problem, outcome)),
            ),
            is_code=True,
        ),
    ]


def _place(check: str) -> tuple[int, str]:
    """Where the check stands in the list. A database gives back what it kept in an order of its own."""
    known = list(CHECKS)
    return (known.index(check), "") if check in known else (len(known), check)
