"""The protocol's chapter on what the rules cost: outcome, bound and gap, and that the gap is a choice."""

# ruff: noqa: E501 (a sentence for translators stands whole on its line)

from __future__ import annotations

from typing import TYPE_CHECKING

from pafyll.protocols.blocks import Bars, Block, Heading, Paragraph, Table
from pafyll.protocols.language import _
from pafyll.protocols.numbers import number, percent
from pafyll.protocols.results import GRANTED, Results
from pafyll.protocols.run import Input

if TYPE_CHECKING:
    from pafyll.protocols.run import Findings


def policy_chapter(given: Input, results: Results, findings: Findings) -> list[Block]:
    """Outcome beside bound, in numbers, a picture and words, and each rule's price. Says so when it was not computed."""
    if findings.bound is None:
        return [
            Heading(_("Hva reglene koster")),
            Paragraph(_("Det er ikke regnet ut hvor mange som høyst kunne fått plass (--no-bound).")),
        ]
    placed, most = results.count(GRANTED), findings.bound.places
    gap = most - placed
    weight, most_weight = findings.bound.weight_placed, findings.bound.weight
    rows = (
        (_("Søkere med plass"), number(placed), number(most), number(gap), percent(gap, most)),
        (
            _("Prioritetsvekt"),
            number(weight),
            number(most_weight),
            number(most_weight - weight),
            percent(most_weight - weight, most_weight),
        ),
    )
    return [
        Heading(_("Hva reglene koster")),
        Table(
            _("Resultatet og det høyeste mulige innenfor de samme grensene"),
            (_("Mål"), _("Etter reglene"), _("Høyst mulig"), _("Avstand"), _("Andel")),
            rows,
            frozenset({1, 2, 3, 4}),
        ),
        Bars(
            _("Fikk plass, og kunne høyst fått plass"),
            _("To stolper: {placed} og {most}.").format(placed=number(placed), most=number(most)),
            (_("søkere"),),
            ((_("Etter reglene"), (placed,)), (_("Høyst mulig"), (most,))),
        ),
        Paragraph(_gap_in_words(gap, most), is_notice=True),
        Paragraph(
            _(
                "Prioritetsvekten teller hver søker med plass etter gruppen førsteønsket hører til i: siste gruppe gir 1, gruppen foran gir 2, og så videre. Tallene er bevist med {solver}: ingen fordeling kan komme over dem."
            ).format(solver=findings.bound.solver)
        ),
        *_costs(findings),
    ]


def _gap_in_words(gap: int, most: int) -> str:
    if gap <= 0:
        return _(
            "Ingen annen fordeling kunne gitt plass til flere innenfor de samme grensene. Reglene koster ingen plasser i denne runden."
        )
    told = _(
        "{gap} flere ({share}) kunne høyst fått plass innenfor de samme plassene, kvotene og pengene. Avstanden er ingen feil. Den er et politisk valg: reglene lar den som står først, velge først, også når valget koster mer enn et annet, og setter skoleeierens prioritering foran antallet. Ingen fordeling kan gi plass til flere enn dette, men det kan hende at heller ikke så mange lar seg plassere."
    )
    return told.format(gap=number(gap), share=percent(gap, most))


def _costs(findings: Findings) -> list[Block]:
    if not findings.costs:
        return []
    rows = tuple((_(cost.text), number(cost.placed), _signed(cost.extra)) for cost in findings.costs)
    headings = (_("Endring i reglene eller grensene"), _("Fikk plass"), _("Forskjell"))
    return [
        Heading(_("Hver regel for seg"), 3),
        Paragraph(
            _(
                "Tabellen viser hvor mange som ville fått plass om én regel eller grense var annerledes og resten sto. Tallene kan ikke legges sammen."
            )
        ),
        Table(_("Hva hver regel og grense koster i plasser"), headings, rows, frozenset({1, 2})),
    ]


def _signed(amount: int) -> str:
    return f"+{number(amount)}" if amount > 0 else number(amount)
