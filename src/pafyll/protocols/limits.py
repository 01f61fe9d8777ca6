"""The protocol's chapter on limits: what was full, and where the line went."""

# ruff: noqa: E501 (a sentence for translators stands whole on its line)

from __future__ import annotations

from typing import TYPE_CHECKING

from pafyll.domain.allocation import POTS, Outcome
from pafyll.protocols.blocks import Block, Heading, Paragraph, Table
from pafyll.protocols.language import _
from pafyll.protocols.numbers import kroner, number
from pafyll.protocols.results import Results
from pafyll.protocols.run import Input

if TYPE_CHECKING:
    from pafyll.domain.allocation import CutOff

MOST_SHOWN = 400


def limits_chapter(given: Input, outcome: Outcome, results: Results, cut_offs: list[CutOff]) -> list[Block]:
    """Every offer, and every other limit that refused somebody."""
    by_kind: dict[str, list[CutOff]] = {}
    for cut in cut_offs:
        by_kind.setdefault(cut.limit, []).append(cut)
    blocks: list[Block] = [
        Heading(_("Grensene")),
        Paragraph(
            _(
                "En grense som er nådd, har avvist noen. Kolonnen «Først avvist» viser den første i rekkefølgen som grensen avviste; hun kan ha fått plass på et annet ønske."
            )
        ),
        _offers_table(given, results, {cut.name: cut for cut in by_kind.pop("offer_capacity", [])}),
    ]
    names = _owner_names(given)
    blocks += [_cut_table(limit, cuts, names) for limit, cuts in by_kind.items()]
    return blocks


def _owner_names(given: Input) -> dict[str, str]:
    owners = given.tables.owners
    if "name" not in owners.columns:
        return {}
    return {key: name for key, name in owners.select("owner_id", "name").iter_rows() if name}


def _offers_table(given: Input, results: Results, cuts: dict[str, CutOff]) -> Table:
    rows = []
    for offer in results.offers.iter_rows(named=True):
        cut = cuts.get(offer["offer_id"])
        refused = number(cut.refused) if cut else "0"
        name = offer.get("title") or offer["offer_id"]
        rows.append(
            (
                name,
                offer["provider"],
                _(offer["subject_name"]),
                number(offer["first_wishes"]),
                number(offer["capacity"]),
                number(offer["granted"]),
                refused,
            )
        )
    headings = (
        _("Studietilbud"),
        _("Studiested"),
        _("Fag"),
        _("Førsteønsker"),
        _("Plasser"),
        _("Innvilget"),
        _("Avvist: fullt"),
    )
    return Table(_("Studietilbudene"), headings, tuple(rows[:MOST_SHOWN]), frozenset({3, 4, 5, 6}))


def _cut_table(limit: str, cuts: list[CutOff], names: dict[str, str]) -> Table:
    shown = kroner if "money" in limit or "kroner" in limit else number
    rows = tuple(
        (names.get(cut.name, _(cut.name)), shown(cut.size), shown(cut.used), number(cut.refused), _at_the_line(cut))
        for cut in cuts[:MOST_SHOWN]
    )
    title = _(POTS.get(limit, limit))
    headings = (_("Hvem"), _("Grense"), _("Brukt"), _("Avvist"), _("Først avvist"))
    return Table(title[:1].upper() + title[1:], headings, rows, frozenset({1, 2, 3}))


def _at_the_line(cut: CutOff) -> str:
    if cut.owner_rank == 0:
        return cut.application_id
    return _("{application} (eiers prioritet {rank})").format(application=cut.application_id, rank=cut.owner_rank)
